"""Input → frozen draft. A form checks shape; what is right is for the actions to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.foundation import clock
from lantoa.organisation import queries
from lantoa.organisation.access import Actor
from lantoa.organisation.drafts import (
    AgencyDraft,
    BodyDraft,
    DelegationDraft,
    MembershipDraft,
    PersonDraft,
    PlaceDraft,
)
from lantoa.organisation.models import Agency, Body, Membership, Person, Place, Role
from lantoa.ui.forms import DateField


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class AgencyChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.legal_name)


class AgencyForm(forms.Form):
    """An agency as it is written down; dates and parent only when it is new."""

    legal_name = forms.CharField(label="Tên đầy đủ", max_length=250)
    short_name = forms.CharField(label="Tên gọi ngắn", max_length=120)
    code = forms.CharField(
        label="Mã", max_length=30, help_text="Ký hiệu trong số văn bản, ví dụ SXD của 452/KH-SXD."
    )
    level = forms.ChoiceField(label="Cấp", choices=Agency.Level.choices)
    parent = AgencyChoice(
        label="Cơ quan cấp trên", queryset=Agency.objects.none(), required=False, empty_label="Không có"
    )
    valid_from = DateField(label="Có từ ngày")
    slug = forms.SlugField(
        label="Địa chỉ trên cổng", max_length=60, required=False, help_text="Để trống thì đặt theo tên ngắn."
    )
    identifier = forms.CharField(label="Mã định danh điện tử", max_length=40, required=False)
    accent = forms.CharField(label="Màu nhấn", max_length=7, initial="#0b5a66", help_text="Dạng #0b5a66.")
    address = forms.CharField(label="Địa chỉ", max_length=250, required=False)
    phone = forms.CharField(label="Điện thoại", max_length=40, required=False)
    fax = forms.CharField(label="Fax", max_length=40, required=False)
    email = forms.EmailField(label="Thư điện tử", required=False)
    domain = forms.CharField(label="Tên miền riêng", max_length=120, required=False)
    responsible = forms.CharField(label="Người chịu trách nhiệm nội dung", max_length=120, required=False)

    def __init__(self, *args: Any, parents: QuerySet[Agency] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parents is None:
            del self.fields["parent"]
        else:
            self.fields["parent"].queryset = parents  # type: ignore[attr-defined]

    @classmethod
    def of(cls, agency: Agency, data: Any = None) -> AgencyForm:
        """To correct an agency that is there."""
        names = [name for name in cls.base_fields if name != "parent"]
        return cls(data, initial={name: getattr(agency, name) for name in names})

    def draft(self) -> AgencyDraft:
        values = dict(self.cleaned_data)
        parent = values.pop("parent", None)
        return AgencyDraft(**values, parent_id=parent.pk if parent else None)


class BodyForm(forms.Form):
    name = forms.CharField(label="Tên đơn vị", max_length=200)
    kind = forms.ChoiceField(label="Loại", choices=Body.Kind.choices)
    short_name = forms.CharField(label="Tên gọi ngắn", max_length=80, required=False)
    symbol = forms.CharField(label="Ký hiệu", max_length=20, required=False)
    aliases = forms.CharField(
        label="Tên gọi khác",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Mỗi dòng một tên; dùng để nhận ra đơn vị khi đọc văn bản.",
    )
    parent = forms.ModelChoiceField(
        label="Thuộc đơn vị", queryset=Body.objects.none(), required=False, empty_label="Không"
    )
    members = forms.ModelMultipleChoiceField(
        label="Gồm các đơn vị",
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ dùng cho tập thể nhiều đơn vị.",
    )
    position = forms.IntegerField(label="Thứ tự", min_value=0, max_value=999, initial=0)
    valid_from = DateField(label="Có từ ngày")

    def __init__(self, *args: Any, agency: Agency, body: Body | None = None, **kwargs: Any) -> None:
        if body is not None:
            kwargs["initial"] = {
                **{
                    n: getattr(body, n)
                    for n in ("name", "kind", "short_name", "symbol", "position", "parent")
                },
                "valid_from": body.valid_from,
                "aliases": "\n".join(body.aliases),
                "members": list(body.members.all()),
            }
        super().__init__(*args, **kwargs)
        self.agency = agency
        others = queries.bodies_of(agency).exclude(kind=Body.Kind.COLLECTIVE)
        others = others.exclude(pk=body.pk) if body else others
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        self.fields["members"].queryset = others  # type: ignore[attr-defined]

    def draft(self) -> BodyDraft:
        values = dict(self.cleaned_data)
        parent, members = values.pop("parent"), values.pop("members")
        values["aliases"] = tuple(line.strip() for line in values["aliases"].splitlines() if line.strip())
        return BodyDraft(
            agency_id=self.agency.pk,
            parent_id=parent.pk if parent else None,
            member_ids=tuple(row.pk for row in members),
            **values,
        )


class EndBodyForm(forms.Form):
    last_day = DateField(label="Ngày cuối cùng hoạt động")
    into = forms.ModelChoiceField(
        label="Đơn vị tiếp nhận",
        queryset=Body.objects.none(),
        required=False,
        empty_label="Không có",
        help_text="Người của đơn vị tiếp nhận thấy tiếp hồ sơ của đơn vị kết thúc.",
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = queries.bodies_of(body.agency).exclude(pk=body.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


PLACE_FIELDS = ("kind", "name", "body", "address", "hours", "phone", "map_url")


class PlaceForm(forms.Form):
    kind = forms.ChoiceField(label="Loại", choices=Place.Kind.choices)
    name = forms.CharField(label="Tên", max_length=160)
    body = forms.ModelChoiceField(
        label="Đơn vị", queryset=Body.objects.none(), required=False, empty_label="Không"
    )
    address = forms.CharField(label="Địa chỉ", max_length=250, required=False)
    hours = forms.CharField(
        label="Giờ làm việc",
        max_length=160,
        required=False,
        help_text="Ví dụ: thứ Hai đến thứ Sáu, 07:00–11:00, 13:00–17:00.",
    )
    phone = forms.CharField(label="Điện thoại", max_length=40, required=False)
    map_url = forms.URLField(
        label="Đường dẫn bản đồ",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Dán đường dẫn chia sẻ của bản đồ; hiện ở trang liên hệ.",
    )

    def __init__(self, *args: Any, agency: Agency, place: Place | None = None, **kwargs: Any) -> None:
        if place is not None:
            kwargs["initial"] = {n: getattr(place, n) for n in PLACE_FIELDS}
        super().__init__(*args, **kwargs)
        self.agency, self.place = agency, place
        self.fields["body"].queryset = queries.bodies_of(agency)  # type: ignore[attr-defined]

    def draft(self) -> PlaceDraft:
        values = dict(self.cleaned_data)
        body = values.pop("body")
        since = self.place.valid_from if self.place else max(self.agency.valid_from, clock.today())
        return PlaceDraft(self.agency.pk, valid_from=since, body_id=body.pk if body else None, **values)


class PersonForm(forms.Form):
    full_name = forms.CharField(label="Họ và tên", max_length=120)
    email = forms.EmailField(label="Thư điện tử công vụ", required=False)
    phone = forms.CharField(label="Điện thoại", max_length=40, required=False)

    def draft(self) -> PersonDraft:
        return PersonDraft(**self.cleaned_data)


class RoleForm(forms.Form):
    """A role for somebody in one agency."""

    role = forms.ChoiceField(label="Vai trò", choices=Role.choices)
    body = forms.ModelChoiceField(
        label="Đơn vị",
        queryset=Body.objects.none(),
        required=False,
        empty_label="Cả cơ quan",
        help_text="Chuyên viên và phụ trách đơn vị phải có đơn vị.",
    )
    title = forms.CharField(label="Chức danh", max_length=120, required=False)
    valid_from = DateField(label="Từ ngày")
    valid_to = DateField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, agency: Agency, role: Membership | None = None, **kwargs: Any) -> None:
        if role is not None:
            kwargs["initial"] = {
                n: getattr(role, n) for n in ("role", "body", "title", "valid_from", "valid_to")
            }
        super().__init__(*args, **kwargs)
        self.agency = agency
        bodies = queries.bodies_of(agency).exclude(kind=Body.Kind.COLLECTIVE)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if role is not None:
            self.fields["role"].disabled = True
        else:
            self.fields["valid_from"].initial = clock.today()

    def draft(self, person: Person) -> MembershipDraft:
        values = dict(self.cleaned_data)
        body = values.pop("body")
        return MembershipDraft(person.pk, self.agency.pk, body_id=body.pk if body else None, **values)


class LastDayForm(forms.Form):
    last_day = DateField(label="Ngày cuối cùng")


class AddressForm(forms.Form):
    """What somebody signs in with from now on."""

    email = forms.EmailField(label="Địa chỉ đăng nhập mới")


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea({"rows": 2}))


class DelegationForm(forms.Form):
    membership = forms.ModelChoiceField(
        label="Vai trò ủy quyền", queryset=Membership.objects.none(), empty_label=None
    )
    to = PersonChoice(label="Người nhận", queryset=Person.objects.none())
    valid_from = DateField(label="Từ ngày")
    valid_to = DateField(label="Đến hết ngày")
    reason = forms.CharField(label="Lý do", max_length=250, help_text="Ví dụ: nghỉ phép năm, đi công tác.")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = queries.lendable_roles(actor)
        self.fields["membership"].queryset = own  # type: ignore[attr-defined]
        near = Person.objects.filter(
            pk__in=Membership.objects.filter(
                agency__in=[row.agency_id for row in own], agency__valid_to=None
            ).values("person")
        ).exclude(pk=actor.person_id or 0)
        self.fields["to"].queryset = near.order_by("sort_key")  # type: ignore[attr-defined]
        self.fields["valid_from"].initial = clock.today()

    def draft(self) -> DelegationDraft:
        values = dict(self.cleaned_data)
        return DelegationDraft(values.pop("membership").pk, values.pop("to").pk, **values)


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label="Mật khẩu",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="Ít nhất 10 ký tự; một câu ngắn dễ nhớ thì tốt hơn một từ khó nhớ.",
        strip=False,
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu", widget=forms.PasswordInput({"autocomplete": "new-password"}), strip=False
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("password") and values.get("again") and values["password"] != values["again"]:
            self.add_error("again", "Hai lần nhập không giống nhau.")
        return values


class UploadPeopleForm(forms.Form):
    file = forms.FileField(
        label="Tệp danh sách",
        help_text="Tệp .xlsx theo mẫu, tối đa 5 MB.",
        widget=forms.FileInput({"accept": ".xlsx,.xls,.csv"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > 5 * 1024 * 1024:
            raise forms.ValidationError("Tệp lớn hơn 5 MB. Chia thành nhiều tệp nhỏ hơn.")
        return file


class WorkdayForm(forms.Form):
    day = DateField(label="Ngày")
    working = forms.TypedChoiceField(
        label="Là ngày",
        choices=[("1", "Làm việc"), ("0", "Nghỉ")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Căn cứ", max_length=250, help_text="Ví dụ: hoán đổi ngày nghỉ theo thông báo số, ngày."
    )
