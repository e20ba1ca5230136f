"""Picks and rows as tasks and items: people, time, forms and themes read from their fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lantoa.documents.blocks import Place
from lantoa.plans.reading.annex import Row
from lantoa.plans.reading.draft import Item, KnownUnit, Task, When
from lantoa.plans.reading.normalise import fold, squeeze
from lantoa.plans.reading.people import find_unit, from_fields, from_sentence
from lantoa.plans.reading.picks import Pick, tidy
from lantoa.plans.reading.spoken_times import find_time
from lantoa.plans.reading.taxonomy import forms_in, listed_forms, themes_in
from lantoa.plans.reading.times import read_time
from lantoa.plans.reading.warnings import Doubt

_MOST_COMPARED = 2_000_000
_NOTHING = re.compile(r"[-–—.…/\s0]*$")


@dataclass(slots=True)
class Assembly:
    """What the tasks are made with, and the doubts met while making them."""

    years: tuple[int, int] | None
    units: Sequence[KnownUnit] | None
    doubts: list[Doubt] = field(default_factory=list)


def items(picks: Sequence[Pick]) -> tuple[Item, ...]:
    """Objectives or requirements, numbered by their place."""
    return tuple(Item(n, pick.ordinal, pick.text, pick.place) for n, pick in enumerate(picks, start=1))


def task_of_pick(pick: Pick, position: int, assembly: Assembly) -> Task:
    """A duty of the text."""
    return _task(position, pick.ordinal, pick.text, pick.place, pick.fields, {}, pick.group, assembly)


def task_of_row(row: Row, position: int, assembly: Assembly, linked: tuple[Place, ...]) -> Task:
    """A duty of an annex."""
    ordinal = row.ordinal or None
    return _task(
        position, ordinal, tidy(row.text), row.place, row.values, row.places, row.group, assembly, linked
    )


def _task(
    position: int,
    ordinal: str | None,
    text: str,
    place: Place,
    fields: dict[str, str],
    places: dict[str, Place],
    group: str | None,
    assembly: Assembly,
    linked: tuple[Place, ...] = (),
) -> Task:
    named = from_fields(fields.get("lead"), fields.get("partners"), fields.get("both"))
    spoken = from_sentence(text)
    lead = named.lead or (None if places else spoken.lead)
    partners = named.partners or (() if places else spoken.partners)
    return Task(
        position=position,
        ordinal=ordinal,
        text=text,
        place=place,
        lead=lead,
        lead_unit=_unit(lead, places.get("lead", place), assembly),
        partners=tuple(partner for partner in partners if partner != lead),
        time=_time(text, fields.get("time"), places.get("time", place), bool(places), assembly),
        forms=listed_forms(fields["forms"]) if fields.get("forms") else forms_in(text),
        themes=themes_in(text),
        audience=_said(fields.get("audience")),
        product=_said(fields.get("product")),
        budget=_said(fields.get("budget")),
        note=_said(fields.get("note")),
        group=squeeze(group) if group else None,
        linked=linked,
    )


def _said(text: str | None) -> str | None:
    if text is None or _NOTHING.match(text):
        return None
    return text.strip()


def _unit(lead: str | None, place: Place, assembly: Assembly) -> str | None:
    if lead is None or assembly.units is None:
        return None
    key = find_unit(lead, assembly.units)
    if key is None:
        assembly.doubts.append(Doubt("UNKNOWN_UNIT", place, lead))
    return key


def _time(text: str, raw: str | None, place: Place, in_table: bool, assembly: Assembly) -> When:
    if raw and not _NOTHING.match(raw):
        reading = read_time(raw, assembly.years)
        if reading.bad_date:
            assembly.doubts.append(Doubt("UNREADABLE_DATE", place, raw))
        elif reading.when.kind is None:
            assembly.doubts.append(Doubt("TIME_UNREAD", place, raw))
        return reading.when
    spoken = None if in_table else find_time(text, assembly.years)
    if spoken is None:
        return When()
    if spoken.bad_date:
        assembly.doubts.append(Doubt("UNREADABLE_DATE", place, spoken.when.raw or ""))
    return spoken.when


def fill(rows: Sequence[Row], picks: Sequence[Pick], linked: dict[int, list[Place]]) -> None:
    """What the section item says and its row leaves open."""
    said = {pick.place: pick.fields for pick in picks}
    for index, places in linked.items():
        for place in places:
            for kind, value in said.get(place, {}).items():
                if value and not rows[index].values.get(kind):
                    rows[index].values[kind] = value
                    rows[index].places[kind] = place


def link(picks: Sequence[Pick], rows: Sequence[Row]) -> tuple[dict[int, list[Place]], list[Pick]]:
    """Section items beside the annex row that says the same; and those that match none.

    Lists too long to compare each with each are matched by their words in order.
    """
    if len(picks) * len(rows) > _MOST_COMPARED:
        return _link_same(picks, rows)
    words = [set(re.findall(r"\w+", fold(row.text))) for row in rows]
    linked: dict[int, list[Place]] = {}
    alone: list[Pick] = []
    for pick in picks:
        own = set(re.findall(r"\w+", fold(pick.text[:600])))
        best, score = -1, 0.0
        for index, other in enumerate(words):
            shared = len(own & other) / max(1, min(len(own), len(other)))
            if shared > score:
                best, score = index, shared
        if best >= 0 and score >= 0.6:
            linked.setdefault(best, []).append(pick.place)
        else:
            alone.append(pick)
    return linked, alone


def _link_same(picks: Sequence[Pick], rows: Sequence[Row]) -> tuple[dict[int, list[Place]], list[Pick]]:
    said = {tuple(re.findall(r"\w+", fold(row.text))): index for index, row in enumerate(rows)}
    linked: dict[int, list[Place]] = {}
    alone: list[Pick] = []
    for pick in picks:
        index = said.get(tuple(re.findall(r"\w+", fold(pick.text[:600]))))
        if index is None:
            alone.append(pick)
        else:
            linked.setdefault(index, []).append(pick.place)
    return linked, alone
