"""How a recurring duty is said and typed: "Hằng quý", "Hằng tháng, vào ngày 20". Pure: a rule in, words out, and back.

Every rule that the grammar of documents makes has its words; a rule that has none is said as it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lantoa.foundation.text import fold

HINT = (
    "Ghi một trong: Hằng ngày, Hằng tuần, Hằng tháng, Hằng quý, 6 tháng một lần, Hằng năm, hoặc số khác như “2 tháng "
    "một lần”; thêm được “, vào thứ Hai, thứ Năm”, “, vào ngày 20”, “, vào ngày cuối”, “, vào tháng 5, 9”, "
    "“, vào ngày 20 tháng 5”."
)
EXAMPLES = (
    "Hằng ngày",
    "Hằng tuần",
    "Hằng tháng",
    "Hằng quý",
    "6 tháng một lần",
    "Hằng năm",
    "2 tháng một lần",
    "Hằng tuần, vào thứ Hai, thứ Năm",
    "Hằng tháng, vào ngày 20",
    "Hằng quý, vào ngày cuối",
    "Hằng tháng, vào thứ Sáu tuần cuối",
    "Hằng năm, vào tháng 5, 9",
    "Hằng năm, vào ngày 20 tháng 5",
)
_LONGEST = 120  # of a stored rule
_DAYS = {"MO": "thứ Hai", "TU": "thứ Ba", "WE": "thứ Tư", "TH": "thứ Năm", "FR": "thứ Sáu", "SA": "thứ Bảy",
         "SU": "Chủ nhật"}  # fmt: skip
_DAY_OF = {fold(name): code for code, name in _DAYS.items()} | {
    f"thu {n}": code for n, code in zip("234567", _DAYS, strict=False)
}
_UNITS = {"ngay": "DAILY", "tuan": "WEEKLY", "thang": "MONTHLY", "nam": "YEARLY"}
_UNIT_WORDS = {"DAILY": "ngày", "WEEKLY": "tuần", "MONTHLY": "tháng", "YEARLY": "năm"}
_MOST = {"DAILY": 31, "WEEKLY": 52, "MONTHLY": 60, "YEARLY": 10}
_LENGTH = dict(enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 1))

_EACH = re.compile(r"(?:hang|moi) (ngay|tuan|thang|quy|nam)")
_EVERY = re.compile(r"(\d{1,2}) (ngay|tuan|thang|quy|nam) (?:mot|1) lan")
_LIST = r"\d{1,2}(?:, ?\d{1,2})*"
_ON_DAYS = re.compile(rf"(?:ngay )?({_LIST}|cuoi)")
_ON_WEEKDAY = re.compile(r"(thu \w+|chu nhat) tuan (dau|cuoi)")
_IN_MONTHS = re.compile(rf"(?:ngay ({_LIST}|cuoi) )?thang ({_LIST})")

Parts = dict[str, str]


@lru_cache(maxsize=1024)
def say(rule: str) -> str:
    """The words of a rule; "" for one that has none."""
    parts = _parts(rule)
    every, freq = parts.pop("INTERVAL", "1"), parts.pop("FREQ", "")
    if freq not in _UNIT_WORDS or not re.fullmatch(r"[1-9]\d?", every):
        return ""
    said = _often(freq, int(every))
    if parts:
        detail = _detail(freq, parts)
        if not detail:
            return ""
        said = f"{said}, vào {detail}"
    back = read(said)
    return said if back is not None and _parts(back) == _with_interval(_parts(rule)) else ""


def read(words: str) -> str | None:
    """The rule that the words name; None for other words. Marks and capitals do not matter."""
    text = fold(words).rstrip(".")
    often, _, on = text.partition(", vao ")
    if not on:
        often, _, on = text.partition(" vao ")
    base = _base(often.strip())
    if base is None:
        return None
    freq, every = base
    detail: Parts | None = {}
    if on:
        detail = next(filter(None, (reader(freq, on.strip()) for reader in _READERS)), None)
    if detail is None:
        return None
    parts = {"FREQ": freq, **({"INTERVAL": str(every)} if every > 1 else {}), **detail}
    rule = ";".join(f"{key}={value}" for key, value in parts.items())
    return rule if len(rule) <= _LONGEST else None


def _parts(rule: str) -> Parts:
    return dict(
        piece.split("=", 1) for piece in rule.removeprefix("RRULE:").strip().split(";") if "=" in piece
    )


def _with_interval(parts: Parts) -> Parts:
    return {key: value for key, value in parts.items() if (key, value) != ("INTERVAL", "1")}


def _often(freq: str, every: int) -> str:
    if freq == "MONTHLY" and every == 3:
        return "Hằng quý"
    return f"Hằng {_UNIT_WORDS[freq]}" if every == 1 else f"{every} {_UNIT_WORDS[freq]} một lần"


def _detail(freq: str, parts: Parts) -> str:
    keys = set(parts)
    if keys == {"BYDAY"}:
        if freq == "WEEKLY":
            return ", ".join(_DAYS.get(code, "?") for code in parts["BYDAY"].split(","))
        nth = {"1": "đầu", "-1": "cuối"}.get(parts["BYDAY"][:-2], "?")
        return f"{_DAYS.get(parts['BYDAY'][-2:], '?')} tuần {nth}"
    days = "cuối" if parts.get("BYMONTHDAY") == "-1" else parts.get("BYMONTHDAY", "").replace(",", ", ")
    months = parts.get("BYMONTH", "").replace(",", ", ")
    if keys == {"BYMONTHDAY"}:
        return f"ngày {days}"
    if keys == {"BYMONTH"}:
        return f"tháng {months}"
    return f"ngày {days} tháng {months}" if keys == {"BYMONTH", "BYMONTHDAY"} else ""


def _base(often: str) -> tuple[str, int] | None:
    hit = _EACH.fullmatch(often)
    if hit:
        return ("MONTHLY", 3) if hit[1] == "quy" else (_UNITS[hit[1]], 1)
    hit = _EVERY.fullmatch(often)
    if not hit:
        return None
    freq, every = ("MONTHLY", int(hit[1]) * 3) if hit[2] == "quy" else (_UNITS[hit[2]], int(hit[1]))
    return (freq, every) if 1 <= every <= _MOST[freq] else None


def _weekdays(freq: str, on: str) -> Parts | None:
    """ "thứ Hai, thứ Năm" of a week; "thứ Sáu tuần cuối" of a month."""
    if freq == "WEEKLY":
        codes = [_DAY_OF.get(name.strip()) for name in on.split(",")]
        known = [code for code in codes if code]
        return {"BYDAY": ",".join(dict.fromkeys(known))} if len(known) == len(codes) else None
    hit = _ON_WEEKDAY.fullmatch(on)
    if freq == "MONTHLY" and hit and hit[1] in _DAY_OF:
        return {"BYDAY": f"{'1' if hit[2] == 'dau' else '-1'}{_DAY_OF[hit[1]]}"}
    return None


def _days(freq: str, on: str) -> Parts | None:
    hit = _ON_DAYS.fullmatch(on)
    if freq != "MONTHLY" or not hit:
        return None
    days = _listed(hit[1], 31)
    return {"BYMONTHDAY": days} if days else None


def _months(freq: str, on: str) -> Parts | None:
    hit = _IN_MONTHS.fullmatch(on)
    if freq != "YEARLY" or not hit:
        return None
    months = _listed(hit[2], 12)
    if not months or months == "-1" or not hit[1]:
        return {"BYMONTH": months} if months and months != "-1" else None
    days = _listed(hit[1], max(_LENGTH[int(month)] for month in months.split(",")))
    return {"BYMONTH": months, "BYMONTHDAY": days} if days else None


def _listed(text: str, most: int) -> str:
    """ "5, 20" as "5,20", in order and once each; "cuối" as -1; "" when one is out of reach."""
    if text == "cuoi":
        return "-1"
    numbers = sorted({int(number) for number in text.split(",")})
    return ",".join(map(str, numbers)) if numbers[0] >= 1 and numbers[-1] <= most else ""


_READERS: tuple[Callable[[str, str], Parts | None], ...] = (_weekdays, _days, _months)
