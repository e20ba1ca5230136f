"""An article without any numbering: its sentences sorted into objectives, requirements and duties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lantoa.documents.blocks import Place
from lantoa.plans.reading import phrases
from lantoa.plans.reading.duties import starts_with_verb
from lantoa.plans.reading.identifiers import find_numbers
from lantoa.plans.reading.normalise import UPPER, fold, sentences
from lantoa.plans.reading.people import from_sentence
from lantoa.plans.reading.picks import tidy
from lantoa.plans.reading.sections import Role

_AIM = re.compile(
    r"(?:.{0,60}\b)?(?:(?:muc dich|muc tieu)\b.{0,60}?(?:\b(?:la|nham)\b|:)|nham (?:muc dich|muc tieu)\b)\s*"
)
_NEED = re.compile(r"(?:.{0,40}\b)?(?:yeu cau)\b.{0,40}?(?:\b(?:la|phai)\b|:)\s*(?=.{15})")
_LISTS = re.compile(r"\b(?:noi dung|nhiem vu|hoat dong|hinh thuc|giai phap|cong viec)\b[^:]{0,120}:\s*")
_ORDERS = re.compile(
    r"(?:ubnd|uy ban|so|giam doc|lanh dao|ke hoach|chu tich)[^.,]{0,60}\b(?:giao|yeu cau|de nghi|phan cong)\b\s*(?=[a-z])"
)
_SKIPPED = re.compile(r"(?:.{0,120}\b(?:ban hanh|ky ban hanh)\b.{0,30}ke hoach|theo do\b.{0,40}$)")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its role."""

    role: Role
    text: str
    place: Place


def read_prose(paragraphs: Iterable[tuple[str, Place]]) -> list[Said]:
    """What the sentences of an unnumbered text say; nothing is taken from the sentence that names the plan itself."""
    said: list[Said] = []
    for text, place in paragraphs:
        said += _paragraph(text[:20000], place)
    return said


def _paragraph(text: str, place: Place) -> list[Said]:
    if phrases.is_concluding(text):
        return []
    listed = _LISTS.search(fold(text))
    if listed and ";" in text[listed.end() :]:
        head = _sentences(text[: text.rfind(".", 0, listed.start()) + 1], place)
        items = [
            tidy(piece).rstrip(".") for piece in re.split(rf";\s+|\.\s+(?=[{UPPER}])", text[listed.end() :])
        ]
        return head + [Said(Role.TASKS, item, place) for item in items if len(item) > 8]
    return _sentences(text, place)


def _sentences(text: str, place: Place) -> list[Said]:
    said = []
    for sentence in _whole_sentences(text):
        folded = fold(sentence)
        body = _strip_join(sentence)
        aim, need = _AIM.match(folded), _NEED.match(folded)
        if aim and len(sentence) - aim.end() > 12:
            said.append(Said(Role.OBJECTIVES, tidy(sentence[aim.end() :]), place))
        elif _SKIPPED.match(folded) and find_numbers(sentence):
            continue
        elif (order := _ORDERS.match(folded)) and len(sentence) - order.end() > 12:
            said.append(Said(Role.TASKS, tidy(sentence[order.end() :]), place))
        elif need and not starts_with_verb(sentence):
            said.append(Said(Role.REQUIREMENTS, tidy(sentence[need.end() :]), place))
        elif (
            len(body) > 20 and (starts_with_verb(body) or from_sentence(body).lead) and not find_numbers(body)
        ):
            said.append(Said(Role.TASKS, tidy(body), place))
    return said


def _whole_sentences(text: str) -> list[str]:
    """The sentences, their clauses after semicolons kept together."""
    whole: list[str] = []
    for start, end in sentences(text):
        if whole and whole[-1].endswith(";"):
            whole[-1] = f"{whole[-1]} {text[start:end].strip()}"
        else:
            whole.append(text[start:end].strip())
    return whole


def _strip_join(sentence: str) -> str:
    joined = re.match(
        r"(?:ben canh do|ngoai ra|dong thoi|cung voi do|theo do|trong do|mat khac)\s*,?\s*",
        fold(sentence[:40]),
    )
    return sentence[joined.end() :] if joined else sentence
