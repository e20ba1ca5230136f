"""Figures of the portal's pages: how far a roadmap's milestones are, what a period came to. Read, never typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lantoa.foundation import clock, workdays
from lantoa.foundation.errors import Refused
from lantoa.foundation.periods import Period, PeriodKind
from lantoa.ledger.models import Measure
from lantoa.organisation.models import Agency
from lantoa.plans import progress
from lantoa.plans.models import Plan, Task
from lantoa.plans.queries.figures import counted_tasks, figures_of
from lantoa.portal.models import ResultsPage, RoadmapPage
from lantoa.reports.contents import Amount, Figure
from lantoa.reports.queries.gathering import amounts_in, published_figures
from lantoa.reports.queries.periods import days_for

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone as it stands today. `percent` None: there is nothing to measure by, or nothing was measured.

    `look` is one of ui.words.STATES; `word` says the same in words. `source` names what the progress is read from.
    """

    what: str
    due: date
    unit: str
    look: str
    word: str
    value: Decimal | None = None
    target: Decimal | None = None
    measure_unit: str = ""
    percent: Decimal | None = None
    source: str = ""
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    title: str
    intro: str
    milestones: list[Milestone]

    @property
    def reached(self) -> int:
        return sum(1 for row in self.milestones if row.look == "done")


def goals_of(page: RoadmapPage, agency: Agency) -> list[Goal]:
    """The goals of a roadmap with their milestones as they stand today."""
    reader = _Reader(agency, page.plan)
    return [
        Goal(
            goal.value["title"],
            goal.value["intro"],
            [reader.milestone(one) for one in goal.value["milestones"]],
        )
        for goal in page.goals
    ]


class _Reader:
    """Reads each span of days once, however many milestones count it."""

    def __init__(self, agency: Agency, plan: Plan | None) -> None:
        self.agency, self.plan = agency, plan
        self.today = clock.today()
        self.spans: dict[date, dict[str, Amount]] = {}
        self.measures: dict[str, Measure] | None = None
        self.shares: dict[str, Decimal | None] | None = None

    def milestone(self, value: Any) -> Milestone:
        if value["measure"]:
            return self._measured(value)
        if value["task"]:
            return self._by_task(value)
        look, word = self._standing(value["due"], value["done_on"] is not None, False)
        return Milestone(value["what"], value["due"], value["unit"], look, word, done_on=value["done_on"])

    def _measured(self, value: Any) -> Milestone:
        since = value["since"] or date(value["due"].year, 1, 1)
        amount = self._amounts(since).get(value["measure"], Amount())
        target = value["target"] or Decimal(0)
        percent = None if amount.value is None or not target else amount.value / target * WHOLE
        look, word = self._standing(value["due"], percent is not None and percent >= WHOLE, bool(percent))
        row = self._measure(value["measure"])
        ratio = row is not None and row.kind == Measure.Kind.RATIO
        return Milestone(
            value["what"], value["due"], value["unit"], look, word, amount.value, target,
            "%" if ratio else row.unit if row else "", percent, f"số đo “{row.name}”" if row else "",
        )  # fmt: skip

    def _by_task(self, value: Any) -> Milestone:
        share = self._tasks().get(value["task"])
        percent = None if share is None else share * WHOLE
        look, word = self._standing(value["due"], percent is not None and percent >= WHOLE, bool(percent))
        return Milestone(
            value["what"], value["due"], value["unit"], look, word, percent=percent,
            source=f"nhiệm vụ số {value['task']} của kế hoạch",
        )  # fmt: skip

    def _standing(self, due: date, done: bool, begun: bool) -> tuple[str, str]:
        if done:
            return "done", "Đã đạt"
        late = workdays.days_late(due, self.today)
        if late:
            return "late", f"Trễ {late} ngày làm việc"
        return ("work", "Đang thực hiện") if begun else ("todo", "Chưa đến hạn")

    def _amounts(self, since: date) -> dict[str, Amount]:
        if since not in self.spans:
            begun = since <= self.today
            span = Period.custom(since, self.today) if begun else None
            self.spans[since] = amounts_in(self.agency, span) if span else {}
        return self.spans[since]

    def _measure(self, code: str) -> Measure | None:
        if self.measures is None:
            self.measures = {row.code: row for row in Measure.objects.all()}
        return self.measures.get(code)

    def _tasks(self) -> dict[str, Decimal | None]:
        """`{number of the task: share done}`, by the targets of the task where it has such."""
        if self.shares is None:
            self.shares = {}
            if self.plan is not None:
                names = dict(Task.objects.filter(plan=self.plan).values_list("pk", "code"))
                for row in counted_tasks(self.plan):
                    [figures] = figures_of(self.plan, [row]).values()
                    self.shares[names[row.pk]] = progress.measure(progress.OUTPUT, figures).rate
        return self.shares


@dataclass(frozen=True, slots=True)
class Results:
    """A period's figures. `counted_to` is the last day whose figures are in; `running` while more may come."""

    period: Period
    window: Period
    counted_to: date
    running: bool
    figures: list[Figure]


def results_of(page: ResultsPage, agency: Agency) -> Results:
    """The figures that the editor chose, over the days that the period's report covers."""
    today = clock.today()
    chosen = page.chosen
    period = Period.containing(today, chosen) if isinstance(chosen, PeriodKind) else chosen
    window = _window(agency, period)
    wanted = {row.code for row in page.measures.all()}
    figures = [
        row
        for row in published_figures(agency, period, window)
        if row.amount.value is not None and (not wanted or row.code in wanted)
    ]
    return Results(period, window, min(window.end, today), today <= window.end, figures)


def _window(agency: Agency, period: Period) -> Period:
    """The days that the report of this period covers; the days of the calendar where nobody reports it."""
    try:
        return days_for(agency.pk, period.code).window
    except Refused:
        return period
