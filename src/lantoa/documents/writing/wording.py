"""The fixed phrases of an official document, and the cleaning of what people wrote."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lantoa.documents.cleaning import clean
from lantoa.documents.tables_out import as_text
from lantoa.documents.writing.model import Annex, Column, OfficialDocument, Run, Signature, Text, runs_of
from lantoa.foundation.text import NBSP, format_date_in_words, format_number, keep_together

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
TO = "Kính gửi:"
RECIPIENTS = "Nơi nhận:"
DRAFT = "DỰ THẢO"
END = "./."
BLANK = NBSP * 5

_ENDS = " ;.,:"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LETTERS = "abcdđeghiklmnopqrstuvxy"


def said(text: str) -> str:
    """What somebody wrote, ready for print: NFC, no control or invisible characters, numbers held to their words."""
    return keep_together(clean(text))


def said_runs(text: Text) -> tuple[Run, ...]:
    return tuple(Run(said(run.text), run.bold, run.italic) for run in runs_of(text))


def capitals(text: str) -> str:
    return said(text).upper()


def number_line(document: OfficialDocument) -> str:
    """ "Số: 05/BC-SXD"; a number below ten takes a zero, a missing one leaves its place."""
    return f"Số:{NBSP}{_number(document)}/{said(document.symbol)}"


def _number(document: OfficialDocument) -> str:
    number = document.number
    if number is None or not str(number).strip():
        return BLANK
    text = said(str(number)).strip()
    return text.zfill(2) if text.isdecimal() else text


def day_in_words(document: OfficialDocument) -> str:
    if document.day is not None:
        return format_date_in_words(document.day)
    year = BLANK if document.year is None else str(document.year)
    return NBSP.join(("ngày", BLANK, "tháng", BLANK, "năm", year))


def place_and_day(document: OfficialDocument) -> str:
    return f"{said(document.place)}, {day_in_words(document)}"


def about(document: OfficialDocument) -> str:
    """The subject of a letter: "V/v …"."""
    return f"V/v {said(document.subject)}"


def bases(document: OfficialDocument) -> list[str]:
    """Each on its line: a semicolon after each, a full stop after the last."""
    return closed(document.bases)


def closed(lines: Sequence[str]) -> list[str]:
    """Lines of a list: each ends with a semicolon, the last with a full stop."""
    bare = [line for line in (said(line).strip().rstrip(_ENDS) for line in lines) if line]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def undashed(lines: Sequence[str]) -> list[str]:
    """Without the dash that a list puts before each line itself."""
    return [said(line).strip().removeprefix("-").removeprefix("–").strip() for line in lines]


def addressees(document: OfficialDocument) -> list[str]:
    """One name stands on the line of "Kính gửi:" as it is; several make a list."""
    names = [name for name in undashed(document.addressed_to) if name]
    return [names[0].rstrip(_ENDS)] if len(names) == 1 else closed(names)


def recipients(document: OfficialDocument) -> list[str]:
    return closed(undashed(document.recipients))


def titles(signature: Signature) -> list[str]:
    """The lines over a signature, in capitals: "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"."""
    return [
        f"{line.authority}{NBSP}{capitals(line.title)}" if line.authority else capitals(line.title)
        for line in signature.titles
    ]


def annex_label(at: int, count: int) -> str:
    """ "Phụ lục" alone, with a Roman number where there are several; `at` counts from 1."""
    return f"Phụ lục{NBSP}{roman(at)}" if count > 1 else "Phụ lục"


def annex_caption(document: OfficialDocument, annex: Annex) -> str:
    if annex.caption:
        return f"({said(annex.caption).strip().removeprefix('(').removesuffix(')')})"
    issuer = " ".join(said(document.issuer).split())
    return (
        f"(Kèm theo {document.kind_name} số{NBSP}{_number(document)}/{said(document.symbol)} "
        f"{day_in_words(document)} của {issuer})"
    )


def foot_line(document: OfficialDocument) -> str:
    """What stands small at the foot of each page: that it is a draft, and the hash of its content."""
    code = f"Mã nội dung (SHA-256): {said(document.content_hash)}" if document.content_hash else ""
    return " · ".join(part for part in (DRAFT if document.draft else "", code) if part)


def roman(number: int) -> str:
    found = "X" * (number // 10)
    number %= 10
    for value, sign in _ROMAN:
        while number >= value:
            found, number = found + sign, number - value
    return found


def letter(number: int) -> str:
    """a, b, c, d, đ, e, g …: the Vietnamese alphabet without ă, â, ê, ô, ơ, ư, as points are lettered."""
    rounds, at = divmod(number - 1, len(_LETTERS))
    return _LETTERS[at] * (rounds + 1)


def cell_text(value: object, column: Column) -> str:
    """A value as an official reads it: 1.234.567,5 · 88,37% · 05/03/2026."""
    number = figure(value) if column.kind in ("int", "decimal", "percent") else None
    if number is None:
        return said(as_text(value, column.kind))
    shown = format_number(number, column.places)
    return f"{shown}%" if column.kind == "percent" else shown


def figure(value: object) -> Decimal | None:
    """The value as an exact number, None where it is not one; True is not."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact if exact.is_finite() else None
