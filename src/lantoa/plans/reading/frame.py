"""The parts of the page: head, title, opening, body, signature; noise left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from lantoa.documents.blocks import Table
from lantoa.plans.reading import phrases
from lantoa.plans.reading.citations import find_citations
from lantoa.plans.reading.columns import find_columns
from lantoa.plans.reading.identifiers import find_numbers
from lantoa.plans.reading.layout import Line
from lantoa.plans.reading.normalise import fold, is_upper
from lantoa.plans.reading.ordinals import SECTION_KINDS, marker_of
from lantoa.plans.reading.sections import read_heading

_ATTACHED = re.compile(r"\(?\s*(?:ban hanh )?(?:dinh )?kem theo\b")
_ANNEX = re.compile(r"phu luc\b")
_ANNEX_TITLE = re.compile(r"phu luc(?:\s+(?:so\s+)?(?:[ivx]{1,4}|\d{1,2}|[a-h]))?\s*(?:$|[:.\-–(])")
_RECEIVERS = re.compile(r"noi nhan\b")
_TO = re.compile(r"kinh gui\b")
_SUBJECT_OF_LETTER = re.compile(r"v/v\b|ve viec\b")
_NUMBER_LINE = re.compile(r"\s*(?:so|(?:so,? )?ky hieu|so hieu)\s*[:.]?\s*[\d.…_ ]*\s*[/-]|\s*so\s*:\s*$")


def _is_authority(text: str, before: str) -> bool:
    """Who decides, in capitals below the subject of a decision: "ỦY BAN NHÂN DÂN TỈNH …"."""
    if not is_upper(text) or marker_of(text) or read_heading(text):
        return False
    return not is_upper(before) or bool(
        re.match(r"(?:uy ban nhan dan|ubnd|hoi dong|bo truong|chu tich|giam doc)\b", fold(text))
    )


def _is_head_line(text: str, folded: str) -> bool:
    """A number or a place and date on a line of its own."""
    if len(text) >= 120:
        return False
    dated = re.match(
        r"(?:[^,;:]{2,40}, )?\(?ngay[\s.…\d]*(?:thang|/)[\s.…\d]*(?:nam|/)?[\s.…\d]*\)?$", folded
    )
    return bool(_NUMBER_LINE.match(folded) or dated)


class State(Enum):
    """Where on the page the reading stands."""

    HEAD = auto()
    SUBJECT = auto()
    OPENING = auto()
    TO = auto()
    BODY = auto()
    RECEIVERS = auto()
    FOOTER = auto()


@dataclass(slots=True)
class Frame:
    """Lines by part. `attached` are brackets such as "(Ban hành kèm theo Quyết định số …)"."""

    head: list[Line] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    subjects: list[list[str]] = field(default_factory=list)
    title: Line | None = None
    opening: list[Line] = field(default_factory=list)
    attached: list[Line] = field(default_factory=list)
    body: list[Line | Table] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)
    skipped: list[Line] = field(default_factory=list)


def read_frame(stream: list[Line | Table]) -> Frame:
    """Sorts the stream into the parts of a document; several acts (a decision and its plan) share one frame."""
    reader = _Reader(stream)
    for index, item in enumerate(stream):
        reader.take(item, index)
    return reader.frame


class _Reader:
    def __init__(self, stream: list[Line | Table]) -> None:
        self.stream = stream
        self.frame = Frame()
        self.state = State.HEAD

    def take(self, item: Line | Table, index: int) -> None:
        if isinstance(item, Table):
            if self.state is not State.FOOTER or find_columns(item):
                self.frame.body.append(item)
                self.state = State.BODY
            return
        folded = fold(item.text[:300])
        if self._leaves(item, folded):
            return
        handler = {
            State.HEAD: self._head,
            State.SUBJECT: self._subject,
            State.OPENING: self._opening,
            State.TO: self._to,
            State.BODY: self._body,
        }.get(self.state)
        if handler is None:
            self.frame.signature.append(item)
        else:
            handler(item, folded)

    def _leaves(self, line: Line, folded: str) -> bool:
        """Noise, the turn to receivers and footer, the return to a body."""
        closed = self.state in (State.RECEIVERS, State.FOOTER)
        if closed and self._returns(line, folded):
            return False
        if (
            _ATTACHED.match(folded)
            and (line.text.startswith("(") or len(find_numbers(line.text)) == 1)
            and len(line.text) < 300
        ):
            self.frame.attached.append(line)
            return True
        if phrases.is_noise(line.text) and not line.label:
            self.frame.skipped.append(line)
            return True
        if phrases.FOOTER.match(folded) and self.state is not State.HEAD:
            self.state = State.FOOTER
            return True
        if _RECEIVERS.match(folded) or (
            self.state is State.BODY and phrases.is_signer(line.text) and not line.label
        ):
            self.state = State.RECEIVERS
        return False

    def _returns(self, line: Line, folded: str) -> bool:
        """From below the signature back into a text: an annex, an attached plan, a section that goes on."""
        if _ANNEX_TITLE.match(folded) and (
            is_upper(line.text[:7]) or line.centered or line.bold or len(line.text) < 60
        ):
            self.state = State.BODY
            return True
        if self.state is State.FOOTER:
            return False
        named = phrases.title_word(line.text)
        if named and (is_upper(line.text) or (line.centered and line.bold)) and len(line.text) < 200:
            self.state = State.HEAD
            return True
        marker = marker_of(line.text, line.label)
        if marker is None or marker.kind == "bullet":
            return False
        heading = read_heading(line.text[marker.length :])
        if heading and (marker.kind in SECTION_KINDS or heading.exact):
            self.state = State.BODY
            return True
        return False

    def _head(self, line: Line, folded: str) -> None:
        if len(line.text) < 120 and (
            _is_head_line(line.text, folded) or re.search(r", ngay[\s.…\d]*thang", folded)
        ):
            self.frame.head.append(line)
            return
        if _TO.match(folded):
            self.state = State.TO
            self.frame.head.append(line)
            return
        named = None if line.label else phrases.title_word(line.text)
        if named and (is_upper(line.text) or not named[1] or self._titled(line)):
            self._open_title(line, *named)
            return
        if _SUBJECT_OF_LETTER.match(folded) and not self.frame.subjects:
            self.frame.subjects.append([line.text])
            self.frame.head.append(line)
            return
        if self._starts_body(line, folded):
            self._body(line, folded)
        elif (
            phrases.BASIS.match(folded)
            or len(line.text) > 160
            or (find_numbers(line.text) and len(line.text) > 60)
        ):
            self.state = State.OPENING
            self._opening(line, folded)
        else:
            self.frame.head.append(line)

    def _titled(self, line: Line) -> bool:
        """A mixed-case title line ("Kế hoạch tuyên truyền … năm 2011") once a number or motto stood above."""
        numbers = find_numbers(line.text)
        return len(line.text) < 260 and not self.frame.types and (not numbers or numbers[0].start < 20)

    def _open_title(self, line: Line, word: str, rest: str) -> None:
        repeated = word == "Quyết định" and word in self.frame.types
        if repeated:
            self.state = State.OPENING
            return
        self.frame.types.append(word)
        self.frame.title = self.frame.title or line
        cited = find_citations(rest, line.place)
        if cited and cited[0].number.start < 10:
            end = max(cited[0].until, cited[0].number.end)
            self.frame.head.append(replace(line, text=f"Số: {rest[cited[0].number.start : end]}", raw=rest))
            rest = re.sub(r"^\s*,?\s*(?:[Vv]ề(?: việc)?|[Vv]/v)?\s+", "", rest[end:])
        self.frame.subjects.append([rest] if rest else [])
        self.state = State.SUBJECT

    def _subject(self, line: Line, folded: str) -> None:
        subject = self.frame.subjects[-1]
        if _is_head_line(line.text, folded):
            self.frame.head.append(line)
            return
        if subject and (phrases.is_signer(line.text) or _is_authority(line.text, subject[-1])):
            self.frame.head.append(line)
            return
        ends = bool(subject) and (phrases.BASIS.match(folded) or line.text.endswith((":", ";")))
        long = len(line.text) > 200 or (find_numbers(line.text) and phrases.BASIS.match(folded))
        if (
            ends
            or long
            or (subject and self._starts_body(line, folded))
            or marker_of(line.text, line.label)
            or (subject and line.gap and not (is_upper(line.text) or line.bold or line.centered))
        ):
            self.state = State.OPENING
            self._opening(line, folded)
        elif len(subject) < 4:
            subject.append(line.text)
        else:
            self.state = State.OPENING
            self._opening(line, folded)

    def _opening(self, line: Line, folded: str) -> None:
        if _TO.match(folded):
            self.state = State.TO
            return
        if _is_head_line(line.text, folded):
            self.frame.head.append(line)
            return
        named = phrases.title_word(line.text.rstrip(": "), alone=True)
        if named and is_upper(line.text):
            if named[0] not in self.frame.types:
                self._open_title(line, *named)
            return
        if self._starts_body(line, folded):
            self._body(line, folded)
        else:
            self.state = State.OPENING
            self.frame.opening.append(line)

    def _to(self, line: Line, folded: str) -> None:
        """Receivers of a letter: bullets and short lines until the first real paragraph."""
        marker = marker_of(line.text, line.label)
        rest = line.text[marker.length :] if marker else line.text
        listed = (
            (marker is None or marker.kind == "bullet")
            and len(rest) < 120
            and not phrases.BASIS.match(fold(rest))
        )
        if listed and (line.text.endswith((";", ".", ",")) or marker):
            return
        self.state = State.OPENING
        self._opening(line, folded)

    def _starts_body(self, line: Line, folded: str) -> bool:
        marker = marker_of(line.text, line.label)
        if marker:
            rest = fold(line.text[marker.length : marker.length + 60])
            if re.match(r"can cu\b", rest) and not self.frame.body:
                return False
            return not (marker.kind == "bullet" and self.state is State.HEAD and not self.frame.types)
        if _ANNEX_TITLE.match(folded):
            return True
        heading = read_heading(line.text)
        if heading is None or not heading.exact:
            return False
        ends = (
            line.text.endswith(":")
            or is_upper(line.text)
            or line.bold
            or bool(line.heading)
            or len(line.text) < 50
        )
        return ends and (self.state is not State.HEAD or bool(self.frame.types) or not is_upper(line.text))

    def _body(self, line: Line, folded: str) -> None:
        self.state = State.BODY
        named = phrases.title_word(line.text, alone=True) if not line.label else None
        if (
            named
            and is_upper(line.text)
            and "Quyết định" in self.frame.types
            and named[0] not in self.frame.types
        ):
            self._open_title(line, *named)
            return
        if phrases.END_MARK.search(line.text[-12:]):
            line = replace(line, text=line.text[:-12] + phrases.END_MARK.sub("", line.text[-12:]))
            self.state = State.RECEIVERS
        self.frame.body.append(line)
