"""allauth's forms with the words of this house."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django import forms

PASSWORD_HINT = "Ít nhất 10 ký tự; một câu ngắn dễ nhớ thì tốt hơn một từ khó nhớ."  # noqa: S105


def _say(form: forms.BaseForm, **labels: str | tuple[str, str]) -> None:
    """Sets labels (and hints) and drops placeholders, which vanish while one types."""
    for name, words in labels.items():
        field = form.fields.get(name)
        if field is None:
            continue
        label, hint = words if isinstance(words, tuple) else (words, "")
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)


class LoginForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, login="Thư điện tử", password="Mật khẩu")  # noqa: S106
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self,
            oldpassword="Mật khẩu hiện tại",
            password1=("Mật khẩu mới", PASSWORD_HINT),
            password2="Nhập lại mật khẩu mới",
        )


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=("Mật khẩu", PASSWORD_HINT), password2="Nhập lại mật khẩu")


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, email=("Thư điện tử", "Địa chỉ dùng để đăng nhập."))


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password1=("Mật khẩu mới", PASSWORD_HINT), password2="Nhập lại mật khẩu mới")


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, password="Mật khẩu")  # noqa: S106


class CodeForm(second_factor.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=("Mã xác thực", "Sáu chữ số trong ứng dụng, hoặc một mã dự phòng."))


class ReauthenticateCodeForm(second_factor.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=("Mã xác thực", "Sáu chữ số trong ứng dụng, hoặc một mã dự phòng."))


class ActivateForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, code=("Mã xác thực", "Sáu chữ số mà ứng dụng vừa hiện."))
