"""Values over periods in the demo: a year of followers, and how many of those asked were content. Invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lantoa.foundation import clock, workdays
from lantoa.foundation.periods import Period, PeriodKind
from lantoa.ledger import actions
from lantoa.ledger.drafts import Amount, MeasurementDraft
from lantoa.ledger.models import Measurement
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import actor_of_person

FOLLOWERS = (1120, 1154, 1180, 1236, 1301, 1342, 1390, 1455, 1498, 1560, 1612, 1675)
CONTENT = ((172, 190), (181, 196), (203, 214), (188, 201))
SOURCE = "Trang Zalo của Sở, mục Thống kê, xem ngày làm việc đầu tháng sau."


def build(made: organisation.Demo, today: date) -> None:
    """The months and quarters of the last twelve months that have ended; the latest month waits."""
    since = made.bodies["sxd.van_phong"].valid_from
    months = _ended(PeriodKind.MONTH, 12, since, today)
    for number, month in enumerate(months):
        row = _record(made, "officer", month, Amount("M04-3", Decimal(FOLLOWERS[number])), SOURCE)
        if month is months[-1]:
            continue
        _confirm(made, row, month)
        if number == len(months) - 3:
            _correct(made, row, month)
    for number, quarter in enumerate(_ended(PeriodKind.QUARTER, 4, since, today)):
        content, asked = (Decimal(value) for value in CONTENT[number])
        amount = Amount("M16", numerator=content, denominator=asked)
        row = _record(
            made, "officer", quarter, amount, "Phiếu giấy tại Bộ phận Một cửa, biên bản kiểm phiếu."
        )
        _confirm(made, row, quarter)


def _ended(kind: PeriodKind, most: int, since: date, today: date) -> list[Period]:
    """The last periods that ended before today, in order, as far back as the unit stands."""
    found = [Period.containing(today, kind).previous()]
    while len(found) < most:
        found.insert(0, found[0].previous())
    return [period for period in found if period.start >= since and _next_workday(period) <= today]


def _next_workday(period: Period) -> date:
    return workdays.add_working_days(period.end, 1)


def _record(made: organisation.Demo, by: str, period: Period, amount: Amount, source: str) -> Measurement:
    day = _next_workday(period)
    body = made.bodies["sxd.van_phong"]
    draft = MeasurementDraft(amount, period.start, period.end, body.agency_id, body.pk, source)
    with clock.standing_on(day):
        actor = actor_of_person(made.people[by], day)
        row = actions.record_measurement(draft, actor=actor)
        actions.attach_link(row, f"https://soxaydung.example/thong-ke/{period.code.lower()}", actor=actor)
        return row


def _confirm(made: organisation.Demo, row: Measurement, period: Period) -> None:
    day = _next_workday(period)
    with clock.standing_on(day):
        actions.confirm_measurement(row, actor=actor_of_person(made.people["head"], day))


def _correct(made: organisation.Demo, row: Measurement, period: Period) -> None:
    """The figure of another page was read: voided, replaced by the coordinator, confirmed by the head."""
    day = _next_workday(period)
    coordinator = actor_of_person(made.people["coordinator"], day)
    with clock.standing_on(day):
        new = actions.replace_measurement(row, "Đọc nhầm số của trang khác.", actor=coordinator)
        assert row.value is not None  # noqa: S101 (followers are a number)
        amount = Amount("M04-3", row.value + 12)
        draft = MeasurementDraft(amount, row.starts, row.ends, row.agency_id, row.body_id, SOURCE)
        actions.revise_measurement(new, draft, actor=coordinator)
        actions.confirm_measurement(new, actor=actor_of_person(made.people["head"], day))
