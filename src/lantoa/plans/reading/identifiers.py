"""Document numbers: 452/KH-SXD, 19/2012/QĐ-UBND, 1624/UBND-VXNV, 2231/SNV-CCHC&PC, and the Party's 18-NQ/TW."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantoa.plans.reading.normalise import UPPER

# The 29 kinds of Nghị định 30/2020/NĐ-CP with the codes in general use, then laws and Party documents.
TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QYĐ": "Quy định", "TC": "Thông cáo",
    "TB": "Thông báo", "HD": "Hướng dẫn", "CTR": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án",
    "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTR": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo", "NĐ": "Nghị định",
    "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "KL": "Kết luận", "CV": "Công văn", "QH": "Luật", "PL": "Pháp lệnh",
    "L": "Lệnh", "QYC": "Quy chế", "SL": "Sắc lệnh",
}  # fmt: skip

_BODY = rf"[{UPPER}][A-Za-zĐđ&0-9]*"
STATE = re.compile(
    r"(?<![\w/.,\-])(?P<no>\d{1,5})[ ]?/[ ]?"
    r"(?:(?P<year>(?:19|20)\d{2})[ ]?/[ ]?)?"
    rf"(?P<sym>{_BODY}(?:[ ]?[-–][ ]?{_BODY}(?!\w))?(?:[-–]{_BODY})*)(?!\w)"
)
PARTY = re.compile(
    rf"(?<![\w/.,\-])(?P<no>\d{{1,5}})[ ]?[-–][ ]?(?P<sym>[A-ZĐ][A-Za-zĐđ]{{0,5}}[ ]?/[ ]?{_BODY}(?:[-.]{_BODY})*)(?!\w)"
)
BLANK_NUMBER = re.compile(
    r"[Ss]ố\s*[:.]?[\s.…_]*(?:/[ ]?(?P<state>[A-ZĐ][A-Za-zĐđ&0-9]*(?:-[A-ZĐ][A-Za-zĐđ&0-9]*)+)"
    r"|[-–](?P<party>[A-ZĐ]{1,4}[A-Za-z]?/[A-ZĐ]+))"
)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number at a place of a text. `text` is as written, less stray blanks; `tail` names the issuer."""

    start: int
    end: int
    text: str

    @property
    def key(self) -> str:
        """Equal for two spellings of one number: leading zeros and case are presentation only."""
        digits, rest = re.match(r"(\d+)(.*)", self.text).groups()  # type: ignore[union-attr]
        return f"{int(digits)}{rest}".casefold().replace("–", "-")

    @property
    def code(self) -> str:
        """The type code ("KH", "QĐ"), or nothing for a letter."""
        return code_of(self.text)

    @property
    def tail(self) -> str:
        """Who issued it, by the symbol: "SXD" of 452/KH-SXD, "TU" of 15-KH/TU, "UBND" of 1624/UBND-VXNV."""
        return tail_of(self.text)


def _symbol(text: str) -> tuple[str, bool]:
    party = re.match(r"\d+-(.+)", text)
    if party:
        return party[1], True
    return text.rsplit("/", 1)[-1], False


def code_of(text: str) -> str:
    """The type code of a number in capitals, or "" when its symbol has none (a letter)."""
    symbol, party = _symbol(text)
    first = re.split(r"/" if party else r"-", symbol, maxsplit=1)[0].upper()
    if first in TYPES:
        return first
    return "QH" if re.match(r"QH\d+$", first) else ""


def tail_of(text: str) -> str:
    """The issuer's part of the symbol, in capitals."""
    symbol, party = _symbol(text)
    pieces = re.split(r"/" if party else r"-", symbol.upper())
    return "-".join(pieces[1:]) if pieces[0] in TYPES and len(pieces) > 1 else pieces[0]


def type_of(text: str) -> str | None:
    """The word for the kind of document that a number names; a symbol without a type code is a letter."""
    code = code_of(text)
    return TYPES[code] if code else "Công văn"


def find_numbers(text: str) -> list[Number]:
    """Every document number of a text, in order."""
    found = []
    for hit in STATE.finditer(text):
        symbol = hit["sym"]
        if "-" in symbol.replace("–", "-") or (hit["year"] and re.match(r"QH\d|UBTVQH\d|L-|PL-", symbol)):
            found.append(Number(hit.start(), hit.end(), _tidy(hit[0])))
    found += [Number(hit.start(), hit.end(), _tidy(hit[0])) for hit in PARTY.finditer(text)]
    return sorted(found, key=lambda number: number.start)


def _tidy(written: str) -> str:
    return _BLANKS.sub("", written).replace("–", "-").rstrip(".")
