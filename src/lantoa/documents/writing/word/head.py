"""The head of the first page: superior and issuer beside country and motto, number and date, kind and subject."""

from __future__ import annotations

from collections.abc import Iterator

from lantoa.documents.writing import layout
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.measure import lines_of, width_mm
from lantoa.documents.writing.model import OfficialDocument
from lantoa.documents.writing.word.lists import TO_AT
from lantoa.documents.writing.word.markup import bare_table, line, paragraph, text_run, twips

_RULE = f'<w:pBdr><w:top w:val="single" w:sz="{round(layout.RULE_WEIGHT * 8)}" w:space="0" w:color="000000"/></w:pBdr>'


def head_markup(document: OfficialDocument) -> Iterator[str]:
    left, right = layout.HEAD
    below = [line("SoKyHieu", words.number_line(document))]
    if document.is_letter:
        below.append(line("TrichYeuCongVan", words.about(document)))
    yield bare_table(
        layout.HEAD,
        [
            (_issuer(document, left), _country(right)),
            ("".join(below), line("DiaDanhNgay", words.place_and_day(document))),
        ],
    )
    if not document.is_letter:
        yield from _title(document)
    yield from _addressees(document)
    for base in words.bases(document):
        yield line("CanCu", base)


def rule(length_mm: float, room_mm: float) -> str:
    """A line of this length in the middle of the room: the upper border of a low paragraph."""
    side = twips(max(0.0, (room_mm - length_mm) / 2))
    return paragraph("DongKe", border=_RULE, indent=(side, side))


def _issuer(document: OfficialDocument, room: float) -> str:
    size = layout.SIZES["issuer"]
    lines = lines_of(words.capitals(document.issuer), room, size, bold=True)
    found = "".join(
        line("CoQuanChuQuan", name)
        for name in lines_of(words.capitals(document.superior), room, layout.SIZES["superior"])
        if name
    )
    found += "".join(line("CoQuanBanHanh", name) for name in lines)
    return found + rule(layout.RULE * width_mm(lines[-1], size, bold=True), room)


def _country(room: float) -> str:
    length = width_mm(words.MOTTO, layout.SIZES["motto"], bold=True)
    return line("QuocHieu", words.COUNTRY) + line("TieuNgu", words.MOTTO) + rule(length, room)


def _title(document: OfficialDocument) -> Iterator[str]:
    room, size = layout.text_width(), layout.SIZES["subject"]
    subject = words.said(document.subject)
    lines = lines_of(subject, room, size, bold=True)
    yield line("TenLoai", document.kind_name.upper())
    yield line("TrichYeu", subject)
    yield rule(layout.RULE * min(room, max(width_mm(part, size, bold=True) for part in lines)), room)


def _addressees(document: OfficialDocument) -> Iterator[str]:
    names = words.addressees(document)
    if len(names) == 1:
        yield line("KinhGui", f"{words.TO} {names[0]}")
    elif names:
        yield paragraph("KinhGuiNhieuNoi", text_run(words.TO), indent=(twips(TO_AT), 0))
        yield from (line("NoiKinhGui", name) for name in names)
        yield paragraph("KhoangCach")
    elif document.is_letter or not document.bases:
        yield paragraph("KhoangCach")
