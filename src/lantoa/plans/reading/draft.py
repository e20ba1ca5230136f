"""What the grammar makes of a document: frozen values, each with the place it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lantoa.documents.blocks import Place


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _source(place: Place | None) -> dict[str, int | str] | None:
    return place.as_dict() if place else None


@dataclass(frozen=True, slots=True)
class Identity:
    """The document itself. `type` is the word ("Kế hoạch"), `number` as written, years inclusive."""

    type: str | None = None
    number: str | None = None
    subject: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    signer_title: str | None = None
    year_from: int | None = None
    year_to: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "number": self.number,
            "subject": self.subject,
            "issued_on": _day(self.issued_on),
            "issuer": self.issuer,
            "signer_title": self.signer_title,
            "year_from": self.year_from,
            "year_to": self.year_to,
        }


@dataclass(frozen=True, slots=True)
class Cited:
    """Another document that the plan names. A reference leaves the issuer out of its JSON."""

    number: str
    issued_on: date | None = None
    issuer: str | None = None
    place: Place | None = None

    def as_parent(self) -> dict[str, Any]:
        return {"number": self.number, "issued_on": _day(self.issued_on), "issuer": self.issuer}

    def as_reference(self) -> dict[str, Any]:
        return {"number": self.number, "issued_on": _day(self.issued_on)}


@dataclass(frozen=True, slots=True)
class Item:
    """An objective or a requirement. `ordinal` as written ("Một là", "1.", "a)"), null for a bullet."""

    position: int
    ordinal: str | None
    text: str
    place: Place

    def as_json(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "ordinal": self.ordinal,
            "text": self.text,
            "source": _source(self.place),
        }


@dataclass(frozen=True, slots=True)
class When:
    """A time phrase. `kind` is once, range, recurring, continuous, on_event or null (nothing said, or unread).

    A deadline is once with `end` only. `rrule` is RFC 5545 without dates.
    """

    kind: str | None = None
    start: date | None = None
    end: date | None = None
    rrule: str | None = None
    event_text: str | None = None
    raw: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "start": _day(self.start),
            "end": _day(self.end),
            "rrule": self.rrule,
            "event_text": self.event_text,
            "raw": self.raw,
        }


@dataclass(frozen=True, slots=True)
class Task:
    """A duty. `lead` is as written, `lead_unit` the key of a known unit; `linked` are the section items it repeats."""

    position: int
    ordinal: str | None
    text: str
    place: Place
    lead: str | None = None
    lead_unit: str | None = None
    partners: tuple[str, ...] = ()
    time: When = When()
    forms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    audience: str | None = None
    product: str | None = None
    budget: str | None = None
    note: str | None = None
    group: str | None = None
    linked: tuple[Place, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "position": self.position,
            "ordinal": self.ordinal,
            "text": self.text,
            "lead": self.lead,
            "lead_unit": self.lead_unit,
            "partners": list(self.partners),
            "time": self.time.as_json(),
            "forms": list(self.forms),
            "themes": list(self.themes),
            "audience": self.audience,
            "product": self.product,
            "budget": self.budget,
            "note": self.note,
            "source": _source(self.place),
        }


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the plan is carried out: an item under hình thức, đối tượng, kinh phí, báo cáo, tổ chức thực hiện."""

    heading: str
    text: str
    place: Place

    def as_json(self) -> dict[str, Any]:
        return {"heading": self.heading, "text": self.text, "source": _source(self.place)}


@dataclass(frozen=True, slots=True)
class Warning:
    """A doubt: `code` is stable, `message` Vietnamese, `place` where to look."""

    code: str
    message: str
    place: Place | None = None

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "source": _source(self.place)}


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit or body of the agency that may lead a task, under every name it goes by."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole reading: nothing of it is a plan before a person confirms it."""

    document: Identity
    parents: tuple[Cited, ...] = ()
    references: tuple[Cited, ...] = ()
    objectives: tuple[Item, ...] = ()
    requirements: tuple[Item, ...] = ()
    tasks: tuple[Task, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The shape that `lantoa plans import --json` prints."""
        return {
            "document": self.document.as_json(),
            "parents": [cited.as_parent() for cited in self.parents],
            "references": [cited.as_reference() for cited in self.references],
            "objectives": [item.as_json() for item in self.objectives],
            "requirements": [item.as_json() for item in self.requirements],
            "tasks": [task.as_json() for task in self.tasks],
            "arrangements": [item.as_json() for item in self.arrangements],
            "warnings": [warning.as_json() for warning in self.warnings],
        }
