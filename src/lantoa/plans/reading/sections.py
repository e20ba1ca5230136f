"""What a heading announces: objectives, requirements, tasks, or how they are arranged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from lantoa.plans.reading.normalise import fold, is_upper


class Role(Enum):
    """The part of a plan that a heading opens."""

    OBJECTIVES = "objectives"
    REQUIREMENTS = "requirements"
    TASKS = "tasks"
    FORMS = "forms"
    AUDIENCE = "audience"
    BUDGET = "budget"
    TIME = "time"
    SCOPE = "scope"
    REPORTING = "reporting"
    IMPLEMENTATION = "implementation"
    OTHER = "other"


ARRANGED = frozenset(
    {Role.FORMS, Role.AUDIENCE, Role.BUDGET, Role.TIME, Role.SCOPE, Role.REPORTING, Role.IMPLEMENTATION}
)
AIMS = frozenset({Role.OBJECTIVES, Role.REQUIREMENTS})

_WORDS: tuple[tuple[Role, str], ...] = (
    (
        Role.IMPLEMENTATION,
        r"to chuc (?:va |trien khai )*(?:thuc hien|trien khai)|phan cong (?:nhiem vu|trach nhiem|thuc hien|to chuc)?|trach nhiem"
        r"(?: cua| thuc hien| thi hanh)?|phoi hop thuc hien|bien phap to chuc|thi dua|khen thuong|dieu khoan thi hanh"
        r"|to chuc(?= (?:va )?(?:bao cao|kiem tra))|^to chuc$",
    ),
    (Role.REPORTING, r"(?:che do )?(?:thong tin,? )?bao cao|kiem tra,? giam sat|giam sat,? danh gia|theo doi,? danh gia"),
    (Role.OBJECTIVES, r"muc dich|muc tieu|chi tieu|y nghia"),
    (Role.REQUIREMENTS, r"yeu cau"),
    (
        Role.TASKS,
        r"noi dung|nhiem vu|cong viec|hoat dong|giai phap|cac bien phap|bien phap|phan viec|dau viec|thong diep"
        r"|ke hoach (?:cu the|chi tiet)|chuong trinh cong tac",
    ),
    (Role.FORMS, r"hinh thuc|phuong thuc|phuong phap|cach thuc|kenh|phuong tien"),
    (Role.AUDIENCE, r"doi tuong|thanh phan"),
    (Role.BUDGET, r"(?:nguon )?kinh phi|ngan sach|du toan|nguon luc"),
    (Role.TIME, r"thoi gian|tien do|thoi han|lo trinh|thoi diem"),
    (Role.SCOPE, r"pham vi|dia diem|dia ban"),
    (
        Role.OTHER,
        r"dac diem|tinh hinh|danh gia|ket qua|ton tai|han che|nguyen nhan|thuan loi|kho khan|can cu|co so|quan diem"
        r"|su can thiet|de xuat|kien nghi|ket luan|bai hoc|thuc trang|khai niem|giai thich|quy dinh chung|san pham|phuong cham",
    ),
)  # fmt: skip
_RULES = tuple((role, re.compile(rf"\b(?:{pattern})\b")) for role, pattern in _WORDS)
_FILLER = re.compile(
    r"\b(?:cac|mot so|nhung|ve|va|cu the|chung|trong tam|chu yeu|chinh|co ban|tong quat|tuyen truyen|truyen thong|thong tin"
    r"|pho bien|thuc hien|trien khai|cai cach hanh chinh|cchc|cong tac|ke hoach|cua|nam|giai doan|du kien|can thiet|nha nuoc"
    r"|phai dat|can dat|dat ra|de ra|chi tiet|trong|tu|den|cong viec|duoc giao|hoan thanh|to chuc|chu de|hang nam|theo doi"
    r"|don doc|kiem tra|giam sat|phap luat|giao duc|quan trong|truoc mat|lau dai|hoat dong|dac thu|linh vuc|tren|dia ban|tinh"
    r"|don vi|co quan|so|phong|xa|phuong|ap dung|huong den|tham gia|thong qua|su dung|dam bao|bao dam|nguon|toi thieu|khac"
    r"|cho|doi voi|cong|doan|quy dinh|dinh ky|trach nhiem|phan cong|thoi gian|\d+)\b|[,;:.()&/\-–]|\bi{1,3}\b"
)
_SENTENCE = re.compile(r"\b(?:phai|duoc|can|nham|de|la|se|khong|theo|bang|tai)\b")
_LEADING = re.compile(
    r"(?:(?:cac|mot so|nhung|\d+|ve|cong tac|phan|nhom|tom tat|chi tiet|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|\(\d+\))\s+)+"
)
_LONGEST = 130


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading read. `exact`: made of heading words only. `rest` is what follows its colon on the same line."""

    roles: tuple[Role, ...]
    exact: bool
    title: str
    rest: str


def read_heading(text: str) -> Heading | None:
    """The roles that a text announces as a heading, in the order named; nothing when it names none.

    Only what stands before a colon counts. A text that is a sentence ("Nội dung tuyên truyền phải ngắn gọn") is
    never exact; whether an inexact one is a heading at all depends on its place, which the caller knows.
    """
    head, colon, _ = text[: _LONGEST * 3].partition(":")
    head = head.strip()
    if not head or len(head) > _LONGEST:
        return None
    folded = fold(head)
    found = [(hit.start(), hit.end(), role) for role, rule in _RULES for hit in rule.finditer(folded)]
    hits = sorted(found, key=lambda hit: hit[:2])
    roles: list[Role] = []
    left = list(folded)
    until = -1
    for start, end, role in hits:
        left[start:end] = " " * (end - start)
        if start >= until and role not in roles:
            roles.append(role)
        until = max(until, end)
    if not roles:
        return None
    remainder = _FILLER.sub(" ", "".join(left)).strip()
    capitals = is_upper(head)
    exact = (
        _begins(folded) and (capitals or not remainder) and not head.endswith(";" if capitals else (".", ";"))
    )
    return Heading(tuple(roles), exact, head.rstrip(" .:;"), text.partition(":")[2].strip() if colon else "")


def _begins(folded: str) -> bool:
    """Whether the first words are a role's, counts and articles aside ("Các nhiệm vụ", "05 mục tiêu")."""
    bare = _LEADING.sub("", folded)
    return any(rule.match(bare) for _, rule in _RULES)


def starts_with_role(text: str) -> bool:
    """Whether the first words of a text are those of a heading ("Nội dung …", "Các nhiệm vụ …")."""
    return _begins(fold(text[:_LONGEST]))


def is_sentence(text: str) -> bool:
    """Longer than a heading, or with the words of a full sentence."""
    folded = fold(text)
    return len(folded) > _LONGEST or text.rstrip().endswith(".") or bool(_SENTENCE.search(folded))
