"""Lines of the table of figures, and where each of their numbers leads: one way for drafts and for frozen issues."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from lantoa.foundation.periods import Period
from lantoa.reports.addresses import address_of_issue
from lantoa.reports.contents import Amount, Contents, Difference, Figure, UnitAmount
from lantoa.reports.models import Issue
from lantoa.reports.queries.shown import Earlier
from lantoa.reports.web.records import Records
from lantoa.reports.wording import change_said, parts_said, said, value_said


@dataclass(frozen=True, slots=True)
class Cell:
    """A number as it is said, and where it leads."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in a figure, or that of an agency below with what stands beside it."""

    label: str
    text: str
    url: str
    before: Cell
    year_before: Cell


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line of the table of figures. `changed` says what it was when words were written beside it."""

    code: str
    label: str
    unit: str
    text: str
    sub: str
    url: str
    before: Cell
    change: str
    year_before: Cell
    parts: tuple[Part, ...] = ()
    changed: str = ""


def entries_url(issue: Issue, **query: object) -> str:
    """The entries of a frozen issue, those that the query names."""
    said = urlencode({name: value for name, value in query.items() if value not in (None, "")})
    return f"{reverse('reports:entries', args=[issue.report_id, issue.number])}?{said}"


@dataclass(frozen=True, slots=True)
class Opens(ABC):
    """Where the numbers of a report lead. Those of a roll-up lead to its parts, and these to the issues below.

    `below` are the issues of agencies below, `beside` those over the days before and a year before.
    """

    contents: Contents
    records: Records
    below: Mapping[int, Issue]
    beside: tuple[Earlier | None, Earlier | None]

    @property
    def rolled(self) -> bool:
        return bool(self.contents.children)

    @abstractmethod
    def own(self, code: str, part: UnitAmount | None = None) -> str:
        """The agency's own entries behind a figure, or behind a unit's part in it."""

    def figure(self, figure: Figure) -> str:
        return f"#phan-{figure.code}" if self.rolled else self.own(figure.code)

    def part(self, figure: Figure, part: UnitAmount) -> str:
        if not self.rolled:
            return self.own(figure.code, part)
        issue = self._issue_of(part)
        return self.own(figure.code) if issue is None else entries_url(issue, so_do=figure.code)

    def compared(self, code: str, amount: Amount, which: int) -> str:
        """What stands beside a figure: the report it was issued in; where it was not issued so, its parts or records."""
        earlier = self.beside[which]
        if earlier is not None and earlier.has(code, amount):
            rolled = bool(earlier.contents.children)
            return _line_of(earlier.issue, code) if rolled else entries_url(earlier.issue, so_do=code)
        return f"#phan-{code}" if self.rolled else self._then(code, which)

    def compared_part(self, code: str, part: UnitAmount, which: int) -> str:
        """An agency below printed it beside its own figure."""
        issue = self._issue_of(part)
        return self._then(code, which) if issue is None else _line_of(issue, code)

    def _issue_of(self, part: UnitAmount) -> Issue | None:
        return None if part.id is None else self.below.get(part.id)

    def _then(self, code: str, which: int) -> str:
        if code not in self.records.measures:
            return ""
        return self.records.beside(code, Period.parse(self.contents.period))[which]


class OpensLedger(Opens):
    """Of a report being written: the ledger as it stands."""

    def own(self, code: str, part: UnitAmount | None = None) -> str:
        if code not in self.records.measures:
            return ""
        if part is None:
            return self.records.values(code)
        return self.records.values(code, unit=part) if self.records.knows(part) else ""


@dataclass(frozen=True, slots=True)
class OpensIssue(Opens):
    """Of a frozen issue: the entries kept with it."""

    issue: Issue

    def own(self, code: str, part: UnitAmount | None = None) -> str:
        if part is None:
            return entries_url(self.issue, so_do=code)
        return entries_url(self.issue, so_do=code, don_vi=part.unit, ma_don_vi=part.id)


def _line_of(issue: Issue, code: str) -> str:
    return f"{address_of_issue(issue)}#so-{code}"


def figure_row(figure: Figure, opens: Opens, changed: Difference | None = None) -> FigureRow:
    """A figure with its parts, each with the records behind it."""
    kind, code = figure.kind, figure.code

    def beside(amount: Amount | None, url: str) -> Cell:
        return Cell(said(kind, amount), url if amount and amount.count else "")

    def compared(amount: Amount | None, which: int) -> Cell:
        return beside(amount, opens.compared(code, amount, which) if amount and amount.count else "")

    parts = tuple(
        Part(
            part.unit,
            said(kind, part.amount),
            opens.part(figure, part) if part.amount.count else "",
            beside(part.before, opens.compared_part(code, part, 0)),
            beside(part.year_before, opens.compared_part(code, part, 1)),
        )
        for part in figure.by_unit
    )
    return FigureRow(
        code,
        figure.label,
        "%" if kind == "ratio" else figure.unit,
        said(kind, figure.amount),
        parts_said(figure),
        opens.figure(figure) if figure.amount.count else "",
        compared(figure.before, 0),
        change_said(figure),
        compared(figure.year_before, 1),
        parts,
        "" if changed is None else f"khi viết: {value_said(changed.was, changed.unit)}",
    )
