"""The first rows of the vocabulary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import transaction

from lantoa.ledger.models import (
    ActivityKind,
    Audience,
    Form,
    Integration,
    Measure,
    ReformField,
    Theme,
)

DATA = Path(__file__).resolve().parent.parent / "data" / "reference_2026.json"
_EXTRA: dict[type, tuple[str, ...]] = {
    Form: ("family",),
    Measure: ("unit", "kind", "numerator_label", "denominator_label"),
}


@transaction.atomic
def ensure_reference_rows() -> int:
    """Writes the rows that are missing and says how many; what people renamed or ended stays as it is."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    made = 0
    for model in (Theme, Form, Audience, ReformField, Integration, Measure):
        for position, (code, name, *more) in enumerate(data[model._meta.model_name], start=1):
            values = dict(zip(_EXTRA.get(model, ()), more, strict=False))
            _, new = model._default_manager.get_or_create(
                code=code, defaults={"name": name, "position": position, **values}
            )
            made += new
    return made + _ensure_kinds(data["activitykind"])


def _ensure_kinds(rows: list[list[Any]]) -> int:
    made = 0
    forms = {row.code: row for row in Form.objects.all()}
    measures = {row.code: row for row in Measure.objects.all()}
    for position, (code, name, form, usual) in enumerate(rows, start=1):
        kind, new = ActivityKind.objects.get_or_create(
            code=code, defaults={"name": name, "position": position, "form": forms.get(form)}
        )
        if new:
            kind.measures.set([measures[item] for item in usual])
        made += new
    return made
