"""What the register gives to printed codes: the procedure as a label, and its page on the national portal as a target.

A code keeps the number of the row: a procedure that is replaced or renamed is still the one that the code names.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.db.models import QuerySet

from lantoa.channels.registry import (
    LabelField,
    LabelKind,
    Of,
    Seen,
    TargetKind,
    register_label,
    register_target,
)
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import whole
from lantoa.organisation.models import Agency
from lantoa.procedures import queries
from lantoa.procedures.choosing import ProcedureChoice, label_of
from lantoa.procedures.models import PORTAL_NAME, Procedure

LABEL = "Thủ tục hành chính"


def connect() -> None:
    """Called once from `AppConfig.ready`."""
    field = LabelField(_field, lambda row: str(row.pk), _allows)
    register_label(LabelKind("procedures.procedure", LABEL, field=field, say=_say, order=20))
    register_target(
        TargetKind(
            "procedures.portal", f"Thủ tục trên {PORTAL_NAME}", _look, accept=_accept, typed=_typed,
            hint="Mã thủ tục trong danh mục, ví dụ 1.009994.", outside=True, order=30,
        )
    )  # fmt: skip


def _rows(agency: Agency) -> QuerySet[Procedure]:
    """What the agency carries out: its own register, and those of superiors."""
    return queries.register_of(agency) | queries.registered_above(agency)


def _by_key(keys: Collection[str]) -> dict[str, Procedure]:
    found = queries.by_numbers({number for key in keys if (number := whole(key)) is not None})
    return {str(row.pk): row for row in found}


def _field(agency: Agency, held: str) -> forms.Field:
    field = ProcedureChoice(label=LABEL, required=False, initial=_by_key([held]).get(held))
    field.offer(_rows(agency))
    return field


def _allows(agency: Agency, key: str) -> bool:
    number = whole(key)
    return number is not None and _rows(agency).filter(pk=number).exists()


def _say(keys: Collection[str]) -> dict[str, str]:
    return {key: label_of(row) for key, row in _by_key(keys).items()}


def _typed(key: str) -> str:
    row = _by_key([key]).get(key)
    return row.code if row else ""


def _accept(agency: Agency, typed: str) -> str:
    rows = list(queries.by_code(_rows(agency), typed.strip())[:2])
    if len(rows) != 1:
        raise Refused(
            "Nhập đúng mã của một thủ tục trong danh mục, ví dụ 1.009994." if not rows
            else "Nhiều thủ tục có mã này. Nhập cả phần sau của mã.",
            code="procedure",
            field="address",
        )  # fmt: skip
    return str(rows[0].pk)


def _look(keys: Collection[Of]) -> dict[Of, Seen]:
    """Where the pattern of addresses leads today; administrators of the installation keep it."""
    rows = _by_key({key for _, key in keys})
    address: Any = queries.portal_addresses(rows.values())
    found = {}
    for of in keys:
        row = rows.get(of[1])
        if row is not None:
            why = "" if address[row.pk] else "Mẫu địa chỉ của cổng dịch vụ công chưa dùng được."
            found[of] = Seen(label_of(row), address[row.pk], why)
    return found
