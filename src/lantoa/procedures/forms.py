"""What is typed about procedures, turned into drafts. A form checks shape; what is right is for the actions to say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.foundation import clock
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation.models import Agency
from lantoa.procedures import codes, queries
from lantoa.procedures.choosing import ProcedureChoice
from lantoa.procedures.drafts import LABELS, LONGEST, MOST_DAYS, ProcedureDraft
from lantoa.procedures.models import PORTAL_PATTERN, Field, Portal, Procedure
from lantoa.ui.forms import DateField, NumberField

NEW_FIELD = "Lĩnh vực mới"


class AgencyChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.short_name)


def _line(name: str, hint: str = "", *, lines: int = 0) -> forms.CharField:
    """A column of text; one of several lines where it may grow long."""
    widget: forms.Widget = forms.Textarea(attrs={"rows": str(lines)}) if lines else forms.TextInput()
    return forms.CharField(
        label=LABELS[name], max_length=LONGEST[name], required=False, help_text=hint, widget=widget
    )


class ProcedureForm(forms.Form):
    """A procedure as the register says it. `row` is the one corrected."""

    agency = AgencyChoice(
        label="Cơ quan quản lý danh mục", queryset=Agency.objects.none(), empty_label=None,
        help_text="Cơ quan cấp dưới cũng đọc được danh mục này.",
    )  # fmt: skip
    code = forms.CharField(
        label=LABELS["code"], max_length=40, help_text=f"Theo Cơ sở dữ liệu quốc gia, ví dụ {codes.EXAMPLE}.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    name = forms.CharField(
        label=LABELS["name"], max_length=LONGEST["name"], widget=forms.Textarea(attrs={"rows": "2"})
    )
    field = forms.ModelChoiceField(
        label=LABELS["field"], queryset=Field.objects.none(), required=False, empty_label="Chưa xếp"
    )
    new_field = forms.CharField(
        label=NEW_FIELD, max_length=LONGEST["field"], required=False,
        help_text="Chỉ khi trong danh sách trên chưa có.",
    )  # fmt: skip
    levels = forms.MultipleChoiceField(
        label=LABELS["levels"], choices=Procedure.Level.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    resolver = _line("resolver", "Như trong quyết định công bố, ví dụ Ủy ban nhân dân cấp xã.")
    service = forms.ChoiceField(
        label=LABELS["service"], choices=[("", "Chưa rõ"), *Procedure.Service.choices], required=False
    )
    days = NumberField(
        label=LABELS["days"], required=False, least=Decimal("0.01"), most=MOST_DAYS, places=2,
        help_text="Chỉ số ngày, ví dụ 15 hoặc 0,5.",
    )  # fmt: skip
    time_text = _line("time_text", "Khi một con số chưa nói hết, ví dụ từng trường hợp.", lines=2)
    fee = _line("fee", "Không thu thì ghi Không.", lines=2)
    legal_basis = _line("legal_basis", "Mỗi văn bản một dòng: số, ký hiệu, ngày, cơ quan.", lines=4)
    decision = _line("decision", "Số, ký hiệu, ngày của quyết định công bố.")
    effective_from = DateField(label=LABELS["effective_from"], required=False)
    source = _line("source", "Lấy ở đâu, ví dụ Cơ sở dữ liệu quốc gia về thủ tục hành chính.")
    synced_on = DateField(label=LABELS["synced_on"], required=False)

    def __init__(
        self,
        *args: Any,
        agencies: QuerySet[Agency],
        fields: QuerySet[Field],
        row: Procedure | None = None,
        **kwargs: Any,
    ) -> None:
        if row is not None:
            kwargs["initial"] = self._initial(row) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["field"].queryset = fields  # type: ignore[attr-defined]
        if row is not None or agencies.count() < 2:
            del self.fields["agency"]
        else:
            self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]
        if row is None:
            self.initial.setdefault("synced_on", clock.today())
        elif "district" not in row.level_words:
            self._without_district()
        if row is None:
            self._without_district()

    def _without_district(self) -> None:
        """There has been no district level since 01/07/2025: old procedures keep it, new ones do not get it."""
        choice: Any = self.fields["levels"]
        choice.choices = [one for one in Procedure.Level.choices if one[0] != Procedure.Level.DISTRICT]

    @staticmethod
    def _initial(row: Procedure) -> dict[str, Any]:
        names = ("code", "name", "field", "resolver", "service", "days", "time_text", "fee", "legal_basis",
                 "decision", "effective_from", "source", "synced_on")  # fmt: skip
        return {name: getattr(row, name) for name in names} | {"levels": list(row.level_words)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("field") and data.get("new_field"):
            self.add_error("new_field", "Chọn một lĩnh vực đã có, hoặc nhập lĩnh vực mới; không cả hai.")
        return data

    def draft(self) -> ProcedureDraft:
        data = self.cleaned_data
        return ProcedureDraft(
            code=codes.tidy(data["code"]),
            name=squeeze(nfc(data["name"])),
            field=data["field"].name if data["field"] else nfc(data["new_field"]),
            levels=tuple(data["levels"]),
            service=data["service"],
            days=data["days"],
            effective_from=data["effective_from"],
            synced_on=data["synced_on"],
            resolver=squeeze(nfc(data["resolver"])),
            decision=squeeze(nfc(data["decision"])),
            source=squeeze(nfc(data["source"])),
            **{name: lines_of(data[name]) for name in ("time_text", "fee", "legal_basis")},
        )


def lines_of(text: str) -> str:
    """Several lines as they are stored: composed, each squeezed, empty ones out."""
    return "\n".join(line for line in (squeeze(nfc(line)) for line in text.splitlines()) if line)


class EndForm(forms.Form):
    day = DateField(label=LABELS["ended_on"], help_text="Ngày đầu tiên không còn áp dụng.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", clock.today())


class ReplaceForm(EndForm):
    successor = ProcedureChoice(label="Thay bằng thủ tục", required=False)

    field_order = ("successor", "day")

    def __init__(self, *args: Any, row: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.register_of(row.agency) | queries.registered_above(row.agency)
        self.fields["successor"].offer(rows.exclude(pk=row.pk))  # type: ignore[attr-defined]
        self.initial["successor"] = row.successor


class FieldForm(forms.Form):
    """The name of a field, and whose list it joins when it is new."""

    agency = AgencyChoice(label="Danh mục của", queryset=Agency.objects.none(), empty_label=None)
    name = forms.CharField(label="Tên lĩnh vực", max_length=LONGEST["field"])

    def __init__(self, *args: Any, agencies: QuerySet[Agency] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agencies is None or agencies.count() < 2:
            del self.fields["agency"]
        else:
            self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class PortalForm(forms.Form):
    name = forms.CharField(label="Tên cổng", max_length=120)
    pattern = forms.CharField(
        label="Mẫu địa chỉ", max_length=400,
        help_text=f"{{{codes.BARE}}} là mã gốc (1.009994), {{{codes.WHOLE}}} là mã đầy đủ. Mẫu ban đầu: {PORTAL_PATTERN}",
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip

    @classmethod
    def of(cls, row: Portal, data: Any = None) -> PortalForm:
        return cls(data, initial={"name": row.name, "pattern": row.pattern})
