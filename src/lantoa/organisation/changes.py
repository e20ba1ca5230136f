"""Setting the fields of a row that differ from what is wanted, and saying for the audit which did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models

from lantoa.foundation.text import format_date


def shown(value: Any) -> Any:
    """A value as the audit keeps it: words, numbers and days, never a row."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, list | tuple):
        return [shown(item) for item in value]
    return value


def apply(row: models.Model, wanted: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Saves the fields of `wanted` that differ. Returns `{label: [before, after]}`, empty where nothing did."""
    changed: dict[str, list[Any]] = {}
    names: list[str] = []
    for name, value in wanted.items():
        before = getattr(row, name)
        if before == value:
            continue
        field = row._meta.get_field(name)
        label = str(getattr(field, "verbose_name", name))
        changed[label] = [shown(before), shown(value)]
        setattr(row, name, value)
        names.append(name)
    if names:
        derived = {"sort_key", "folded"} & {field.name for field in row._meta.get_fields()}
        row.save(update_fields=[*names, *derived])
    return changed
