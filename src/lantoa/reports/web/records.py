"""Addresses of the records behind a figure: lists of the ledger whose count and sum are the figure's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from lantoa.foundation.periods import Period
from lantoa.reports.contents import UnitAmount
from lantoa.reports.queries.gathering import WHOLE_AGENCY
from lantoa.reports.windows import window_before, window_year_before


@dataclass(frozen=True, slots=True)
class Records:
    """Over which days and agencies a report counts, and the ids behind its codes."""

    starts: date
    ends: date
    agency_ids: tuple[int, ...]
    measures: Mapping[str, int]
    forms: Mapping[str, int]
    bodies: Mapping[str, int]
    own_bodies: frozenset[int] = frozenset()

    def values(
        self, code: str, *, days: tuple[date, date] | None = None, unit: UnitAmount | None = None
    ) -> str:
        """The confirmed values of a measure in the days of the report, or in others; of one unit where it is known."""
        first, last = days or (self.starts, self.ends)
        query = [("so_do", self.measures[code]), ("trang_thai", "confirmed"), ("nguon", "tat-ca")]
        query += [("tu", first.isoformat()), ("den", last.isoformat()), *self._agencies()]
        if unit is not None:
            query.append(("don_vi", self._body(unit) or "chung"))
        return f"{reverse('ledger:measurements')}?{urlencode(query)}"

    def activities(self, **more: object) -> str:
        """The confirmed activities that ended in the days of the report."""
        query = [("trang_thai", "confirmed"), *self._days(), *self._agencies(), *more.items()]
        return f"{reverse('ledger:activities')}?{urlencode(query)}"

    def with_form(self, code: str) -> str:
        return self.activities(hinh_thuc=self.forms[code]) if code in self.forms else ""

    def waiting(self) -> str:
        """Entries of these days that were sent and wait for somebody to confirm them."""
        query = [("trang_thai", "cho"), *self._days(), *self._agencies()]
        return f"{reverse('ledger:activities')}?{urlencode(query)}"

    def knows(self, unit: UnitAmount) -> bool:
        """Whether a part leads to one body, or to what the agency did as a whole."""
        return self._body(unit) is not None or unit.unit == WHOLE_AGENCY

    def _body(self, unit: UnitAmount) -> int | None:
        """By its id; parts frozen before ids were kept by a name that only one has."""
        return unit.id if unit.id in self.own_bodies else self.bodies.get(unit.unit)

    def beside(self, code: str, period: Period) -> tuple[str, str]:
        """Of the period before, nothing where there is none, and of the same days a year before."""
        window = Period.custom(self.starts, self.ends)
        found = []
        for span in (window_before(period, window), window_year_before(window)):
            found.append(self.values(code, days=(span.start, span.end)) if span else "")
        return found[0], found[1]

    def _days(self) -> Iterable[tuple[str, object]]:
        return [("xong_tu", self.starts.isoformat()), ("xong_den", self.ends.isoformat())]

    def _agencies(self) -> Iterable[tuple[str, object]]:
        return [("co_quan", pk) for pk in self.agency_ids]
