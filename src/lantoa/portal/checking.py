"""What a page's words and pictures look like to a careful reader, before it is sent. Pure: values in, findings out.

A finding either blocks (the page must not be published so), warns, or is told. Rules are said with each finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lantoa.foundation.spelling import find_suspects
from lantoa.foundation.text import nfc

LONGEST_SENTENCE = 45
"""Syllables (tiếng) of a sentence that is still read in one breath."""
MOST_OF_A_RULE = 12
"""Findings of one rule that are listed; the rest is a number."""

KNOWN_ABBREVIATIONS = frozenset(
    "UBND HĐND TTHC QR PDF VNeID USB GPS TP THCS THPT BHXH BHYT CCCD ATM SMS TV".split()  # noqa: SIM905 - a table of words
)
"""In general use: no reader needs them explained. Others are asked to be written out once."""


class Weight(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """`rule` is a word for machines, `said` what is wrong and what to do, `where` the words it is about."""

    rule: str
    weight: Weight
    said: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Photo:
    alt: str
    caption: str
    consent: str
    consent_note: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A page as it is read from top to bottom. `levels` are headings: 2 for a heading, 3 for a small one."""

    title: str
    summary: str = ""
    texts: Sequence[str] = ()
    levels: Sequence[tuple[int, str]] = ()
    photos: Sequence[Photo] = ()
    dead: Sequence[tuple[str, str]] = ()
    """Links that do not open: their words, and what became of them."""


Standing = Callable[[str], str]
"""Says of a document's number what to tell of it: that it is out of force, or replaced and by what; empty otherwise."""


@dataclass(slots=True)
class Checked:
    findings: list[Finding] = field(default_factory=list)

    @property
    def blocks(self) -> bool:
        return any(row.weight is Weight.BLOCK for row in self.findings)


def check(
    content: Content,
    *,
    standing: Standing = lambda _: "",
    abbreviations: frozenset[str] = KNOWN_ABBREVIATIONS,
) -> Checked:
    """Every rule in turn."""
    rules = (
        _photos(content),
        _headings(content.levels),
        _sentences(content),
        _unexplained(content, abbreviations),
        _citations(content, standing),
        _links(content),
        _suspects(content),
    )
    return Checked([row for rule in rules for row in _cut(list(rule))])


def _cut(rows: list[Finding]) -> list[Finding]:
    if len(rows) <= MOST_OF_A_RULE:
        return rows
    left = len(rows) - MOST_OF_A_RULE
    return [*rows[:MOST_OF_A_RULE], Finding(rows[0].rule, Weight.TELL, f"Còn {left} chỗ tương tự.")]


def _photos(content: Content) -> Iterator[Finding]:
    for number, photo in enumerate(content.photos, start=1):
        name = photo.caption or f"ảnh thứ {number}"
        if not photo.alt.strip():
            yield Finding("alt", Weight.BLOCK, "Ảnh chưa có mô tả. Ghi điều thấy trong ảnh.", name)
        elif photo.caption and photo.alt.strip().casefold() == photo.caption.strip().casefold():
            yield Finding("alt", Weight.TELL, "Mô tả lặp lại chú thích. Mô tả nói điều thấy trong ảnh.", name)
        if not photo.caption.strip():
            yield Finding("caption", Weight.WARN, "Ảnh chưa có chú thích.", photo.alt or name)
        if not photo.consent:
            yield Finding("consent", Weight.WARN, "Chưa trả lời về người trong ảnh.", name)
        elif photo.consent == "given" and not photo.consent_note.strip():
            yield Finding("consent", Weight.WARN, "Ghi người trong ảnh đồng ý bằng cách nào, ngày nào.", name)


def _headings(levels: Sequence[tuple[int, str]]) -> Iterator[Finding]:
    before = 1
    for level, words in levels:
        if level > before + 1:
            yield Finding("heading", Weight.WARN, "Đề mục nhỏ không đứng dưới đề mục nào.", words)
        before = level


_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…](?=\d)[^.!?…\n]*)*[.!?…]?")
_WORD = re.compile(r"\w+", re.UNICODE)


def _all(content: Content) -> list[str]:
    return [nfc(text) for text in (content.title, content.summary, *content.texts) if text]


