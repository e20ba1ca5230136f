"""Frozen figures under the measures they go by today: one that was merged counts with the one it went into. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lantoa.reports import rollup
from lantoa.reports.contents import Amount, Contents, Figure, UnitAmount


def under_today(contents: Contents, goes_by: Mapping[str, str]) -> Contents:
    """The contents with figures of merged measures brought under the code that `goes_by` gives for theirs."""
    if not any(goes_by.get(figure.code, figure.code) != figure.code for figure in contents.figures):
        return contents
    groups: dict[str, list[Figure]] = {}
    for figure in contents.figures:
        groups.setdefault(goes_by.get(figure.code, figure.code), []).append(figure)
    return replace(contents, figures=tuple(_joined(code, figures) for code, figures in groups.items()))


def _joined(code: str, figures: list[Figure]) -> Figure:
    figures.sort(key=lambda figure: figure.code != code)
    first = figures[0]
    units: dict[tuple[int | None, str], list[UnitAmount]] = {}
    for figure in figures:
        for part in figure.by_unit:
            units.setdefault((part.id, part.unit), []).append(part)
    return replace(
        first,
        code=code,
        amount=_of_one(first.kind, (figure.amount for figure in figures)),
        before=_of_one_or_none(first.kind, (figure.before for figure in figures)),
        year_before=_of_one_or_none(first.kind, (figure.year_before for figure in figures)),
        by_unit=tuple(_part(first.kind, parts) for parts in units.values()),
    )


def _part(kind: str, parts: list[UnitAmount]) -> UnitAmount:
    return replace(
        parts[0],
        amount=_of_one(kind, (part.amount for part in parts)),
        before=_of_one_or_none(kind, (part.before for part in parts)),
        year_before=_of_one_or_none(kind, (part.year_before for part in parts)),
    )


def _of_one(kind: str, amounts: Iterable[Amount]) -> Amount:
    """Within one agency a state of things is one, not a sum: that of the measure that stands."""
    if kind == rollup.LATEST:
        return next((amount for amount in amounts if amount.count), Amount())
    return rollup.combined(kind, amounts)


def _of_one_or_none(kind: str, amounts: Iterable[Amount | None]) -> Amount | None:
    told = [amount for amount in amounts if amount is not None]
    return _of_one(kind, told) if told else None
