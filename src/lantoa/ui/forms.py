"""Forms as this house writes them: labels, hints and errors of prototype/, dates dd/MM/yyyy, decimal comma.

`Renderer` is FORM_RENDERER, so `{{ form }}` and `{{ field.as_field_group }}` come out in our layout everywhere.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.renderers import TemplatesSetting

from lantoa.ui.words import vndate, vnnumber

_TEXT_LIKE = (forms.widgets.Input, forms.Textarea, forms.Select)
_OTHERWISE = (forms.HiddenInput, forms.CheckboxInput, forms.FileInput)


class UiBoundField(BoundField):
    """Gives text-like controls the class `in`, and one line of a hint or error to describe them."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        if isinstance(shown, _TEXT_LIKE) and not isinstance(shown, _OTHERWISE) and "class" not in shown.attrs:
            built.setdefault("class", "in")
        return built


class Renderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = UiBoundField


class DateInput(forms.TextInput):
    """A day typed as dd/MM/yyyy: the native picker shows the order of the machine's language, not ours."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy", "class": "in in--s"}
            | (attrs or {})
        )

    def format_value(self, value: Any) -> str | None:
        return vndate(value) if isinstance(value, date | datetime) else value


class DateField(forms.Field):
    """A day: 8/9/2026, 08-09-2026, 08.09.2026 or 2026-09-08. The error says what is wrong with the day typed."""

    widget = DateInput
    _day_first = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
    _iso = re.compile(r"(\d{4})-(\d{2})-(\d{2})")

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        return self._parse(str(value).strip())

    def _parse(self, text: str) -> date:
        if match := self._day_first.fullmatch(text):
            day, month, year = (int(part) for part in match.groups())
        elif match := self._iso.fullmatch(text):
            year, month, day = (int(part) for part in match.groups())
        else:
            raise ValidationError("Nhập ngày dạng dd/mm/yyyy, ví dụ 08/09/2026.", code="invalid")
        try:
            found = date(year, month, day)
        except ValueError:
            raise ValidationError(
                f"Ngày {day:02}/{month:02}/{year:04} không có. Nhập dạng dd/mm/yyyy.", code="invalid"
            ) from None
        if not 1900 <= year <= 2200:
            raise ValidationError(f"Năm {year} nằm ngoài khoảng 1900–2200.", code="year")
        return found

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.earliest and value < self.earliest:
            raise ValidationError(f"Nhập ngày từ {vndate(self.earliest)} trở đi.", code="early")
        if self.latest and value > self.latest:
            raise ValidationError(f"Nhập ngày không sau {vndate(self.latest)}.", code="late")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class NumberInput(forms.TextInput):
    """Numbers are typed as text: a native number control takes no decimal comma in every browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "class": "in in--s"} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        return vnnumber(value) if isinstance(value, int | float | Decimal) else value


class NumberField(forms.Field):
    """A Decimal written the Vietnamese way: 1.284,5; also 1284,5, 1284.5 and 1284.

    One point followed by exactly three digits separates thousands, as everywhere in Vietnam: 1.284 is 1284.
    """

    widget = NumberInput
    _shape = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?|-?\d+\.\d+")

    def __init__(
        self,
        *,
        least: Decimal | int | None = None,
        most: Decimal | int | None = None,
        places: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.least, self.most, self.places = least, most, places
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Decimal | int | float):
            return Decimal(str(value))
        text = re.sub(r"[\s\u00a0]", "", str(value)).replace("−", "-")
        if len(text) > 30 or not self._shape.fullmatch(text):
            raise ValidationError("Nhập số, ví dụ 1.250 hoặc 0,85.", code="invalid")
        if "," in text or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
            text = text.replace(".", "").replace(",", ".")
        return Decimal(text)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.least is not None and value < self.least:
            raise ValidationError(f"Nhập số từ {vnnumber(self.least)} trở lên.", code="small")
        if self.most is not None and value > self.most:
            raise ValidationError(f"Nhập số không quá {vnnumber(self.most)}.", code="big")
        if self.places is not None and -int(value.normalize().as_tuple().exponent) > self.places:
            limit = (
                "Nhập số nguyên."
                if not self.places
                else f"Nhập nhiều nhất {self.places} chữ số sau dấu phẩy."
            )
            raise ValidationError(limit, code="places")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
