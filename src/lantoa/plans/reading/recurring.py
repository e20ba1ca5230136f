"""What comes back: "hàng tháng", "mỗi quý một lần", "02 lần/năm", "ngày 20 hằng tháng", as RFC 5545 rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RULES = {
    "ngay": "FREQ=DAILY",
    "tuan": "FREQ=WEEKLY",
    "thang": "FREQ=MONTHLY",
    "quy": "FREQ=MONTHLY;INTERVAL=3",
    "nam": "FREQ=YEARLY",
}
_ORDER = ("ngay", "tuan", "thang", "quy", "nam")
_COUNT = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6}
_N = r"(?:\d{1,2}|mot|hai|ba|bon|nam|sau)"
_UNIT = r"(?:ngay|tuan|thang|quy|nam)"
_EVERY = re.compile(
    rf"\b(?:hang|moi|tung|theo tung|dinh ky(?: hang| moi| theo)?|theo dinh ky)\s+(?P<n>{_N}\s+)?"
    rf"(?P<units>{_UNIT}(?:\s*(?:,|va|/|hoac)\s*(?:hang\s+|moi\s+|0?6 )?{_UNIT})*)\b(?!\s*\d(?!\d?\s*(?:lan|ky|so|cuoc|buoi|dot|bai|tin)\b))"
)
_TIMES = re.compile(
    rf"\b(?P<n>{_N})\s*(?P<what>lan|ky|so|cuoc|buoi|dot|bai|tin|tin bai|chuyen muc|phong su)?\s*(?:/|tren|trong|mot|moi)\s*"
    rf"(?:0?1\s*|mot\s*)?(?P<unit>tuan|thang|quy|nam)\b(?!\s*\d)"
)
_INTERVAL = re.compile(
    rf"\b(?P<n>{_N})?\s*(?P<unit>ngay|tuan|thang|quy|nam)\s*(?:/|mot|0?1)?\s*(?:0?1\s*|mot\s*)?lan\b"
)
_REPORTS = re.compile(
    r"\b(?:(?P<list>(?:thang,? )?(?:va )?quy,? (?:va )?)?(?:0?6|sau) thang,?(?: va| hoac)?(?: ca)? nam)\b"
)
_EACH = re.compile(
    r"\bcac (?P<unit>tuan|thang|quy) (?:trong|cua|hang) ?(?:nam|thang)?\b|\bthang (?:cuoi|dau) (?:cua )?(?:moi )?(?P<last>quy)\b|\bdinh ky\b"
)
_MONTH_LIST = re.compile(
    r"\bngay (?P<d>\d{1,2})(?: cua)?(?: cac)? thang (?P<m>(?:\d{1,2}(?:\s*(?:,|va|;)\s*(?:thang )?)?){2,})"
)
_WEEKDAY = re.compile(r"\bthu (?P<day>hai|ba|tu|nam|sau|bay|[2-7])\b|\bchu nhat\b")
_DAYS = {"hai": "MO", "2": "MO", "ba": "TU", "3": "TU", "tu": "WE", "4": "WE", "nam": "TH", "5": "TH", "sau": "FR",
         "6": "FR", "bay": "SA", "7": "SA"}  # fmt: skip
_DAY_OF_MONTH = re.compile(r"\bngay (?:mung )?(?P<d>\d{1,2})(?!\d|\s*/|\s*thang \d)")
_DAY_MONTH = re.compile(r"(?<![\d/])(?P<d>\d{1,2})\s*(?:/|thang )\s*(?P<m>\d{1,2})(?![\d/])")
_MONTH = re.compile(r"\bthang (?P<m>\d{1,2}(?:\s*(?:,|va)\s*(?:thang )?\d{1,2})*)(?![\d/])")
_QUARTER = re.compile(r"\bquy (?P<q>iii|ii|iv|i|[1-4])\b")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule at a place. `takes_dates`: days and months named beside it belong to the rule, not to its bounds."""

    at: int
    until: int
    rrule: str | None
    takes_dates: bool = False


def find_recurrence(folded: str) -> Recurrence | None:
    """The first thing in a folded phrase that comes back. "Định kỳ" alone has no rule."""
    listed = _MONTH_LIST.search(folded)
    if listed and (months := _months(listed["m"])) and len(months) > 1:
        rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};BYMONTHDAY={int(listed['d'])}"
        return Recurrence(listed.start(), listed.end(), rule, True)
    for reader in (_every, _interval, _times, _reports, _each):
        found = reader(folded)
        if found:
            return _with_days(folded, found)
    return None


def _count(text: str | None) -> int:
    text = (text or "1").strip()
    return int(text) if text.isdigit() else _COUNT.get(text, 1)


def _rule(unit: str, every: int = 1) -> str:
    if every <= 1:
        return _RULES[unit]
    if unit == "quy":
        return f"FREQ=MONTHLY;INTERVAL={every * 3}"
    return f"{_RULES[unit]};INTERVAL={every}"


def _often(unit: str, count: int) -> str:
    """So many times within a unit, as the rule that comes nearest."""
    months = {"nam": 12, "quy": 3}.get(unit)
    if months and count > 1 and months % count == 0:
        step = months // count
        return "FREQ=MONTHLY" if step == 1 else f"FREQ=MONTHLY;INTERVAL={step}"
    if unit == "thang" and count >= 4:
        return "FREQ=WEEKLY"
    if unit == "thang" and count == 2:
        return "FREQ=WEEKLY;INTERVAL=2"
    return _RULES[unit]


