"""What holds for the whole installation: days that the calendar has wrong, and settings of the machine."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation import access, calendar, installation, queries
from lantoa.organisation.forms import WorkdayForm
from lantoa.organisation.guard import StaffRequest, posted, put_on_form, require
from lantoa.organisation.models import Role


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def workdays(request: StaffRequest) -> HttpResponse:
    _over_all(request)
    form = WorkdayForm(posted(request), initial={"working": "1"})
    if request.method == "POST" and form.is_valid():
        try:
            calendar.set_workday(**form.cleaned_data, actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, "Đã ghi ngày điều chỉnh.")
            return redirect("organisation:workdays")
    context = {"form": form, "days": list(queries.workday_overrides())}
    return render(request, "organisation/workdays.html", context, status=422 if form.errors else 200)


@require(access.ADMINISTER)
@require_POST
def drop_workday(request: StaffRequest, override_id: int) -> HttpResponse:
    _over_all(request)
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


@require(access.ADMINISTER)
@require_http_methods(["GET", "POST"])
def machine(request: StaffRequest) -> HttpResponse:
    """Settings in HOME/settings.env; they hold from the next start."""
    _over_all(request)
    kept = installation.read()
    initial: dict[str, Any] = {k: v for k, v in kept.items() if k != "LANTOA_MAIL_PASSWORD"}
    initial["LANTOA_SECOND_FACTOR_ROLES"] = kept.get("LANTOA_SECOND_FACTOR_ROLES", "").split(",")
    form = SettingsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            installation.write(form.values(), actor=request.actor)
        except Refused as refusal:
            put_on_form(form, refusal)
        else:
            messages.success(request, "Đã lưu. Cài đặt có hiệu lực khi khởi động lại lantoa up.")
            return redirect("organisation:settings")
    context = {
        "form": form,
        "running": settings.BASE_URL,
        "mail_on": bool(settings.EMAIL_HOST),
        "overridden": installation.overridden(),
    }
    return render(request, "organisation/settings.html", context, status=422 if form.errors else 200)


def _over_all(request: StaffRequest) -> None:
    if not request.actor.administers_all:
        raise NotVisible
