"""A plan as an official paper (KH of Nghị định 30/2020/NĐ-CP): its clauses as text, its tasks as an annex. Pure.

An amendment (number above 1) says what it changes in an annex of its own, before the tasks as they stand after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lantoa.documents.writing import (
    Annex,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Signature,
    Table,
    Title,
)
from lantoa.documents.writing.kinds import AUTHORITIES, KINDS
from lantoa.documents.writing.model import Block
from lantoa.foundation.text import fold, format_date, format_date_in_words

PLAN = "KH"
_CODES = {fold(name): code for code, name in KINDS.items()}
_NUMBER = re.compile(r"\s*([0-9]+[A-Za-zĐđ]?)\s*/\s*(\S.*)")
_SIGNED = re.compile(r"\s*[,;/\n]\s*")


@dataclass(frozen=True, slots=True)
class Cited:
    number: str
    issued_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A clause; `kind` is objective, requirement or arrangement."""

    kind: str
    text: str
    ordinal: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as the version says it. `change` is kept, added, amended or stopped."""

    text: str
    lead: str = ""
    partners: str = ""
    time: str = ""
    product: str = ""
    targets: str = ""
    audience: str = ""
    budget: str = ""
    note: str = ""
    change: str = "added"


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """One version of a plan. `amends` is the first version's number and day where this one changes it."""

    document_type: str
    document_number: str
    issued_on: date
    issuer: str
    subject: str
    superior: str = ""
    place: str = ""
    signer_title: str = ""
    signer: str = ""
    recipients: Sequence[str] = ()
    reason: str = ""
    amends: Cited | None = None
    citations: Sequence[Cited] = ()
    clauses: Sequence[Said] = ()
    duties: Sequence[Duty] = ()
    made_at: datetime | None = None


def document_of(paper: PlanPaper) -> OfficialDocument:
    """The version as issued: with its number and day, and the name of who signed where it is known."""
    kind = _CODES.get(fold(paper.document_type), PLAN)
    number, symbol = parted(paper.document_number, kind)
    return OfficialDocument(
        kind=kind,
        superior=paper.superior,
        issuer=paper.issuer,
        number=number,
        symbol=symbol,
        place=paper.place,
        day=paper.issued_on,
        subject=subject_of(paper),
        bases=[f"Căn cứ {named(cited)}" for cited in paper.citations],
        body=list(_body(paper)),
        recipients=paper.recipients or tuple(filter(None, [paper.superior, "Lưu: VT"])),
        signature=Signature(titles_of(paper.signer_title), paper.signer),
        annexes=list(_annexes(paper)),
        made_at=paper.made_at,
    )


def parted(document_number: str, kind: str) -> tuple[str, str]:
    """ "46/KH-SXD" as ("46", "KH-SXD"); without a stroke all of it is the number, or all of it the symbol."""
    match = _NUMBER.fullmatch(document_number)
    if match is not None:
        return match[1], match[2]
    bare = document_number.strip().lstrip("/")
    return ("", bare) if "/" in document_number else (bare, kind)


def subject_of(paper: PlanPaper) -> str:
    """The subject; an amendment whose subject does not say so is one in words."""
    if paper.amends is None or any(
        word in fold(paper.subject) for word in ("dieu chinh", "bo sung", "sua doi")
    ):
        return paper.subject
    return f"Điều chỉnh, bổ sung Kế hoạch {in_sentence(paper.subject)}"


def in_sentence(subject: str) -> str:
    """A subject inside a sentence: without a capital, unless it begins with an abbreviation."""
    return subject if subject[1:2].isupper() else f"{subject[:1].lower()}{subject[1:]}"


def named(cited: Cited) -> str:
    """ "Kế hoạch số 192/KH-UBND ngày 20 tháng 12 năm 2022 của …"; the kind is what the symbol says."""
    code = re.split(r"[-/]", cited.number.partition("/")[2])[0]
    kind = KINDS.get(code, "") if code else ""
    return "".join(
        (
            f"{kind or 'Văn bản'} số {cited.number}",
            f" {format_date_in_words(cited.issued_on)}" if cited.issued_on else "",
            f" của {cited.issuer}" if cited.issuer else "",
        )
    )


def titles_of(text: str) -> list[Title]:
    """ "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH" as two lines, the first with its authority."""
    parts = [part for part in _SIGNED.split(text.strip()) if part] or ["Thủ trưởng cơ quan"]
    found = []
    for part in parts:
        word, _, rest = part.partition(" ")
        authority = word.upper() if rest and word.upper() in AUTHORITIES else ""
        found.append(Title(rest.strip() if authority else part, authority))
    return found


