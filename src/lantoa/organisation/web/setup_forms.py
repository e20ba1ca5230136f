"""The forms of the first run, shorter than those of the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from lantoa.foundation import clock
from lantoa.organisation import roster
from lantoa.organisation.forms import NewPasswordForm, UploadPeopleForm
from lantoa.organisation.models import Account, Agency, Person
from lantoa.organisation.web.admin_views import SettingsForm
from lantoa.ui.forms import DateField


class FirstAgencyForm(forms.Form):
    legal_name = forms.CharField(
        label="Tên đầy đủ của cơ quan", max_length=250, help_text="Ví dụ: Ủy ban nhân dân xã Bờ Tre."
    )
    short_name = forms.CharField(label="Tên gọi ngắn", max_length=120)
    code = forms.CharField(
        label="Mã", max_length=30, help_text="Ký hiệu trong số văn bản, ví dụ SXD của 452/KH-SXD."
    )
    level = forms.ChoiceField(label="Cấp", choices=Agency.Level.choices, initial=Agency.Level.COMMUNE)
    valid_from = DateField(
        label="Có từ ngày", required=False, help_text="Ngày thành lập; để trống thì tính từ đầu năm nay."
    )
    address = forms.CharField(label="Địa chỉ", max_length=250, required=False)
    phone = forms.CharField(label="Điện thoại", max_length=40, required=False)

    def clean_valid_from(self) -> Any:
        return self.cleaned_data["valid_from"] or clock.today().replace(month=1, day=1)


class UnitsForm(forms.Form):
    units = forms.CharField(
        label="Các đơn vị",
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 5}),
        help_text="Mỗi dòng một đơn vị, ví dụ Văn phòng.",
    )
    file = forms.FileField(
        label="Hoặc danh sách từ Excel",
        required=False,
        widget=forms.FileInput({"accept": ".xlsx,.xls,.csv"}),
        help_text="Theo tệp mẫu. Có tệp thì phần nhập tay ở dưới không dùng.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return UploadPeopleForm.clean_file(self) if file else None  # type: ignore[arg-type]

    def names(self) -> list[str]:
        return [line.strip()[:200] for line in self.cleaned_data["units"].splitlines() if line.strip()]


class PersonRowForm(forms.Form):
    full_name = forms.CharField(label="Họ và tên", max_length=120, required=False)
    email = forms.EmailField(label="Thư điện tử", required=False)
    unit = forms.CharField(label="Đơn vị", max_length=200, required=False)
    role = forms.ChoiceField(label="Vai trò", choices=list(roster.ROLE_WORDS.items()), required=False)
    title = forms.CharField(label="Chức danh", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("email") and not values.get("full_name"):
            self.add_error("full_name", "Nhập họ và tên của người này.")
        return values

    def row(self) -> dict[str, str]:
        values = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        values["email"] = values["email"].lower()
        values["role"] = values["role"] or "officer"
        return values


class BasePeople(forms.BaseFormSet):
    @classmethod
    def get_default_prefix(cls) -> str:
        return "nguoi"


PeopleFormSet = formset_factory(PersonRowForm, formset=BasePeople, extra=5, max_num=60, absolute_max=60)


class AdministratorForm(NewPasswordForm):
    full_name = forms.CharField(label="Họ và tên", max_length=120)
    email = forms.EmailField(label="Thư điện tử", help_text="Dùng để đăng nhập.")

    field_order = ("full_name", "email", "password", "again")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("password") and values.get("email"):
            person = Person(full_name=values.get("full_name", ""))
            try:
                validate_password(values["password"], Account(email=values["email"], person=person))
            except ValidationError as error:
                self.add_error("password", error)
        return values

    def hashed(self) -> str:
        return make_password(self.cleaned_data["password"])


class AddressForm(SettingsForm):
    LANTOA_SECOND_FACTOR_ROLES = None  # type: ignore[assignment]  # takes the field out
    send_invitations = forms.BooleanField(
        label="Gửi thư mời cho mọi người trong danh sách",
        required=False,
        help_text="Chưa có máy chủ thư thì để trống; gửi sau ở trang Cán bộ, tài khoản.",
    )

    def machine(self) -> dict[str, str]:
        return self.values()
