"""Naming a procedure in a form: by its code, or by some words of its name; works without a script.

Where the words fit several, the form comes back with those as a choice. Rooms above use the field as it is:

    procedure = ProcedureChoice(label="Thủ tục hành chính", required=False)
    ...
    self.fields["procedure"].offer(access.visible_procedures(actor))
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from lantoa.foundation.text import whole
from lantoa.procedures import queries
from lantoa.procedures.models import Procedure

MOST_SHOWN = 10
HINT = "Nhập mã hoặc vài từ trong tên, có dấu hoặc không dấu."


def label_of(row: Procedure) -> str:
    return f"{row.code} {row.name}"


class ProcedureInput(forms.Widget):
    """A box of words, and, once they were found to fit several, those to choose from."""

    template_name = "procedures/choice_input.html"
    found: tuple[Procedure, ...] = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "in", "autocomplete": "off"} | (attrs or {}))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return (data.get(name, ""), data.get(f"{name}_chon", ""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_chon" not in data

    def format_value(self, value: Any) -> str:
        if isinstance(value, Procedure):
            return label_of(value)
        return str(value[0]) if isinstance(value, tuple) else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["found"] = [(row.pk, label_of(row)) for row in self.found]
        return context


class ProcedureChoice(forms.Field):
    """Cleans to a Procedure of those offered, or None. Without `offer` nothing is found."""

    widget = ProcedureInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HINT)
        super().__init__(**kwargs)
        self._rows: QuerySet[Procedure] = Procedure.objects.none()

    def offer(self, rows: QuerySet[Procedure]) -> None:
        """Among which procedures somebody may choose."""
        self._rows = rows

    def to_python(self, value: Any) -> Procedure | None:
        if value in self.empty_values or isinstance(value, Procedure):
            return value or None
        words, chosen = (str(part or "").strip() for part in value)
        if not words:
            return None
        found = self._fitting(words)
        # Words that were changed after the choice was offered are a new search.
        if (key := whole(chosen)) is not None and (
            row := next((one for one in found if one.pk == key), None)
        ):
            return row
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                "Không có thủ tục nào khớp. Nhập mã hoặc từ khác trong tên.", code="nothing"
            )
        shown = found[:MOST_SHOWN]
        self.widget.found = tuple(shown)  # type: ignore[attr-defined]
        more = f", đây là {MOST_SHOWN} thủ tục đầu: thêm từ để thu hẹp" if len(found) > len(shown) else ""
        raise ValidationError(f"Nhiều thủ tục khớp{more}. Chọn một.", code="several")

    def _fitting(self, words: str) -> list[Procedure]:
        """By code first; one that is named whole before others that hold the same words."""
        rows = self._rows.order_by("sort_key", "code", "pk")
        head = words.split()[0]
        for text in (words, head):
            if by_code := list(queries.by_code(rows, text)[: MOST_SHOWN + 1]):
                return by_code
        return list(queries.with_words(rows, words)[: MOST_SHOWN + 1])

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = label_of(initial) if isinstance(initial, Procedure) else ""
        return before != (data[0] if isinstance(data, tuple) else "")