_PARTS = (("objective", "Mục tiêu"), ("requirement", "Yêu cầu"))


def _body(paper: PlanPaper) -> Iterator[Block]:
    if paper.amends is not None:
        reason = f" Lý do: {paper.reason.rstrip('.')}." if paper.reason else ""
        yield Paragraph(f"{paper.issuer} điều chỉnh, bổ sung {named(paper.amends)} như sau.{reason}")
    else:
        yield Paragraph(f"{paper.issuer} ban hành kế hoạch {in_sentence(paper.subject)} như sau:")
    for kind, title in _PARTS:
        yield from _clauses(paper, kind, title)
    yield Heading("Nhiệm vụ")
    yield Paragraph(_told(paper))
    yield from _clauses(paper, "arrangement", "Tổ chức thực hiện")


def _clauses(paper: PlanPaper, kind: str, title: str) -> Iterator[Block]:
    rows = [said for said in paper.clauses if said.kind == kind]
    if rows:
        yield Heading(title)
    last = ""
    for said in rows:
        if said.heading and said.heading != last and fold(said.heading) != fold(title):
            yield Heading(said.heading, 2)
        last = said.heading
        for at, line in enumerate(line.strip() for line in said.text.split("\n") if line.strip()):
            yield Paragraph(f"{said.ordinal} {line}" if said.ordinal and at == 0 else line)


def _told(paper: PlanPaper) -> str:
    count = len(_standing(paper))
    if paper.amends is None:
        return f"Kế hoạch có {count} nhiệm vụ, nêu tại phụ lục kèm theo."
    changed = len(_changed(paper))
    return f"Điều chỉnh, bổ sung {changed} nhiệm vụ; sau điều chỉnh, kế hoạch có {count} nhiệm vụ, nêu tại phụ lục kèm theo."


def _standing(paper: PlanPaper) -> list[Duty]:
    return [duty for duty in paper.duties if duty.change != "stopped"]


def _changed(paper: PlanPaper) -> list[Duty]:
    return [duty for duty in paper.duties if duty.change != "kept"]


CHANGES = {"added": "Bổ sung", "amended": "Điều chỉnh", "stopped": "Dừng thực hiện", "kept": "Giữ nguyên"}


def _annexes(paper: PlanPaper) -> Iterator[Annex]:
    if paper.amends is not None and _changed(paper):
        yield Annex("Nhiệm vụ điều chỉnh, bổ sung", [duties_table(_changed(paper), changes=True)])
    title = "Danh mục nhiệm vụ sau điều chỉnh" if paper.amends is not None else "Danh mục nhiệm vụ"
    yield Annex(title, [duties_table(_standing(paper))])


_COLUMNS = (
    ("text", Column("Nội dung nhiệm vụ", width=3.6), True),
    ("lead", Column("Chủ trì", width=1.5), True),
    ("partners", Column("Phối hợp", width=1.5), True),
    ("time", Column("Thời gian", width=1.3), True),
    ("product", Column("Sản phẩm", width=1.6), True),
    ("targets", Column("Chỉ tiêu", width=1.9), False),
    ("audience", Column("Đối tượng", width=1.2), False),
    ("budget", Column("Kinh phí", width=1.2), False),
    ("note", Column("Ghi chú", width=1.2), False),
)


def duties_table(duties: Sequence[Duty], *, changes: bool = False) -> Table:
    """Tasks with the columns that a plan always has, and of the others those that somebody filled in."""
    shown = [
        (name, column)
        for name, column, always in _COLUMNS
        if always or any(getattr(duty, name) for duty in duties)
    ]
    columns = [Column("TT", "order", 0.4), *(column for _, column in shown)]
    if changes:
        columns.insert(1, Column("Thay đổi", width=1.0))

    def rows() -> Iterable[tuple[object, ...]]:
        for at, duty in enumerate(duties, start=1):
            change = (CHANGES[duty.change],) if changes else ()
            yield (at, *change, *(getattr(duty, name) for name, _ in shown))

    return Table(columns, rows, counted=True)


def file_name(document_number: str, number: int, issued_on: date, form: str) -> str:
    """ "ke-hoach-46-KH-SXD-12-02-2026.docx"."""
    plain = re.sub(r"[^0-9A-Za-zĐđ]+", "-", document_number).strip("-")
    return f"ke-hoach-{plain}-{format_date(issued_on).replace('/', '-')}{f'-ban-{number}' if number > 1 else ''}.{form}"