def _every(folded: str) -> Recurrence | None:
    hit = _EVERY.search(folded)
    if not hit:
        return None
    units = re.findall(_UNIT, hit["units"].replace("6 thang", "") or "nam")
    finest = min(units, key=_ORDER.index, default="nam")
    if "6 thang" in hit["units"] and finest == "nam":
        return Recurrence(hit.start(), hit.end(), "FREQ=MONTHLY;INTERVAL=6")
    more = re.match(
        rf"\s*,?\s*(?:it nhat |toi thieu )?({_N})\s*(?:lan|ky|so|cuoc|buoi|dot|bai|tin)\b",
        folded[hit.end() :],
    )
    rule = _often(finest, _count(more[1])) if more else _rule(finest, _count(hit["n"]))
    return Recurrence(hit.start(), hit.end() + (more.end() if more else 0), rule)


def _interval(folded: str) -> Recurrence | None:
    hit = _INTERVAL.search(folded)
    if not hit:
        return None
    return Recurrence(hit.start(), hit.end(), _rule(hit["unit"], _count(hit["n"])))


def _times(folded: str) -> Recurrence | None:
    hit = _TIMES.search(folded)
    if not hit or (hit["what"] is None and "/" not in hit[0]):
        return None
    count = _count(hit["n"]) if hit["what"] not in ("bai", "tin", "tin bai") else 1
    return Recurrence(hit.start(), hit.end(), _often(hit["unit"], count))


def _reports(folded: str) -> Recurrence | None:
    hit = _REPORTS.search(folded)
    if not hit:
        return None
    listed = hit["list"] or ""
    rule = "FREQ=MONTHLY" if "thang" in listed else _RULES["quy"] if listed else "FREQ=MONTHLY;INTERVAL=6"
    return Recurrence(hit.start(), hit.end(), rule)


def _each(folded: str) -> Recurrence | None:
    hit = _EACH.search(folded)
    if not hit:
        return None
    if hit["last"]:
        months = "3,6,9,12" if "cuoi" in hit[0] else "1,4,7,10"
        return Recurrence(hit.start(), hit.end(), f"FREQ=YEARLY;BYMONTH={months}", True)
    unit = hit["unit"]
    return Recurrence(hit.start(), hit.end(), _RULES[unit] if unit else None)


def _months(text: str) -> list[int]:
    return sorted({month for month in map(int, re.findall(r"\d{1,2}", text)) if 1 <= month <= 12})


def _with_days(folded: str, found: Recurrence) -> Recurrence:
    """The same rule with the weekday, day or month that the phrase names."""
    rule = found.rrule
    weekdays = [_DAYS.get(hit["day"] or "", "SU") for hit in _WEEKDAY.finditer(folded)]
    if rule == "FREQ=WEEKLY" and weekdays:
        return Recurrence(found.at, found.until, f"{rule};BYDAY={','.join(dict.fromkeys(weekdays))}", True)
    if rule == "FREQ=MONTHLY" and len(weekdays) == 1 and (week := re.search(r"\btuan (dau|cuoi)\b", folded)):
        nth = "1" if week[1] == "dau" else "-1"
        return Recurrence(min(found.at, week.start()), found.until, f"{rule};BYDAY={nth}{weekdays[0]}", True)
    if (
        rule
        and rule.startswith("FREQ=MONTHLY")
        and (day := _DAY_OF_MONTH.search(folded))
        and 1 <= int(day["d"]) <= 31
    ):
        at = min(found.at, day.start())
        return Recurrence(at, max(found.until, day.end()), f"{rule};BYMONTHDAY={int(day['d'])}", True)
    if rule and rule.startswith("FREQ=YEARLY;BYMONTH=") and (day := _DAY_OF_MONTH.search(folded)):
        at = min(found.at, day.start())
        return Recurrence(at, max(found.until, day.end()), f"{rule};BYMONTHDAY={int(day['d'])}", True)
    if rule == "FREQ=YEARLY":
        return _yearly(folded, found)
    return found


def _yearly(folded: str, found: Recurrence) -> Recurrence:
    both = _DAY_MONTH.search(folded)
    if both and 1 <= int(both["m"]) <= 12 and 1 <= int(both["d"]) <= 31:
        rule = f"FREQ=YEARLY;BYMONTH={int(both['m'])};BYMONTHDAY={int(both['d'])}"
        return Recurrence(min(found.at, both.start()), max(found.until, both.end()), rule, True)
    month = _MONTH.search(folded)
    if month and (months := _months(month["m"])):
        rule = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))}"
        return Recurrence(min(found.at, month.start()), max(found.until, month.end()), rule, True)
    quarter = _QUARTER.search(folded)
    if quarter:
        last = {"i": 3, "ii": 6, "iii": 9, "iv": 12}.get(quarter["q"]) or int(quarter["q"]) * 3
        rule = f"FREQ=YEARLY;BYMONTH={last}"
        return Recurrence(min(found.at, quarter.start()), max(found.until, quarter.end()), rule, True)
    return found
