"""Names of agencies: from the capitals of a document's head to the way that running text writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lantoa.plans.reading.normalise import fold, squeeze

_WORDS = (
    "Ủy ban nhân dân", "Uỷ ban nhân dân", "Hội đồng nhân dân", "Trung tâm", "Bệnh viện", "Chi cục", "Văn phòng",
    "Công an", "Thanh tra", "Ban Quản lý", "Ban Chỉ đạo", "Ban Chấp hành", "Đảng ủy", "Đảng uỷ", "Tỉnh ủy", "Thành ủy",
    "Huyện ủy", "Trường", "Sở", "Bộ", "Cục", "Tổng cục", "Phòng", "Ban", "Hội", "Viện", "Kho bạc Nhà nước", "Đài",
    "Công đoàn", "Liên đoàn", "Quỹ", "Học viện", "Bảo hiểm xã hội", "Viện Kiểm sát", "Tòa án", "Đoàn", "Khoa", "Hạt",
)  # fmt: skip
_PLACES = re.compile(
    r"\b(tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu)\s+(?!ủy\b|uỷ\b|đoàn\b|hội\b)(.+)$"
)
_CODES = re.compile(
    r"\b(?:ubnd|hđnd|ubmttq|mttq|cchc|cntt|tncs|thpt|thcs|ptdt|pt|gdtx|gdnn|i{2,3}|iv|vi{1,3}|ix|x{1,2}(?:i{1,3}|iv|v|ix)?)\b",
    re.IGNORECASE,
)
_SCHOOLS = re.compile(
    r"\b((?:tiểu học|thcs|thpt|thpt chuyên|mầm non|mẫu giáo|trung học (?:cơ sở|phổ thông)|chính trị)(?: và (?:thcs|thpt))?)\s+(.+)$",
    re.IGNORECASE,
)
_PROPER = (
    (re.compile(r"\bhồ chí minh\b", re.IGNORECASE), "Hồ Chí Minh"),
    (re.compile(r"\bviệt nam\b", re.IGNORECASE), "Việt Nam"),
    (re.compile(r"\b(tỉnh|thành|huyện) (ủy|uỷ|đoàn)\b"), None),
    (re.compile(r"\bđảng\b"), "Đảng"),
)
_HEADS = re.compile(
    r"(?:ubnd|hdnd|uy ban|hoi dong|so|bo|trung tam|benh vien|ban|chi cuc|cuc|tong cuc|truong|phong|dang uy|dang bo|tinh uy|thanh uy"
    r"|huyen uy|van phong|cong an|hoi|vien|thanh tra|kho bac|dai|cong doan|lien doan|quy|hoc vien|chi bo|doan|mat tran|bao|dang)\b"
)


def spoken_name(capitals: str, texts: Iterable[str]) -> str:
    """ "SỞ XÂY DỰNG" as "Sở Xây dựng": as the text itself writes it, else by the usual rules."""
    name = squeeze(capitals)
    if not name.isupper():
        return name
    wanted = fold(name)
    for text in texts:
        at = fold(text).find(wanted)
        while at >= 0:
            written = text[at : at + len(name)]
            if not written.isupper() and written[:1].isupper():
                return written
            at = fold(text).find(wanted, at + 1)
    return _finished(_by_rule(name))


def _finished(name: str) -> str:
    """Codes in capitals; the names of schools, and the few proper names that agencies carry."""
    name = _SCHOOLS.sub(
        lambda hit: f"{hit[1]} {hit[2].title()}" if not _PLACES.match(hit[2]) else hit[0], name
    )
    name = re.sub(
        r"^((?:Tỉnh|Thành|Huyện) (?:ủy|uỷ|đoàn)) (.+)$", lambda hit: f"{hit[1]} {hit[2].title()}", name
    )
    for rule, proper in _PROPER:
        name = rule.sub(proper or (lambda hit: f"{hit[1].capitalize()} {hit[2]}"), name)
    return _CODES.sub(lambda hit: hit[0].upper(), name)


def _by_rule(name: str) -> str:
    low = name.lower()
    for code in ("ubnd", "hđnd", "mttq"):
        if low.startswith(code + " "):
            return code.upper() + " " + _placed(low[len(code) + 1 :])
    for words in sorted(_WORDS, key=len, reverse=True):
        if low.startswith(words.lower()):
            rest = low[len(words) :].strip()
            if not rest:
                return words
            if _PLACES.match(rest):
                return f"{words} {_placed(rest)}"
            return f"{words} {_placed(_capital(rest))}"
    return _placed(_capital(low))


def _capital(text: str) -> str:
    if text.startswith("các "):
        return text
    text = text[:1].upper() + text[1:]
    return re.sub(r"( và |, | - )(\w)", lambda hit: hit[1] + hit[2].upper(), text)


def _placed(text: str) -> str:
    """Place names with capitals: "tỉnh sóc trăng" as "tỉnh Sóc Trăng"."""
    text = _PLACES.sub(lambda hit: f"{hit[1]} {hit[2].title()}", text)
    return _CODES.sub(lambda hit: hit[0].upper(), text)


def looks_like_agency(text: str) -> bool:
    """Whether a line of the head names an agency."""
    return bool(_HEADS.match(fold(text)))
