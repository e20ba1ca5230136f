"""The one-time link with which an invited person sets a password, and the letter that carries it.

Nothing is stored: the token is signed over the account's password and the moment of the invitation, so that it
dies when a password is set, when the address changes, when a later invitation goes out, and after seven days.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from lantoa.jobs.actions import later
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Account

LASTS = timedelta(days=7)


class InvitationTokens(PasswordResetTokenGenerator):
    key_salt = "lantoa.organisation.invitation"

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        invited = getattr(user, "invited_at", None)
        moment = int(invited.timestamp()) if invited else 0
        return f"{user.pk}{user.password}{moment}{timestamp}{user.is_active}{user.get_username()}"

    def check_token(self, user: AbstractBaseUser | None, token: str | None) -> bool:
        """Django's check holds for PASSWORD_RESET_TIMEOUT (three days); an invitation lasts longer."""
        if user is None or not token or "-" not in token:
            return False
        stamp = token.split("-", 1)[0]
        try:
            seconds = int(stamp, 36)
        except ValueError:
            return False
        age = self._num_seconds(self._now()) - seconds
        if not 0 <= age <= LASTS.total_seconds():
            return False
        made = self._make_token_with_timestamp(user, seconds, self.secret)  # type: ignore[arg-type]
        return constant_time_compare(made, token)

    def _now(self) -> datetime:
        return datetime.now()  # noqa: DTZ005 (as the parent counts: seconds of naive time since 2001)


tokens = InvitationTokens()


def path_for(account: Account) -> str:
    """The path of the link: worth a password, so it goes into the letter and nowhere else."""
    number = urlsafe_base64_encode(str(account.pk).encode())
    return reverse("organisation_join", args=[number, tokens.make_token(account)])


def account_of(number: str) -> Account | None:
    """The account that a link names; None for nonsense."""
    try:
        pk = int(urlsafe_base64_decode(number).decode())
    except (ValueError, UnicodeDecodeError, OverflowError):
        return None
    return Account.objects.select_related("person").filter(pk=pk, is_active=True).first()


def send_later(account: Account, *, actor: Actor) -> None:
    """Queues the letter in the caller's transaction."""
    later(
        "lantoa.organisation.jobs.send_invitation",
        actor=actor,
        title=f"Gửi thư mời cho {account.person}",
        account_id=account.pk,
    )


def send(account: Account) -> None:
    """Sends the letter now."""
    context = {
        "account": account,
        "link": f"{settings.BASE_URL}{path_for(account)}",
        "base_url": settings.BASE_URL,
        "days": LASTS.days,
        "again": account.joined_at is not None,
    }
    subject = "Đặt lại mật khẩu Lan Tỏa" if context["again"] else "Thư mời dùng Lan Tỏa"
    body = render_to_string("organisation/mail/invitation.txt", context)
    send_mail(subject, body, None, [account.email])


def send_reset(account: Account) -> None:
    """Mails, to the account's own address, the link that a forgotten password asks for."""
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
    context = {"password_reset_url": f"{settings.BASE_URL}{path.replace('UID-KEY', key)}"}
    subject = render_to_string("account/email/password_reset_key_subject.txt", context).strip()
    body = render_to_string("account/email/password_reset_key_message.txt", context)
    send_mail(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}", body, None, [account.email])
