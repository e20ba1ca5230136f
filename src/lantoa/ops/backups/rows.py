"""Rows of any table as lines of JSON, and back. The same text on SQLite and PostgreSQL."""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import json
import uuid
from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, Model
from django.utils.duration import duration_string

LEFT_OUT = {"django_session", "django_migrations", "jobs_worker", "organisation_failedsignins"}
"""Sessions, failed sign-ins and heartbeats of workers are not carried to another machine; migrations are the manifest's."""
DERIVED_APPS = {"wagtailsearch"}
"""Search indexes differ between engines and are built again."""
PARSED = {
    "DateField",
    "DateTimeField",
    "TimeField",
    "DecimalField",
    "UUIDField",
    "DurationField",
    "FloatField",
}


def tables(apps: Apps) -> list[type[Model]]:
    """Every stored model, many-to-many links included, by table name."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not model._meta.swapped
        and model._meta.app_label not in DERIVED_APPS
        and model._meta.db_table not in LEFT_OUT
    ]
    return sorted(models, key=lambda model: model._meta.db_table)


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns of the model's own table that are written (not generated), in a stable order."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def export(model: type[Model]) -> Iterator[str]:
    """One JSON array for each row, by primary key, without a newline."""
    fields = columns(model)
    names = [field.attname for field in fields]
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=2000):
        values = [encode(field, value) for field, value in zip(fields, row, strict=True)]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def encode(field: Field[Any, Any], value: Any) -> Any:
    """A value as JSON has it: moments and decimals as text, bytes as base64."""
    if value is None:
        return None
    value = field.get_prep_value(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return duration_string(value)
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview | bytearray):
        return base64.b64encode(bytes(value)).decode()
    return value


def decode(field: Field[Any, Any], value: Any) -> Any:
    """The inverse of `encode`. Raises ValueError or ValidationError for what the column cannot hold."""
    if value is None:
        return None
    kind = field.get_internal_type()
    if kind == "BinaryField":
        return base64.b64decode(value)
    return field.to_python(value) if kind in PARSED else value


def load(model: type[Model], names: list[str], lines: Iterable[str]) -> int:
    """Inserts rows exactly as they were (no defaults, no auto-now, no signals). Returns how many.

    Raises KeyError when the archive names a column that this state of the code does not have.
    """
    known = {field.column: field for field in columns(model)}
    fields = [known[name] for name in names]
    size = max(1, connection.ops.bulk_batch_size(fields, [None] * 1000))
    total, batch = 0, []
    for line in lines:
        values = json.loads(line)
        pairs = zip(fields, values, strict=True)
        batch.append(SimpleNamespace(**{field.attname: decode(field, value) for field, value in pairs}))
        if len(batch) >= size:
            total += _insert(model, fields, batch)
            batch = []
    return total + _insert(model, fields, batch)


def _insert(model: type[Model], fields: list[Field[Any, Any]], batch: list[SimpleNamespace]) -> int:
    if batch:
        model._base_manager._insert(batch, fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]
    return len(batch)


def empty(models: list[type[Model]]) -> None:
    """Deletes what migrations put in, so that the archive's own rows can take their keys. Inside a transaction."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 our own table names


def reset_counters(models: list[type[Model]]) -> None:
    """Lets the next inserted row take a key above the loaded ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
