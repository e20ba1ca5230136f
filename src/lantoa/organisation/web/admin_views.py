"""What holds for the whole installation: days that the calendar has wrong, and settings of the machine."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.foundation import clock
from lantoa.foundation import workdays as days_off
from lantoa.organisation import access, calendar, installation, queries
from lantoa.organisation.forms import WorkdayForm
from lantoa.organisation.guard import StaffRequest, posted, require
from lantoa.organisation.models import Role
from lantoa.ui.form_pages import form_page


@require(access.ADMINISTER, everywhere=True)
@require_http_methods(["GET", "POST"])
def workdays(request: StaffRequest) -> HttpResponse:
    form = WorkdayForm(posted(request), initial={"working": "1"})
    return form_page(
        request,
        form,
        lambda: calendar.set_workday(**form.cleaned_data, actor=request.actor),
        title="Ngày làm việc",
        button="Ghi ngày điều chỉnh",
        back=("organisation:workdays",),
        said="Đã ghi ngày điều chỉnh.",
        template="organisation/workdays.html",
        days=list(queries.workday_overrides()),
        year=clock.today().year,
        known=days_off.exceptions(clock.today().year),
    )


@require(access.ADMINISTER, everywhere=True)
@require_POST
def drop_workday(request: StaffRequest, override_id: int) -> HttpResponse:
    row = queries.workday_overrides().filter(pk=override_id).first()
    if row is None:
        raise Http404
    calendar.unset_workday(row, actor=request.actor)
    messages.success(request, "Ngày này theo lịch chung trở lại.")
    return redirect("organisation:workdays")


class SettingsForm(forms.Form):
    """Names are those of the settings themselves, so that a refusal finds its field."""

    LANTOA_BASE_URL = forms.CharField(
        label="Địa chỉ của hệ thống",
        max_length=200,
        required=False,
        help_text="Dạng https://ten-mien; dùng trong mã QR, thư và lịch.",
    )
    LANTOA_MAIL_HOST = forms.CharField(label="Máy chủ thư (SMTP)", max_length=200, required=False)
    LANTOA_MAIL_PORT = forms.CharField(
        label="Cổng thư", max_length=5, required=False, help_text="Thường là 587."
    )
    LANTOA_MAIL_USER = forms.CharField(label="Tài khoản thư", max_length=200, required=False)
    LANTOA_MAIL_PASSWORD = forms.CharField(
        label="Mật khẩu thư",
        max_length=200,
        required=False,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text="Để trống thì giữ mật khẩu đang lưu. Lưu trong tệp chỉ máy chủ đọc được.",
    )
    LANTOA_MAIL_FROM = forms.CharField(label="Người gửi", max_length=200, required=False)
    LANTOA_SECOND_FACTOR_ROLES = forms.MultipleChoiceField(
        label="Vai trò phải xác thực hai bước",
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def values(self) -> dict[str, str]:
        found = {name: value for name, value in self.cleaned_data.items() if isinstance(value, str)}
        if "LANTOA_SECOND_FACTOR_ROLES" in self.cleaned_data:
            found["LANTOA_SECOND_FACTOR_ROLES"] = ",".join(self.cleaned_data["LANTOA_SECOND_FACTOR_ROLES"])
        if not found.get("LANTOA_MAIL_PASSWORD"):
            found.pop("LANTOA_MAIL_PASSWORD", None)
        return found


@require(access.ADMINISTER, everywhere=True)
@require_http_methods(["GET", "POST"])
def machine(request: StaffRequest) -> HttpResponse:
    """Settings in HOME/settings.env; they hold from the next start."""
    kept = installation.read()
    initial: dict[str, Any] = {k: v for k, v in kept.items() if k != "LANTOA_MAIL_PASSWORD"}
    initial["LANTOA_SECOND_FACTOR_ROLES"] = kept.get("LANTOA_SECOND_FACTOR_ROLES", "").split(",")
    form = SettingsForm(posted(request), initial=initial)
    return form_page(
        request,
        form,
        lambda: installation.write(form.values(), actor=request.actor),
        title="Cài đặt hệ thống",
        button="Lưu cài đặt",
        back=("organisation:settings",),
        said="Đã lưu. Cài đặt có hiệu lực khi khởi động lại lantoa up.",
        template="organisation/settings.html",
        running=settings.BASE_URL,
        mail_on=bool(settings.EMAIL_HOST),
        overridden=installation.overridden(),
    )
