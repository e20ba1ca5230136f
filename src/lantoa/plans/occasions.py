"""The dated occasions of a recurring task. Pure: a rule and a span in, dates out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.rrule import rrulestr

MOST = 400
_STEPS = {"MONTHLY": "month", "WEEKLY": "week", "YEARLY": "year", "DAILY": "day"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """One turn of a recurring duty: from `start` to `due`, both included."""

    label: str
    start: date
    due: date


class BadRule(ValueError):
    """The rule cannot be read, never ends, or gives more than 400 occasions."""


def occasions(rule: str, start: date, end: date) -> list[Occasion]:
    """All occasions of `rule` within [start, end], at most 400. Raises BadRule.

    A rule that names days (BYMONTHDAY, BYDAY) is due on those days; a month that is too short for one, on its last
    day. Of every quarter or half-year it is the last month, whenever the plan was issued. One that names no day
    (FREQ=MONTHLY) is due on the last day of each month, quarter, half-year, week (Friday) or year: "hàng quý" asks
    for something within each quarter, not on its first day. One that names months only (BYMONTH) is due on their
    last days.
    """
    parts = _parts(rule)
    try:
        if {key for key in parts if key.startswith("BY")} == {"BYMONTH"} and parts["FREQ"] != "WEEKLY":
            return _in_named_months(parts, start, end)
        if months := _months_of_days(parts, start, end):
            return _on_days_of(months, parts["BYMONTHDAY"], start, end)
        if any(key.startswith("BY") for key in parts):
            return _on_named_days(rule, start, end)
        return _by_spans(parts, start, end)
    except (ValueError, KeyError, TypeError) as error:
        raise BadRule(str(error)) from error


def _parts(rule: str) -> dict[str, str]:
    body = rule.removeprefix("RRULE:").strip()
    try:
        parts = dict(piece.split("=", 1) for piece in body.split(";") if piece)
    except ValueError as error:
        raise BadRule(rule) from error
    if parts.get("FREQ") not in _STEPS:
        raise BadRule(rule)
    return parts


def _on_named_days(rule: str, start: date, end: date) -> list[Occasion]:
    first = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - days, not moments
    last = datetime(end.year, end.month, end.day)  # noqa: DTZ001
    found: list[Occasion] = []
    previous = start
    for moment in rrulestr(rule.removeprefix("RRULE:"), dtstart=first):
        if moment > last:
            break
        if len(found) == MOST:
            raise BadRule("quá nhiều kỳ")
        day = moment.date()
        found.append(Occasion(f"{day:%d/%m/%Y}", min(previous, day), day))
        previous = day + timedelta(days=1)
    return found


def _months_of_days(parts: dict[str, str], start: date, end: date) -> list[date]:
    """The first days of the months in which a rule names days by their number; empty for any other rule."""
    named = set(parts) - {"FREQ", "INTERVAL"}
    every = int(parts.get("INTERVAL", "1"))
    if every < 1:
        raise ValueError("INTERVAL")
    found: list[date] = []
    if parts["FREQ"] == "MONTHLY" and named == {"BYMONTHDAY"}:
        at = _floor(start, "month", every)
        while at <= end and len(found) <= MOST:
            following = _advance(at, "month", every)
            found.append(_advance(following, "month", -1))
            at = following
    elif parts["FREQ"] == "YEARLY" and named == {"BYMONTH", "BYMONTHDAY"}:
        months = sorted({int(month) for month in parts["BYMONTH"].split(",")})
        found = [date(year, month, 1) for year in range(start.year, end.year + 1, every) for month in months]
    return found


def _on_days_of(months: list[date], named: str, start: date, end: date) -> list[Occasion]:
    """The named days of these months that lie within the span; negative ones count from the end of the month."""
    days = [int(day) for day in named.split(",")]
    if not all(1 <= abs(day) <= 31 for day in days):
        raise ValueError("BYMONTHDAY")
    dues = set()
    for first in months:
        last = _advance(first, "month", 1) - timedelta(days=1)
        for day in days:
            dues.add(first.replace(day=min(day, last.day) if day > 0 else max(1, last.day + 1 + day)))
    found: list[Occasion] = []
    previous = start
    for due in sorted(due for due in dues if start <= due <= end):
        found.append(Occasion(f"{due:%d/%m/%Y}", previous, due))
        previous = due + timedelta(days=1)
    if len(found) > MOST:
        raise BadRule("quá nhiều kỳ")
    return found


def _in_named_months(parts: dict[str, str], start: date, end: date) -> list[Occasion]:
    """ "Tháng 5, 9": each named month of every year (of every so many) is a turn."""
    wanted = {int(month) for month in parts["BYMONTH"].split(",")}
    every = int(parts.get("INTERVAL", "1")) if parts["FREQ"] == "YEARLY" else 1
    if every < 1 or not wanted <= set(range(1, 13)):
        raise ValueError("BYMONTH")
    found: list[Occasion] = []
    at = date(start.year, start.month, 1)
    while at <= end:
        following = _advance(at, "month", 1)
        due = min(following - timedelta(days=1), end)
        if at.month in wanted and (at.year - start.year) % every == 0 and due >= start:
            found.append(Occasion(_label(at, due, "month", 1), max(at, start), due))
        if len(found) > MOST:
            raise BadRule("quá nhiều kỳ")
        at = following
    return found


def _by_spans(parts: dict[str, str], start: date, end: date) -> list[Occasion]:
    step = _STEPS[parts["FREQ"]]
    every = int(parts.get("INTERVAL", "1"))
    if every < 1:
        raise ValueError("INTERVAL")
    found: list[Occasion] = []
    at = _floor(start, step, every)
    while at <= end:
        following = _advance(at, step, every)
        due = following - timedelta(days=1) if step != "week" else following - timedelta(days=3)
        due = min(due, end)
        if due >= start:
            found.append(Occasion(_label(at, due, step, every), max(at, start), due))
        if len(found) > MOST:
            raise BadRule("quá nhiều kỳ")
        at = following
    return found


def _floor(day: date, step: str, every: int) -> date:
    """The first day of the span that holds `day`; months are counted from January."""
    if step == "month":
        return date(day.year, (day.month - 1) // every * every + 1 if every <= 12 else 1, 1)
    if step == "week":
        return day - timedelta(days=day.weekday())
    return date(day.year, 1, 1) if step == "year" else day


def _advance(day: date, step: str, every: int) -> date:
    if step == "month":
        months = day.year * 12 + day.month - 1 + every
        return date(months // 12, months % 12 + 1, 1)
    if step == "year":
        return date(day.year + every, 1, 1)
    return day + timedelta(days=every * (7 if step == "week" else 1))


def _label(at: date, due: date, step: str, every: int) -> str:
    if step == "month" and every == 1:
        return f"Tháng {at.month}/{at.year}"
    if step == "month" and every == 3:
        return f"Quý {('I', 'II', 'III', 'IV')[(at.month - 1) // 3]}/{at.year}"
    if step == "month" and every == 6:
        return f"6 tháng {'đầu' if at.month == 1 else 'cuối'} năm {at.year}"
    if step == "year" and every == 1:
        return f"Năm {at.year}"
    if step == "week":
        return f"Tuần đến {due:%d/%m/%Y}"
    return f"{at:%d/%m/%Y} – {due:%d/%m/%Y}"
