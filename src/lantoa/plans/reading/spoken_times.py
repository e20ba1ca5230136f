"""A time said inside a duty's own sentence, when no label gives one: only phrases that leave no doubt."""

from __future__ import annotations

import re

from lantoa.plans.reading.identifiers import find_numbers
from lantoa.plans.reading.normalise import fold, squeeze
from lantoa.plans.reading.times import TimeReading, read_time

_Q = r"(?:iii|ii|iv|i|[1-4])(?![\w])"
_YEAR = r"(?:\s*(?:/|nam)\s*(?:19|20)\d{2}(?!\d))?"
_QUARTERS = rf"quy\s+{_Q}(?:\s*(?:,|va|-|–|den)\s*(?:quy\s+)?{_Q})*{_YEAR}"
_MONTHS = rf"thang\s+\d{{1,2}}(?!\d)(?:\s*(?:,|va|-|–|den)\s*(?:thang\s+)?\d{{1,2}}(?![\d/]))*{_YEAR}"
_DATE = r"(?:ngay\s+)?\d{1,2}(?:\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{4})?|\s+thang\s+\d{1,2}(?:\s+nam\s+\d{4})?)(?!\d)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\btu\s+(?:{_DATE}|{_MONTHS}|ngay\s+\d{{1,2}})\s+den(?: het)?\s+(?:{_DATE}|{_MONTHS})",
        rf"\b(?:hoan thanh|xong|truoc|cham nhat|muon nhat|khong qua|den het)\s+(?:(?:va |dua vao |xong |truoc |trong |vao |la )*)"
        rf"(?:{_DATE}|{_MONTHS}|{_QUARTERS})(?:\s+(?:hang|moi) (?:thang|quy|nam))?",
        r"\b(?:dinh ky )?(?:(?:truoc|vao) )?ngay \d{1,2} (?:hang|moi|cua) (?:thang|quy)(?: cuoi quy)?",
        r"\b(?:dinh ky )?(?:hang|moi) (?:ngay|tuan|thang|quy|nam)(?: (?:it nhat |toi thieu )?(?:mot|hai|\d{1,2}) (?:lan|ky|buoi|cuoc|dot))(?! \d)",
        rf"\b(?:trong|vao|tu)?\s*{_QUARTERS}",
        rf"(?<!\d )(?<!moi )(?<!hang )\b(?:(?:trong|vao|dip)\s+)?{_MONTHS}",
        r"\b(?:0?[69]|sau|chin) thang (?:dau|cuoi) nam",
        r"\b(?:dinh ky )?(?:hang|moi) (?:ngay|tuan|thang|quy)(?! \d)",
        r"\bdinh ky (?:0?[36] thang|tuan|thang|quy)(?: mot lan)?",
        r"\b\d{1,2} (?:lan|ky|so|cuoc|bai|buoi|tin|dot|tin bai|chuyen muc)\s*/\s*(?:tuan|thang|quy|nam)\b",
        r"\b(?:dinh ky )?(?:\d{1,2}|hai|ba|sau) (?:tuan|thang|quy|nam)(?: (?:mot|0?1) |\s*/\s*(?:0?1 )?)lan\b",
        r"(?:\(|, )(?:thuong xuyen|lien tuc)(?: trong nam)?\)?[.;]?$",
        rf"\b(?:vao|trong) {_DATE}",
        r"\b(?:trong|vao|nhan|dip)(?: dip)? (?:tuan le|thang (?:cao diem|hanh dong)|dot cao diem|ngay (?:hoi|chuyen doi so|phap luat))\b[^.;,()]{0,80}",
        r"(?:[:(,]|thuc hien) (?:(?:ngay )?sau khi|khi co|khi phat sinh|theo (?:ke hoach|huong dan|chi dao|yeu cau) cua)\b[^.;()]{3,80}(?=[.;)]|$)",
        r"\b(?:trong|ca) nam(?: (?:19|20)\d{2})?[.;)]?$",
    )
)


def find_time(text: str, years: tuple[int, int] | None) -> TimeReading | None:
    """The clearest time phrase of a text, document numbers and their dates left aside."""
    folded = _masked(text[:2000])
    for pattern in _PATTERNS:
        hit = pattern.search(folded)
        if hit:
            reading = read_time(squeeze(text[hit.start() : hit.end()]).strip("(),.; "), years)
            if reading.when.kind:
                return reading
    return None


def _masked(text: str) -> str:
    folded = fold(text)
    for number in find_numbers(text):
        end = number.end
        dated = re.match(
            r"\s*,?\s*(?:ngay\s*)?\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s*thang\s*\d{1,2}\s*nam\s*\d{4})",
            folded[end:],
        )
        end += dated.end() if dated else 0
        folded = folded[: number.start] + "#" * (end - number.start) + folded[end:]
    return folded
