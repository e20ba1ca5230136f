"""Letters that go out when there is time."""

from __future__ import annotations

from typing import Any

from lantoa.organisation import invitations, lockout
from lantoa.organisation.models import Account


def send_invitation(progress: Any, *, account_id: int) -> dict[str, Any] | None:
    """Sends the one-time link to an account that is still open."""
    account = Account.objects.select_related("person").filter(pk=account_id, is_active=True).first()
    if account is None:
        return {"sent": False}
    invitations.send(account)
    return {"sent": True}


def send_reset(progress: Any, *, account_id: int) -> dict[str, Any] | None:
    """Sends the link of a forgotten password to an account that is still open. Says nothing of whom in its result."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is not None:
        invitations.send_reset(account)
    return None


def forget_failed_sign_ins(progress: Any) -> dict[str, Any] | None:
    """Counts of wrong passwords are not kept longer than they hold somebody."""
    return {"forgotten": lockout.forget_old()}
