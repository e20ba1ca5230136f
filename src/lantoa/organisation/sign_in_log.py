"""The audit of the door: who came in, who left, who failed, and second factors. No address, no unknown e-mail.

allauth speaks first here, so these are receivers of its signals.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.organisation import lockout
from lantoa.organisation.access import NOBODY, actor_of
from lantoa.organisation.models import Account, Installation


def connect() -> None:
    """Called once, when every app is ready."""
    from allauth.account import signals as account
    from allauth.mfa import signals as second_factor

    account.user_logged_in.connect(_signed_in, dispatch_uid="lantoa.signed_in")
    account.user_logged_out.connect(_signed_out, dispatch_uid="lantoa.signed_out")
    account.password_changed.connect(_password_changed, dispatch_uid="lantoa.password_changed")
    account.password_reset.connect(_password_reset, dispatch_uid="lantoa.password_reset")
    second_factor.authenticator_added.connect(_factor_on, dispatch_uid="lantoa.factor_on")
    second_factor.authenticator_removed.connect(_factor_off, dispatch_uid="lantoa.factor_off")


def failed(email: str, *, closed: bool) -> None:
    """A wrong password or code. An e-mail that nobody has is not written down."""
    account = Account.objects.select_related("person").filter(email=email).first() if email else None
    if account is None:
        installation, _ = Installation.objects.get_or_create(singleton=True)
        note("organisation.sign_in_failed", installation, actor=NOBODY, summary="Không có tài khoản như vậy")
        return
    agency = actor_of(account).home_agency_id
    note("organisation.sign_in_failed", account, actor=NOBODY, agency_id=agency)
    if closed:
        note("organisation.account_held", account, actor=NOBODY, agency_id=agency)


def _signed_in(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if not user.joined_at:
        user.joined_at = clock.now()
        user.save(update_fields=["joined_at"])
    how = "Đăng nhập một lần" if kwargs.get("sociallogin") else ""
    _note("organisation.signed_in", user, how)


def _signed_out(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None and user.is_authenticated:
        _note("organisation.signed_out", user)


def _password_changed(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    _note("organisation.password_changed", user)


def _password_reset(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Whoever has read the account's mail is its owner: what strangers tried meanwhile keeps them out no longer."""
    lockout.forget_account(user.email)
    _note("organisation.password_changed", user)


def _factor_on(request: HttpRequest, user: Any, authenticator: Any, **kwargs: Any) -> None:
    if authenticator.type == authenticator.Type.TOTP:
        _note("organisation.second_factor_on", user)


def _factor_off(request: HttpRequest, user: Any, authenticator: Any, **kwargs: Any) -> None:
    if authenticator.type == authenticator.Type.TOTP:
        _note("organisation.second_factor_off", user)


def _note(verb: str, account: Any, summary: str = "") -> None:
    actor = actor_of(account)
    note(verb, account, actor=actor, agency_id=actor.home_agency_id, summary=summary)
