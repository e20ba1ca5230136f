"""Every figure of a report against a count made beside it, in plain Python, from what the test itself recorded."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from lantoa.documents.writing import Paragraph
from lantoa.foundation import clock
from lantoa.ledger.actions import (
    attach_link,
    confirm,
    confirm_measurement,
    detach,
    record_measurement,
    submit,
    void,
)
from lantoa.ledger.drafts import Amount as Amounted
from lantoa.ledger.drafts import MeasurementDraft
from lantoa.ledger.models import Evidence
from lantoa.reports import actions
from lantoa.reports.contents import Amount, Contents
from lantoa.reports.printing import Marks, document_of
from lantoa.reports.queries.gathering import entries_of, gather_report
from tests.reports.building import DAY, work

pytestmark = pytest.mark.django_db

STARTS, ENDS = date(2025, 12, 15), date(2026, 3, 14)
DAYS = (
    STARTS - timedelta(1),
    STARTS,
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 2, 28),
    ENDS,
    ENDS + timedelta(1),
)


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


@dataclass
class Book:
    """What was recorded, kept beside the system: (last day, code, values) of what is confirmed and stands."""

    rows: list[tuple[date, str, Any]] = field(default_factory=list)
    waiting: int = 0
    activities: int = 0

    def inside(self, code: str) -> list[Any]:
        return [value for day, found, value in self.rows if found == code and STARTS <= day <= ENDS]

    def amount(self, code: str, kind: str) -> Amount:
        values = self.inside(code)
        if not values:
            return Amount()
        if kind == "ratio":
            above, below = sum(value[0] for value in values), sum(value[1] for value in values)
            percent = (Decimal(above) * 100 / below).quantize(Decimal("0.0001"))
            return Amount(percent, len(values), Decimal(above), Decimal(below))
        if kind == "latest":
            last = max(
                (day, at)
                for at, (day, found, _) in enumerate(self.rows)
                if found == code and STARTS <= day <= ENDS
            )
            return Amount(Decimal(self.rows[last[1]][2]), 1)
        return Amount(Decimal(sum(values)), len(values))


def fill(cast: Any, seed: int) -> Book:
    """Forty entries of every standing, on and around the first and last day, some over several days."""
    rng, book = random.Random(seed), Book()
    for _ in range(40):
        day = rng.choice(DAYS)
        end = day + timedelta(rng.randrange(4)) if rng.random() < 0.3 else None
        amounts = {
            "M02": rng.randrange(1, 30),
            "M05_2": rng.randrange(1, 300),
            "M04_3": rng.randrange(1000, 9000),
            "M16": (rng.randrange(0, 40), 40),
        }
        chosen = {code: amounts[code] for code in rng.sample(sorted(amounts), rng.randrange(0, 4))}
        fate = rng.choice(["stands", "stands", "stands", "draft", "waiting", "void"])
        activity = work(
            cast, day=day, end_day=end, stop=fate if fate in ("draft", "waiting") else "", **chosen
        )
        last = end or day
        if fate == "void":
            void(activity, "Ghi nhầm ngày", actor=cast.actor("head"))
        elif fate == "waiting":
            book.waiting += STARTS <= last <= ENDS
        elif fate == "stands":
            book.activities += STARTS <= last <= ENDS
            book.rows += [(last, code.replace("_", "-"), value) for code, value in chosen.items()]
    return book


def compiled(cast: Any) -> tuple[Contents, list[Any]]:
    report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))
    gathered = gather_report(report)
    return gathered.contents, list(entries_of(gathered.inputs))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_is_the_count_made_beside_it(cast, seed):
    book = fill(cast, seed)

    contents, entries = compiled(cast)

    for figure in contents.figures:
        assert figure.amount == book.amount(figure.code, figure.kind), figure.code
    assert contents.activities == book.activities == len(entries)
    assert contents.waiting == book.waiting
    counted = Counter(code for day, code, _ in book.rows if STARTS <= day <= ENDS)
    assert Counter(code for entry in entries for code, _, _ in entry.values) == counted


def test_an_activity_counts_in_the_period_its_last_day_lies_in(cast):
    work(cast, day=ENDS - timedelta(1), end_day=ENDS + timedelta(1), M02=5)
    work(cast, day=STARTS - timedelta(1), end_day=STARTS, M02=7)

    contents, entries = compiled(cast)

    assert contents.figure("M02").amount.value == 7
    assert [entry.day for entry in entries] == [STARTS - timedelta(1)]


def test_the_paper_counts_activities_with_proof_and_not_the_values_that_stand_alone(cast):
    work(cast, M02=3)
    bare = work(cast, M02=1, stop="draft")
    detach(Evidence.objects.get(activity=bare), "Sai tệp", actor=cast.actor("officer"))
    submit(bare, actor=cast.actor("officer"))
    confirm(bare, actor=cast.actor("head"))
    alone = MeasurementDraft(
        Amounted("M02", Decimal(9)), DAY, DAY, cast.sxd.pk, cast.body("sxd.van_phong").pk
    )
    value = record_measurement(alone, actor=cast.actor("officer"))
    attach_link(value, "https://example.vn/so-lieu", actor=cast.actor("officer"))
    confirm_measurement(value, actor=cast.actor("head"))
    report = actions.begin_report(cast.sxd, "2026-Q1", actor=cast.actor("coordinator"))

    contents = gather_report(report).contents
    paper = document_of(contents, lambda: (), Marks())

    assert (contents.activities, contents.proven, contents.evidence) == (2, 1, 2)
    told = [block.text for block in paper.body if isinstance(block, Paragraph)]
    assert any(
        text.startswith("Trong kỳ có 2 hoạt động đã xác nhận, 1 hoạt động có minh chứng.") for text in told
    )
