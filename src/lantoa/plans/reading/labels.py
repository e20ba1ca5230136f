"""Labelled pieces of a text: "Chủ trì: Văn phòng Sở. Thời gian: Quý II." as fields, and the text without them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantoa.plans.reading.normalise import fold, sentences

_WHO = r"(?:(?:cac )?(?:don vi|co quan|bo phan|phong|to chuc|ca nhan|nguoi|cong chuc|vien chuc|chuyen vien|can bo|lanh dao)(?:,? (?:va )?(?:don vi|bo phan|phong|ca nhan|co quan))?\s*)"
_LABELS = (
    ("both", rf"{_WHO}?chu tri(?:\s*(?:,|va|/|-)\s*|\s+){_WHO}?phoi hop(?: thuc hien)?"),
    (
        "lead",
        rf"{_WHO}?(?:chu tri|phu trach|dau moi)(?:,? (?:va )?(?:thuc hien|tham muu|trien khai|chinh|tham muu thuc hien|theo doi))?"
        rf"|{_WHO}(?:thuc hien|chiu trach nhiem|duoc giao|trien khai|tham muu|to chuc)(?: chinh)?"
        r"|(?:trach nhiem|phan cong|phan cong thuc hien|thuc hien|trach nhiem thuc hien|giao thuc hien|thuc hien chinh)",
    ),
    ("partners", rf"{_WHO}?(?:cung )?phoi hop(?: thuc hien| trien khai| cung| voi)?|{_WHO}(?:lien quan|tham gia phoi hop)"),
    (
        "time",
        r"(?:moc |du kien )?(?:thoi gian|thoi han|tien do|thoi diem|thoi gian, tien do)"
        r"(?:(?:,| va)? (?:thuc hien|hoan thanh|trien khai|to chuc|bao cao|du kien|ket thuc|phat hanh|dang tai|phat song|tien do))*(?:(?:,| va) dia diem)?(?: du kien)?"
        r"|han (?:hoan thanh|chot|cuoi)|ngay hoan thanh|hoan thanh|lich(?: thuc hien)?|thuc hien trong",
    ),
    (
        "product",
        r"(?:(?:du kien |yeu cau (?:ve )?)?(?:san pham|ket qua|dau ra))(?: (?:du kien|dau ra|dat duoc|thuc hien|can dat|hoan thanh|san pham|phai dat))?"
        r"(?:\s*(?:,|/|va)\s*(?:san pham|ket qua|dau ra)(?: (?:du kien|dau ra|dat duoc))?)?|chi tieu(?: can dat)?|so luong",
    ),
    ("forms", r"(?:hinh thuc|phuong thuc|kenh|cach thuc|phuong tien)(?: (?:tuyen truyen|thuc hien|truyen thong|to chuc|trien khai))?"),
    ("audience", r"(?:doi tuong|thanh phan)(?: (?:tuyen truyen|tham gia|tham du|huong den|thu huong|du|thuc hien|tac dong))?"),
    ("budget", r"(?:nguon |du toan |muc )?kinh phi(?: (?:thuc hien|du kien|bao dam|to chuc))?|nguon (?:von|luc)|ngan sach"),
    ("note", r"ghi chu|luu y"),
)  # fmt: skip
_ANY = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _LABELS)
_LABEL = re.compile(
    rf"(?:^|(?<=[.;,(\n–\-+•/|])|(?<= [-–+•]))\s*(?:{_ANY})\s*(?:\([^)\n]{{1,40}}\)\s*)?[:：]\s*"
)
_ALONE = re.compile(rf"\s*(?:[-–+•*]\s*)?(?:{_ANY})\s*[:：]?\s*$")
_TRAIL = " \t\n.;,–-/|"


@dataclass(slots=True)
class Labelled:
    """A text without its labelled pieces, and these by kind ("both" is a lead with partners)."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)


def read_labels(text: str) -> Labelled:
    """Takes labelled pieces out of a text. A value ends at the next label or at its sentence's end."""
    folded = fold(text)
    if ":" not in folded:
        return Labelled(text)
    hits = list(_LABEL.finditer(folded))
    if not hits:
        return Labelled(text)
    kept = [text[: hits[0].start()]]
    fields: dict[str, str] = {}
    for index, hit in enumerate(hits):
        end = hits[index + 1].start() if index + 1 < len(hits) else len(text)
        kind = next(name for name, _ in _LABELS if hit[name] is not None)
        value, rest = _value(text[hit.end() : end], kind)
        if not value and not rest:
            fields.setdefault(kind, "")
        elif value:
            fields[kind] = f"{fields[kind]}; {value}" if fields.get(kind) else value
        kept.append(rest)
    remaining = _tidy(" ".join(piece.strip() for piece in kept if piece.strip()))
    return Labelled(remaining, fields)


def _value(raw: str, kind: str) -> tuple[str, str]:
    """The value, and what follows it in the piece without a label."""
    spans = sentences(raw)
    if not spans:
        return "", ""
    start, end = spans[0]
    if kind in ("partners", "lead", "both", "product", "forms", "budget", "audience", "time", "note"):
        # A list goes on after a semicolon; only a full stop before a capital ends it.
        position = 0
        while position + 1 < len(spans) and raw[end - 1 : end] in ";\n":
            position += 1
            end = spans[position][1]
    value = raw[start:end].strip()
    rest = raw[end:].strip(" \n")
    value = value.rstrip(_TRAIL)
    if value.endswith(")") and value.count("(") < value.count(")"):
        value = value[:-1].rstrip(_TRAIL)
    return value, rest if len(rest.strip(_TRAIL + ")")) > 2 else ""


def _tidy(text: str) -> str:
    text = re.sub(r"\(\s*\)?\s*$", "", text.strip())
    return text.rstrip(" \t\n,;–-(/|")


def label_alone(text: str) -> str | None:
    """The kind of a label that stands on a line by itself, its value following below ("Hình thức:")."""
    hit = _ALONE.match(fold(text[:80]))
    return next((name for name, _ in _LABELS if hit[name] is not None), None) if hit else None
