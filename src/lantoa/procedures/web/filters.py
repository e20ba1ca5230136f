"""The filter of the register."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lantoa.procedures import access, queries
from lantoa.procedures.models import Field, Procedure
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter

UNKNOWN = "chua"


def _fields(request: Any) -> QuerySet[Field]:
    actor = request.actor
    return queries.fields_in_use(access.visible_procedures(actor), access.visible_fields(actor))


class ProcedureFilter(FilterSet):
    tu = WordsFilter(label="Mã, tên, cơ quan giải quyết", method="with_words")
    linh_vuc = ModelChoiceFilter(
        label="Lĩnh vực", field_name="field", queryset=_fields, null_label="Chưa xếp", null_value=UNKNOWN
    )
    cap = ChoiceFilter(label="Cấp thực hiện", choices=Procedure.Level.choices, method="at_level")
    muc_do = ChoiceFilter(
        label="Mức độ dịch vụ công",
        choices=[*Procedure.Service.choices, (UNKNOWN, "Chưa rõ")],
        method="of_service",
    )
    tinh_trang = ChoiceFilter(
        label="Tình trạng", choices=list(queries.STANDINGS.items()), method="in_standing"
    )

    def with_words(self, rows: QuerySet[Procedure], name: str, value: str) -> QuerySet[Procedure]:
        return queries.with_words(rows, value)

    def at_level(self, rows: QuerySet[Procedure], name: str, value: str) -> QuerySet[Procedure]:
        return rows.filter(levels__contains=f",{value},")

    def of_service(self, rows: QuerySet[Procedure], name: str, value: str) -> QuerySet[Procedure]:
        return rows.filter(service="" if value == UNKNOWN else value)

    def in_standing(self, rows: QuerySet[Procedure], name: str, value: str) -> QuerySet[Procedure]:
        return queries.in_standing(rows, value)
