"""What forms and imports hand to the actions: frozen, checked, without Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

YEARS = range(2000, 2101)  # of plans, and of the days they name
MOST_WEIGHT = 1000


@dataclass(frozen=True, slots=True)
class CitationDraft:
    """A document named by the plan. `parent` tells a superior's plan from a mere reference."""

    number: str
    issued_on: date | None = None
    issuer: str = ""
    parent: bool = False


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """An objective, a requirement or an arrangement; `kind` is a value of Clause.Kind."""

    kind: str
    text: str
    ordinal: str = ""
    heading: str = ""
    source: dict[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """The terms of one task. `task_id` names an existing task in an amendment; None makes a new one.

    `targets` are pairs of measure id and quantity; times follow TaskTerms.Time, ISO dates, RFC 5545 rules.
    """

    text: str
    ordinal: str = ""
    lead: str = ""
    lead_body_id: int | None = None
    partners: tuple[str, ...] = ()
    partner_body_ids: tuple[int, ...] = ()
    time_kind: str = ""
    start: date | None = None
    end: date | None = None
    rrule: str = ""
    event_text: str = ""
    time_raw: str = ""
    product: str = ""
    budget: str = ""
    audience: str = ""
    note: str = ""
    weight: Decimal = Decimal(1)
    form_ids: tuple[int, ...] = ()
    theme_ids: tuple[int, ...] = ()
    field_ids: tuple[int, ...] = ()
    targets: tuple[tuple[int, Decimal], ...] = ()
    source: dict[str, int | str] = field(default_factory=dict)
    task_id: int | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole plan, ready to be issued as version 1 or as an amendment."""

    document_number: str
    issued_on: date
    issuer: str
    subject: str
    year_from: int
    year_to: int
    tasks: tuple[TaskDraft, ...]
    document_type: str = "Kế hoạch"
    signer_title: str = ""
    citations: tuple[CitationDraft, ...] = ()
    clauses: tuple[ClauseDraft, ...] = ()
    file_id: int | None = None
    reason: str = ""
