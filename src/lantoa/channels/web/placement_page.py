"""What the page of one code shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from lantoa.channels import access, queries, registry, targets
from lantoa.channels.forms import DaysForm, days_asked
from lantoa.channels.models import Placement, ScanHour
from lantoa.channels.wording import LOOKS, STANDINGS, link_of, short_of, standing_of
from lantoa.foundation import clock
from lantoa.organisation.guard import StaffRequest
from lantoa.ui.charts import Bar, Bars, Point, Spark
from lantoa.ui.registry import ExportColumn
from lantoa.ui.words import vndate, vndatetime

DAYS = 30
"""Days shown when nobody asks for others."""
MOST_BARS = 62
"""Beyond as many days the course is shown by month."""

COLUMNS = [
    ExportColumn("Ngày", "date", 12),
    ExportColumn("Từ giờ", "decimal", 10),
    ExportColumn("Lượt quét", "decimal", 12),
    ExportColumn("Mã", "text", 12),
    ExportColumn("Nơi đặt", "text", 40),
]


def context(request: StaffRequest, row: Placement) -> dict[str, Any]:
    seen = targets.seen(row)
    standing = standing_of(row, seen)
    form = DaysForm(request.GET or None)
    first, last = days_asked(form, DAYS)
    scans = queries.scans_of(row, first, last)
    by_time = course(scans)
    return {
        "placement": row,
        "seen": seen,
        "standing": STANDINGS[standing],
        "look": LOOKS[standing],
        "link": link_of(row),
        "short": short_of(row),
        "facts": facts(row),
        "days_form": form if form.is_bound else DaysForm(initial={"tu": first, "den": last}),
        "scans": scans,
        "total": queries.total_of(row),
        "since": queries.first_scan(row),
        "course": by_time,
        "trend": trend(by_time),
        "hours": hours(scans),
        "days": f"tu={vndate(first)}&den={vndate(last)}",
        "may_change": access.may_publish(request.actor, row.agency_id),
    }


def facts(row: Placement) -> list[tuple[str, Any]]:
    kind = registry.target(row.target_kind)
    found = [
        ("Nơi đặt", row.where),
        ("Cơ quan", row.agency.legal_name),
        ("Loại đích", kind.label if kind else row.target_kind),
        *queries.labels_of(row),
        ("Dòng hướng dẫn", row.instruction or "–"),
        ("Đặt", f"{vndatetime(row.created_at)}{f', {row.created_by.full_name}' if row.created_by else ''}"),
    ]
    if row.withdrawn_at is not None:
        who = f", {row.withdrawn_by.full_name}" if row.withdrawn_by else ""
        found.append(("Thu hồi", f"{vndatetime(row.withdrawn_at)}{who}: {row.withdrawn_why}"))
    return found


def course(scans: queries.Scans) -> Bars:
    """By day, or by month where there are too many days to read; days to come are left out."""
    last = min(scans.last, max(clock.today(), scans.first))
    if (last - scans.first).days < MOST_BARS:
        days = [scans.first + timedelta(days=number) for number in range((last - scans.first).days + 1)]
        bars = [Bar(vndate(day), scans.by_day.get(day, 0)) for day in reversed(days)]
        return Bars("Lượt quét theo ngày, mới nhất trước", bars, heading="Ngày", figure="Lượt quét")
    months: dict[tuple[int, int], int] = {}
    day = date(scans.first.year, scans.first.month, 1)
    while day <= last:
        months[day.year, day.month] = 0
        day = (day + timedelta(days=32)).replace(day=1)
    for on, count in scans.by_day.items():
        months[on.year, on.month] = months.get((on.year, on.month), 0) + count
    bars = [Bar(f"{month:02}/{year}", count) for (year, month), count in sorted(months.items(), reverse=True)]
    return Bars("Lượt quét theo tháng, mới nhất trước", bars, heading="Tháng", figure="Lượt quét")


def trend(bars: Bars) -> Spark:
    """The same as a line, the oldest first; its figures stand in the bars."""
    points = [Point(bar.label, bar.value or 0) for bar in reversed(bars.bars)]
    return Spark(bars.caption.partition(",")[0], points, "lượt")


def hours(scans: queries.Scans) -> Bars:
    """From the first to the last hour of the day with scans, at least office hours."""
    seen = [hour for hour, count in scans.by_hour.items() if count]
    first, last = min([7, *seen]), max([16, *seen])
    bars = [
        Bar(f"{hour:02}–{hour + 1:02} giờ", scans.by_hour.get(hour, 0)) for hour in range(first, last + 1)
    ]
    return Bars("Lượt quét theo giờ trong ngày", bars, heading="Giờ", figure="Lượt quét")


def lines(rows: Iterable[ScanHour]) -> Iterator[list[Any]]:
    for row in rows:
        yield [row.day, row.hour, row.count, row.placement.code, row.placement.where]
