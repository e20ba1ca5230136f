"""Running text: which list a sentence announces, how many items, and the items inside one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lantoa.plans.reading import phrases
from lantoa.plans.reading.duties import starts_with_verb
from lantoa.plans.reading.normalise import fold
from lantoa.plans.reading.sections import Role

_NOUNS = (
    (Role.OBJECTIVES, "muc tieu|muc dich|chi tieu"),
    (Role.REQUIREMENTS, "yeu cau"),
    (Role.TASKS, "nhiem vu|noi dung|cong viec|hoat dong|giai phap|bien phap|viec"),
    (Role.FORMS, "hinh thuc|phuong thuc"),
)
_NOUN = re.compile("|".join(rf"(?P<{role.value}>\b(?:{words})\b)" for role, words in _NOUNS))
_PURPOSE = re.compile(
    r"\b(?:de|nham|dat|hoan thanh|theo|tu|(?<!cung )voi|trong|thuc hien (?:dat )?|trien khai)\s+(?:\w+\s+){0,3}$"
)
_ASKS = re.compile(
    r"yeu cau (?:cac )?(?:co quan|don vi|so\b|phong|dia phuong|thu truong|truong|lanh dao|ubnd|uy ban|toan the|ban)"
)
_COUNT = re.compile(
    rf"(?:\b(?P<word>{'|'.join(sorted(phrases.NUMERAL, key=len, reverse=True))})\s*\(\s*0?(?P<in>\d{{1,2}})\s*\)\s*|\b0?(?P<digits>\d{{1,2}})\s+"
    rf"|\b(?P<only>{'|'.join(sorted(phrases.NUMERAL, key=len, reverse=True))})\s+)"
    r"(?P<group>nhom\s+)?(?:van de\s+)?(?P<noun>muc tieu|muc dich|yeu cau|nhiem vu|noi dung|cong viec|hoat dong|giai phap|viec)\b"
)
_SPOKEN_NUMERALS = re.compile(r"(?<![a-z])(?:mot|nam)\s")
_HEAD = re.compile(
    r"(?:ben canh (?:do|viec)|ngoai ra|dong thoi|mat khac|song song (?:voi )?do|hon nua)\s*[,:]?\s*"
    r"(?:(?:ke hoach|so|don vi|co quan|van ban|lanh dao so)(?: [^,.;:]{0,40}?)?\s*)?"
    r"(?:(?:cung|con|da|se)\s+)*(?:(?:tiep tuc\s+)?(?:de ra|yeu cau|neu|dua ra|xac dinh|chu trong|quy dinh|giao|tap trung|quan tam)\s+)?"
    r"(?:(?:thuc hien\s+)?(?:viec|nhiem vu|noi dung)\s+)?"
)


_MAKES = re.compile(
    r"(?:tổ chức|mở|in|phát động|phát hành|treo|xây dựng|biên soạn|thiết kế|sản xuất|lắp đặt|niêm yết|đăng tải|ra mắt|thành lập"
    r"|duy trì|khảo sát|công bố|bình chọn|tập huấn|thi|gửi|phát|dựng|quay|viết|trao|ký kết)\b"
)


@dataclass(frozen=True, slots=True)
class Announced:
    """ "9 nhiệm vụ": so many of a kind. `groups` counts groups, not items."""

    count: int
    role: Role
    groups: bool
    at: int


def announced_role(text: str) -> Role | None:
    """The list that a sentence announces: a counted noun first, else the first noun that is no purpose."""
    folded = fold(text[-700:])
    counted = list(announcements(text))
    if counted:
        return counted[-1].role
    if not (phrases.is_lead_in(text)):
        return None
    sentence = re.split(r"[.;]\s", folded)[-1]
    clauses = sentence.split(",")
    for start in range(len(clauses)):
        tail = ",".join(clauses[-1 - start :])
        for hit in _NOUN.finditer(tail):
            if not _ASKS.match(tail, hit.start()) and not _PURPOSE.search(
                tail[max(0, hit.start() - 40) : hit.start()]
            ):
                return _role(hit)
    return None


def _role(hit: re.Match[str]) -> Role:
    return next(role for role, _ in _NOUNS if hit[role.value] is not None)


def announcements(text: str) -> Iterator[Announced]:
    """Every "9 nhiệm vụ", "05 mục tiêu", "bốn yêu cầu" of a text."""
    folded = fold(text[:3000])
    for hit in _COUNT.finditer(folded):
        word = hit["only"]
        if word in ("mot", "nam") and not text[hit.start("only") : hit.end("only")].lower().startswith(
            ("một", "năm ", "năm")
        ):
            continue
        if word == "mot" or (
            word == "nam"
            and re.search(r"(?:trong|cua|tu|ca|hang|moi|dau|cuoi|sau|tren)\s$", folded[: hit.start()][-12:])
        ):
            continue
        count = int(hit["in"] or hit["digits"] or phrases.NUMERAL.get(word or "", 0))
        noun = hit["noun"]
        role = next(role for role, words in _NOUNS if noun in words.split("|"))
        if count:
            yield Announced(count, role, bool(hit["group"]), hit.start())


def _makes_two(before: str, after: str) -> bool:
    """Both sides of "và" begin with a verb of making and go on with what is made."""
    said = before.strip(" ,;")
    lead = _HEAD.match(fold(said[:200]))
    said = re.sub(r"^(?:tiếp tục|sẽ|việc)\s+", "", said[lead.end() :] if lead else said)
    following = re.split(r"[.;,]", after)[0]
    return bool(
        _MAKES.match(said.lower())
        and _MAKES.match(following.lower())
        and min(len(said.split()), len(following.split())) >= 4
    )


def unmarked_items(text: str) -> list[str]:
    """The duties inside a paragraph such as "Bên cạnh đó, Kế hoạch cũng đề ra việc … và Tuyên truyền …".

    Parted at semicolons, at sentences that join on ("Đồng thời, …"), at "và việc …", and at "và" before a verb
    written with a capital or between two things that are each made ("phát động …  và tổ chức …"). The words that
    lead in are left out.
    """
    folded = fold(text)
    head = _HEAD.match(folded)
    start = head.end() if head else 0
    cuts = [start]
    for hit in re.finditer(
        r"[;.]\s+(?:va\s+)?(?:dong thoi,?\s+)?|,?\s+(?:va|dong thoi|cung nhu)\s+", folded[start:]
    ):
        at, end = start + hit.start(), start + hit.end()
        following = text[end : end + 60]
        word = hit.group().strip(" ,;.")
        if hit.group()[0] == ".":
            joins = "dong thoi" in word or phrases.is_extra(following)
        elif hit.group()[0] == ";":
            joins = len(following) > 10
        else:
            joins = (
                following.startswith("việc ")
                or (following[:1].isupper() and starts_with_verb(following))
                or _makes_two(text[cuts[-1] : at], text[end:])
            )
        if joins:
            cuts += [at, end]
    cuts.append(len(text))
    pieces = []
    for begin, end in zip(cuts[::2], cuts[1::2], strict=True):
        piece = text[begin:end].strip(" ,;")
        lead = _HEAD.match(fold(piece[:200]))
        piece = piece[lead.end() :] if lead else piece
        piece = re.sub(r"^(?:việc|nhiệm vụ)\s+", "", piece)
        if len(piece) > 8:
            pieces.append(piece)
    return pieces or [text]
