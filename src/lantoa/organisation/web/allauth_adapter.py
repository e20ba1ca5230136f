"""How allauth behaves here: invited accounts only, counted failures, Vietnamese words, the demo kept at home."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantoa.foundation.env import is_loopback
from lantoa.jobs.actions import later
from lantoa.organisation import lockout, sign_in_log
from lantoa.organisation.checks import DEMO_DOMAIN

WRONG = "Thư điện tử hoặc mật khẩu không đúng. Kiểm tra phím Caps Lock và bộ gõ tiếng Việt rồi nhập lại."
CODE_WRONG = "Mã không đúng hoặc đã hết hạn. Nhập mã đang hiện trong ứng dụng xác thực."
WAIT = "Thao tác này lặp lại quá nhanh. Chờ vài phút rồi thử lại."


class InvitedOnlyAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Tài khoản đã khóa. Liên hệ quản trị hệ thống của cơ quan.",
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "enter_current_password": "Mật khẩu hiện tại không đúng.",
        "incorrect_password": "Mật khẩu không đúng.",
        "incorrect_code": CODE_WRONG,
        "invalid_password_reset": "Đường dẫn đặt lại mật khẩu đã dùng hoặc hết hạn.",
        "too_many_login_attempts": WAIT,
        "rate_limited": WAIT,
        "select_only_one": "Chỉ chọn một.",
        "same_as_current": "Giá trị mới phải khác giá trị đang dùng.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Says no before a password is looked at: a demo account away from its machine, or too many failures."""
        email = _email(credentials)
        _keep_demo_at_home(email)
        found = lockout.begin(email, self._network(request))
        if isinstance(found, lockout.Locked):
            raise forms.ValidationError(found.message, code="held")
        request.lantoa_try = found  # type: ignore[attr-defined]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        if user is not None:
            lockout.succeeded(_try(request))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        sign_in_log.failed(_email(credentials), closed=_try(request).last)

    def _rollback_login_failed_rl_usage(self) -> None:
        """`lockout` takes back what it counted."""

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """By a job: an answer that waits for the mail server, or breaks with it, would tell who has an account.

        The job writes the public address into the link, and not the host that this request claimed to speak to.
        """
        later(
            "lantoa.organisation.jobs.send_reset",
            title="Gửi thư đặt lại mật khẩu",
            key=f"organisation.reset.{user.pk}",
            account_id=user.pk,
        )

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse | None:
        try:
            _keep_demo_at_home(getattr(user, "email", ""))
        except forms.ValidationError as refusal:
            return _refused(request, refusal.messages[0])
        return super().pre_login(request, user, **kwargs)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Signing in and out need no banner; the other messages are ours, in templates."""
        template = args[0] if args else kwargs.get("message_template", "")
        if template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, *args, **kwargs)

    def _network(self, request: HttpRequest) -> str:
        return str(self.get_client_ip(request))


class InvitedOnlySocialAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens an account that was invited, by an e-mail that the province's server vouches for."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Only by an address that the server says it verified: a "false" in quotes is a false, too."""
        claims = login.account.extra_data.get("userinfo") or login.account.extra_data.get("id_token") or {}
        verified = claims.get("email_verified") in (True, "true", "True")
        return verified and bool(super().can_authenticate_by_email(login, email))

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing and sociallogin.state.get("process") != "connect":
            return
        sign_in_log.failed("", closed=False)
        raise ImmediateHttpResponse(
            _refused(
                request,
                "Tài khoản đăng nhập một lần này chưa được mời vào Lan Tỏa, hoặc thư điện tử của nó chưa được "
                "xác minh. Liên hệ quản trị hệ thống của cơ quan.",
            )
        )


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": CODE_WRONG,
        "rate_limited": WAIT,
        "cannot_delete_authenticator": "Vai trò của tài khoản này phải dùng xác thực hai bước.",
        "cannot_generate_recovery_codes": "Bật xác thực hai bước trước khi tạo mã dự phòng.",
        "unverified_email": "Thư điện tử của tài khoản chưa được xác minh. Liên hệ quản trị hệ thống.",
    }


def _try(request: HttpRequest) -> lockout.Try:
    found: lockout.Try = request.lantoa_try  # type: ignore[attr-defined]
    return found


def _email(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()


def _keep_demo_at_home(email: str) -> None:
    """The demo's password is printed at start: where the installation has a public name, it opens nothing."""
    if email.endswith(f"@{DEMO_DOMAIN}") and not is_loopback(urlsplit(settings.BASE_URL).hostname or ""):
        raise forms.ValidationError(
            "Tài khoản trình diễn chỉ dùng được trên chính máy đang chạy (127.0.0.1).", code="demo"
        )


def _refused(request: HttpRequest, text: str) -> HttpResponse:
    return render(request, "account/signup_closed.html", {"text": text}, status=403)
