"""Choices by number that the database would not take: none of them is one of its rows.

Django says so itself where one number is compared, not yet where several are (`pk__in`, a form with many boxes).
"""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerField
from django.db.models.lookups import In


class InRange(In):
    """`in` for whole numbers, without those beyond the column."""

    def process_rhs(self, compiler: Any, connection: Any) -> Any:
        if self.rhs_is_direct_value():
            kind = self.lhs.output_field.get_internal_type()
            least, most = connection.ops.integer_field_range(kind)
            self.rhs = [value for value in self.rhs if not _beyond(value, least, most)]
        return super().process_rhs(compiler, connection)


def _beyond(value: Any, least: int | None, most: int | None) -> bool:
    if not isinstance(value, int):
        return False
    return (least is not None and value < least) or (most is not None and value > most)


def register() -> None:
    """Once, at start."""
    IntegerField.register_lookup(InRange)
