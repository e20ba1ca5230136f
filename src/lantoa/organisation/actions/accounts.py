"""Accounts: made by invitation, entered once by a link, closed, opened again, unlocked."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import squeeze
from lantoa.organisation import invitations, lockout
from lantoa.organisation.access import Actor, actor_of
from lantoa.organisation.actions.people import (
    lock_administrators,
    refuse_without_administrator,
    require_over_person,
)
from lantoa.organisation.models import Account, Person, Role


@transaction.atomic
def create_account(person: Person, *, email: str = "", password: str | None = None, actor: Actor) -> Account:
    """An account for a person, entered by invitation or single sign-on unless a password is given.

    Passwords come from the first run and the demo only: nobody else knows somebody's password.
    """
    require_over_person(person, actor)
    if password is not None and not actor.system:
        raise Refused("Mật khẩu do chính người dùng đặt qua thư mời.", code="forbidden")
    address = (email or person.email).strip().lower()
    if Account.objects.filter(person=person).exists():
        raise Refused(f"{person} đã có tài khoản.", code="has_account", field="person")
    _refuse_address(address)
    if password is not None:
        _check_password(password, Account(email=address, person=person))
    account = Account.objects.create_user(address, password, person=person)
    # The administrator vouches for the address: single sign-on may open this account by it.
    EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    if person.email != address:
        person.email = address
        person.save(update_fields=["email"])
    note("organisation.account_created", account, actor=actor, agency_id=_agency_of(person))
    return account


@transaction.atomic
def invite(person: Person, *, email: str = "", actor: Actor) -> Account:
    """Sends the one-time link with which somebody sets a password; a later link kills the earlier one.

    The mail goes out when the transaction is through, by a job.
    """
    require_over_person(person, actor)
    account = Account.objects.filter(person=person).select_for_update().first()
    if account is None:
        account = create_account(person, email=email, actor=actor)
    if account.has_usable_password():
        raise Refused(
            f"{person} đã vào hệ thống; dùng Gửi thư đặt lại mật khẩu.", code="joined", field="person"
        )
    if not account.is_active:
        raise Refused("Tài khoản đã khóa; mở lại trước khi mời.", code="inactive", field="person")
    account.invited_at = clock.now()
    account.save(update_fields=["invited_at"])
    note("organisation.account_invited", account, actor=actor, agency_id=_agency_of(person))
    invitations.send_later(account, actor=actor)
    return account


@transaction.atomic
def accept_invitation(account: Account, token: str, password: str) -> Account:
    """Sets the first password. The link works once: the password it sets is part of what was signed."""
    account = Account.objects.select_for_update().select_related("person").get(pk=account.pk)
    if not account.is_active or not invitations.tokens.check_token(account, token):
        raise Refused(
            "Đường dẫn mời đã dùng hoặc hết hạn; đề nghị quản trị gửi lại thư mời.", code="invitation"
        )
    _check_password(password, account)
    account.set_password(password)
    account.joined_at = account.joined_at or clock.now()
    account.save(update_fields=["password", "joined_at"])
    # Whoever has read the account's mail is its owner, as after a reset that they asked for themselves.
    lockout.forget_account(account.email)
    note(
        "organisation.account_joined",
        account,
        actor=actor_of(account),
        agency_id=_agency_of(account.person),
    )
    return account


@transaction.atomic
def send_password_reset(account: Account, *, actor: Actor) -> Account:
    """Mails somebody the link that sets a new password, at an administrator's word."""
    require_over_person(account.person, actor)
    if not account.is_active:
        raise Refused("Tài khoản đã khóa; mở lại trước.", code="inactive")
    account = Account.objects.select_for_update().get(pk=account.pk)
    account.invited_at = clock.now()
    account.save(update_fields=["invited_at"])
    note("organisation.password_reset_sent", account, actor=actor, agency_id=_agency_of(account.person))
    invitations.send_later(account, actor=actor)
    return account


@transaction.atomic
def deactivate_account(account: Account, *, reason: str, actor: Actor) -> Account:
    """Closes the door at once: the password stays, open sessions end with the next request."""
    require_over_person(account.person, actor)
    if account.person_id == actor.person_id:
        raise Refused("Không tự khóa tài khoản của mình.", code="itself")
    if not reason.strip():
        raise Refused("Nhập lý do khóa tài khoản.", code="blank", field="reason")
    lock_administrators()
    account = Account.objects.select_for_update().get(pk=account.pk)
    if account.is_active:
        account.is_active = False
        account.save(update_fields=["is_active"])
        if account.person.memberships.filter(role=Role.ADMINISTRATOR).exists():
            refuse_without_administrator(clock.today())
        note(
            "organisation.account_closed",
            account,
            actor=actor,
            agency_id=_agency_of(account.person),
            summary=reason.strip()[:500],
        )
    return account


@transaction.atomic
def reactivate_account(account: Account, *, actor: Actor) -> Account:
    require_over_person(account.person, actor)
    account = Account.objects.select_for_update().get(pk=account.pk)
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
        note("organisation.account_opened", account, actor=actor, agency_id=_agency_of(account.person))
    return account


@transaction.atomic
def unlock_account(account: Account, *, actor: Actor) -> Account:
    """Forgets the failed sign-ins of an account."""
    require_over_person(account.person, actor)
    lockout.forget_account(account.email)
    note("organisation.account_unlocked", account, actor=actor, agency_id=_agency_of(account.person))
    return account


@transaction.atomic
def reset_second_factor(account: Account, *, actor: Actor) -> Account:
    """Takes the second step off for somebody who lost both telephone and codes. Never one's own: that asks a code."""
    require_over_person(account.person, actor)
    if account.person_id == actor.person_id:
        raise Refused("Tự tắt xác thực hai bước ở trang Tài khoản của tôi.", code="itself")
    gone, _ = Authenticator.objects.filter(user=account).delete()
    if gone:
        note("organisation.second_factor_reset", account, actor=actor, agency_id=_agency_of(account.person))
    return account


@transaction.atomic
def change_address(account: Account, email: str, *, actor: Actor) -> Account:
    """Another address to sign in with. Open sessions, invitations and reset links of the old one end.

    The administrator vouches for the new address as for the first. One's own is changed by another administrator:
    a session left open must not be enough to take an account away.
    """
    require_over_person(account.person, actor)
    if account.person_id == actor.person_id:
        raise Refused("Địa chỉ đăng nhập của mình do một quản trị khác đổi.", code="itself", field="email")
    account = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=account.pk)
    address = squeeze(email).lower()
    if address == account.email:
        return account
    _refuse_address(address)
    lockout.forget_account(account.email)
    before, account.email, account.person.email = account.email, address, address
    account.save(update_fields=["email"])
    account.person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=account).delete()
    EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    changed = {"email": [before, address]}
    note(
        "organisation.account_address",
        account,
        actor=actor,
        agency_id=_agency_of(account.person),
        changes=changed,
    )
    return account


def _refuse_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise Refused("Nhập địa chỉ thư điện tử của người được mời.", code="email", field="email") from None
    if Account.objects.filter(email=address).exists():
        raise Refused("Thư điện tử này đã thuộc một tài khoản khác.", code="email_taken", field="email")


def _agency_of(person: Person) -> int | None:
    row = person.memberships.order_by("-valid_from").first()
    return row.agency_id if row else None


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), code="password", field="password") from error
