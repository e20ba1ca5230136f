"""The documents a draft names: the superior's plans it carries out, and the others it cites."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from lantoa.plans.editing import Content, Item
from lantoa.ui.forms import DateField

KINDS = (("parents", "Kế hoạch cấp trên"), ("references", "Văn bản viện dẫn"))


class CitationForm(forms.Form):
    """One cited document. Without a number it is left out."""

    number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    issued_on = DateField(label="Ngày", required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=250, required=False)
    kind = forms.ChoiceField(label="Là", choices=KINDS, required=False)

    def __init__(self, *args: Any, row: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def value(self) -> Item:
        """What was typed over what was read, in the shape of the content."""
        day = self.cleaned_data.get("issued_on")
        return {
            **self.row,
            "number": self.cleaned_data["number"],
            "issued_on": day.isoformat() if day else None,
            "issuer": self.cleaned_data["issuer"] or None,
        }


def citation_forms(content: Content, data: QueryDict | None) -> list[CitationForm]:
    """A form for each cited document and an empty one for the next; unbound when the page did not show them."""
    rows = [(kind, row) for kind, _ in KINDS for row in content.get(kind) or []]
    shown = data if data is not None and "cc0-number" in data else None
    made = [
        CitationForm(shown, prefix=f"cc{number}", row=row, initial=_initial(kind, row))
        for number, (kind, row) in enumerate(rows)
    ]
    return [*made, CitationForm(shown, prefix=f"cc{len(made)}", row={}, initial={"kind": KINDS[0][0]})]


def cited(made: list[CitationForm]) -> Content:
    """`{"parents": […], "references": […]}` as typed. Call after the forms are valid."""
    found: Content = {kind: [] for kind, _ in KINDS}
    for form in made:
        if form.cleaned_data["number"]:
            found[form.cleaned_data["kind"] or KINDS[0][0]].append(form.value())
    return found


def _initial(kind: str, row: Item) -> dict[str, Any]:
    day = row.get("issued_on")
    return {
        "number": row.get("number") or "",
        "issued_on": date.fromisoformat(day) if day else None,
        "issuer": row.get("issuer") or "",
        "kind": kind,
    }
