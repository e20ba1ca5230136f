"""What somebody says happened, before the ledger has it: frozen, without database objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Amount:
    """A value of a measure: `value`, or numerator and denominator for a ratio."""

    measure_code: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    """`kind`, `themes`, `audiences`, `reform_fields`, `forms` and `integrated` are codes of rows.

    `client_id` is made on the recorder's device: the same one sent twice is one activity.
    """

    kind: str
    title: str
    day: date
    agency_id: int
    body_id: int | None = None
    end_day: date | None = None
    place: str = ""
    place_id: int | None = None
    who: str = ""
    description: str = ""
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    reform_fields: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    integrated: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    client_id: UUID | str | None = None


@dataclass(frozen=True, slots=True)
class MeasurementDraft:
    """A value that stands alone: of an agency (or one body of it) between two days, both included."""

    amount: Amount
    starts: date
    ends: date
    agency_id: int
    body_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A numbered official document that proves something."""

    number: str
    day: date | None = None
    issuer: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ProofDraft:
    """What one form brings as proof: uploads as they came (`intake.Upload`), a link, a numbered document."""

    uploads: Sequence[Any] = ()
    link: str = ""
    document: DocumentRef | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDraft:
    """A word of a vocabulary. `after_id` is the row it stands behind, None for the first place.

    `more` are the columns that only this vocabulary has, and for kinds of activities their `measures` (ids).
    An empty code of a new row is made from its name.
    """

    name: str
    code: str = ""
    valid_from: date | None = None
    after_id: int | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