def _sentences(content: Content) -> Iterator[Finding]:
    for text in _all(content):
        for match in _SENTENCE.finditer(text):
            count = len(_WORD.findall(match[0]))
            if count > LONGEST_SENTENCE:
                yield Finding(
                    "sentence",
                    Weight.WARN,
                    f"Câu dài {count} tiếng (nên dưới {LONGEST_SENTENCE}). Tách thành hai câu.",
                    _short(match[0]),
                )


_ABBREVIATION = re.compile(r"(?<![\w/&.-])[A-ZĐ]{2,8}(?![\w/&-])")
_ROMAN = re.compile(r"[IVXLC]+\Z")


def _unexplained(content: Content, known: frozenset[str]) -> Iterator[Finding]:
    """One that stands once in brackets, or with brackets behind it, is explained there."""
    whole = "\n".join(_all(content))
    capitals = {line for line in whole.split("\n") if line.isupper()}
    told: set[str] = set()
    for match in _ABBREVIATION.finditer(whole):
        word = match[0]
        if word in told or word in known or _ROMAN.match(word):
            continue
        if any(word in line for line in capitals):
            continue
        told.add(word)
        explained = rf"\({re.escape(word)}\)|(?<!\w){re.escape(word)}\s*(?:\(|là |: )"
        if not re.search(explained, whole):
            yield Finding(
                "abbreviation",
                Weight.WARN,
                "Chữ viết tắt chưa được viết đủ lần nào. Viết đủ rồi ghi chữ tắt trong ngoặc.",
                word,
            )


_CITED = re.compile(
    r"(?P<kind>Nghị định|Nghị quyết|Quyết định|Thông tư|Kế hoạch|Chỉ thị|Công văn|Thông báo|Luật)\s+"
    r"(?:số\s+)?(?P<number>\d{1,5}[\w/&.-]*[\w])",
    re.UNICODE,
)
_NUMBER = re.compile(r"\d{1,5}(?:/\d{4})?/[A-ZĐa-z0-9&]+(?:-[A-ZĐa-z0-9&.]+)*\Z|\d{1,5}/\d{4}/[A-ZĐ]+\d*\Z")
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "Nghị định": re.compile(r"\d{1,4}/\d{4}/NĐ-CP\Z"),
    "Thông tư": re.compile(r"\d{1,4}/\d{4}/TT(?:LT)?-[A-ZĐ]+(?:-[A-ZĐ]+)*\Z"),
    "Luật": re.compile(r"\d{1,4}/\d{4}/QH\d{1,2}\Z"),
}
_EXAMPLES = {"Nghị định": "30/2020/NĐ-CP", "Thông tư": "01/2024/TT-BNV", "Luật": "91/2025/QH15"}


def _citations(content: Content, standing: Standing) -> Iterator[Finding]:
    seen: set[str] = set()
    for match in _CITED.finditer("\n".join(_all(content))):
        kind, number = match["kind"], match["number"]
        if number in seen:
            continue
        seen.add(number)
        shape = _SHAPES.get(kind, _NUMBER)
        if not shape.match(number):
            example = _EXAMPLES.get(kind, "452/KH-SXD")
            yield Finding(
                "citation", Weight.WARN, f"Số, ký hiệu chưa đúng dạng. Ghi đủ, ví dụ {example}.", match[0]
            )
        elif said := standing(number):
            yield Finding("force", Weight.WARN, said, match[0])


def _links(content: Content) -> Iterator[Finding]:
    for words, said in content.dead:
        yield Finding(
            "link", Weight.WARN, f"Liên kết không mở được: {said} Sửa hoặc bỏ liên kết.", _short(words)
        )


def _suspects(content: Content) -> Iterator[Finding]:
    for text in _all(content):
        for suspect in find_suspects(text):
            hint = f"; có phải “{suspect.suggestion}”" if suspect.suggestion else ""
            yield Finding(
                "spelling",
                Weight.TELL,
                f"“{suspect.word}” {suspect.reason}{hint}.",
                _around(text, suspect.start),
            )


def _around(text: str, at: int) -> str:
    return _short(text[max(0, at - 25) : at + 45])


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 90 else f"{plain[:89].rstrip()}…"
