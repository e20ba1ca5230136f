"""A template to begin with: the built-in layout with every field in its place, made from the list of fields itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from lantoa.documents.reading.xml import parse_xml
from lantoa.documents.writing.model import OfficialDocument, Paragraph, Signature, Title
from lantoa.documents.writing.stencils.fields import FIELDS, Field
from lantoa.documents.writing.word import docx_of
from lantoa.documents.writing.word.lists import to_colon
from lantoa.documents.writing.word.markup import W, twips
from lantoa.documents.writing.word.package import steady_entry

_W = f"{{{W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PRINTED = ("word/document.xml", "word/header", "word/footer")

PLACES = {
    "CoQuanChuQuan": ("{{ co_quan_chu_quan }}",),
    "CoQuanBanHanh": ("{{ co_quan_ban_hanh }}",),
    "SoKyHieu": ("{{ so }}",),
    "DiaDanhNgay": ("{{ ngay_thang }}",),
    "TenLoai": ("{{ ten_loai }}",),
    "TrichYeu": ("{{ trich_yeu }}",),
    "KinhGui": ("{%p if kinh_gui_mot %}", "Kính gửi: {{ kinh_gui_mot }}", "{%p endif %}"),
    "KinhGuiNhieuNoi": ("{%p if kinh_gui_nhieu %}", "Kính gửi:"),
    "NoiKinhGui": ("{%p for dong in kinh_gui_nhieu %}", "{{ dong }}", "{%p endfor %}"),
    "SauKinhGui": ("", "{%p endif %}"),
    "CanCu": ("{%p for dong in can_cu %}", "{{ dong }}", "{%p endfor %}"),
    "ThanVanBan": ("{{ noi_dung }}",),
    "NoiNhan": ("{%p for dong in noi_nhan %}", "{{ dong }}", "{%p endfor %}"),
    "ChucVuKy": ("{{ chuc_vu_ky }}",),
    "NguoiKy": ("{{ nguoi_ky }}",),
    "DuThao": ("{{ du_thao }}",),
    "Footer": (
        "{% if du_thao %}{{ du_thao }} {% endif %}{% if ma_noi_dung %}Mã nội dung (SHA-256): {{ ma_noi_dung }}{% endif %}",
    ),
}
"""Which lines stand where the built-in layout has a paragraph of this style."""

BY_PARTS = frozenset({"kinh_gui"})
"""Fields that stand in the layout by others: one addressee stands on the line of "Kính gửi:", several below it."""


def starter_template(fields: Mapping[str, Field] = FIELDS) -> bytes:
    """A Word file that passes the checker and holds each of these fields; one without a place stands above the body."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_of(_SAMPLE))) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            if name.startswith(_PRINTED):
                content = _with_fields(content, fields)
            after.writestr(steady_entry(name), content)
    return stream.getvalue()


_SAMPLE = OfficialDocument(
    kind="BC",
    superior="Cơ quan chủ quản",
    issuer="Cơ quan ban hành",
    symbol="BC",
    place="Địa danh",
    year=2026,
    subject="Trích yếu nội dung của văn bản",
    bases=["Căn cứ"],
    addressed_to=["Nơi gửi", "Nơi gửi khác"],
    body=[Paragraph("Nội dung")],
    recipients=["Nơi nhận"],
    signature=Signature([Title("Chức vụ")], "Họ và tên"),
    content_hash="0",
    draft=True,
)
"""Says nothing: only its paragraphs and their styles are used."""


def _with_fields(content: bytes, fields: Mapping[str, Field]) -> bytes:
    root = parse_xml(content)
    _spread_addressees(root)
    for paragraph in list(root.iter(f"{_W}p")):
        name = _style_of(paragraph)
        if name not in PLACES:
            continue
        if name == "SauKinhGui":
            paragraph.find(f"{_W}pPr/{_W}pStyle").set(f"{_W}val", "KhoangCach")
        lines = [*_homeless(fields), *PLACES[name]] if name == "ThanVanBan" else PLACES[name]
        for line in lines:
            paragraph.addprevious(_said(paragraph, line))
        paragraph.getparent().remove(paragraph)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _spread_addressees(root: etree._Element) -> None:
    """The sample has several: one line for a single one comes before them, one line for each is enough."""
    found = {name: [p for p in root.iter(f"{_W}p") if _style_of(p) == name] for name in _ADDRESSED}
    for several in found["KinhGuiNhieuNoi"]:
        alone = deepcopy(several)
        properties = alone.find(f"{_W}pPr")
        properties.find(f"{_W}pStyle").set(f"{_W}val", "KinhGui")
        for indent in properties.findall(f"{_W}ind"):
            properties.remove(indent)
        several.addprevious(alone)
    for name in found["NoiKinhGui"][1:]:
        if (after := name.getnext()) is not None and _style_of(after) == "KhoangCach":
            after.find(f"{_W}pPr/{_W}pStyle").set(f"{_W}val", "SauKinhGui")
        name.getparent().remove(name)


_ADDRESSED = ("KinhGuiNhieuNoi", "NoiKinhGui")


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val"))


def _homeless(fields: Mapping[str, Field]) -> Iterator[str]:
    """Fields that were added and have no place in the layout yet."""
    placed = " ".join(line for lines in PLACES.values() for line in lines)
    yield from (
        f"{field.label}: {{{{ {name} }}}}"
        for name, field in fields.items()
        if f" {name} " not in placed and name not in BY_PARTS
    )


def _said(paragraph: etree._Element, line: str) -> etree._Element:
    """The paragraph with this text; without a number of its own, for the values bring their dashes."""
    made = deepcopy(paragraph)
    runs = made.findall(f"{_W}r")
    for run in runs[1:]:
        made.remove(run)
    if line:
        run = runs[0] if runs else etree.SubElement(made, f"{_W}r")
        text = run.find(f"{_W}t")
        text = etree.SubElement(run, f"{_W}t") if text is None else text
        text.text = line
        text.set(_SPACE, "preserve")
    if _style_of(made) in _NUMBERED:
        _stand_still(made, _NUMBERED[_style_of(made)])
    return made


_NUMBERED = {"NoiNhan": 0.0, "NoiKinhGui": to_colon()}
"""Styles with a dash of their own, and how far from the margin their lines stand without it, in millimetres."""


def _stand_still(paragraph: etree._Element, left: float) -> None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    number = etree.Element(f"{_W}numPr")
    etree.SubElement(number, f"{_W}numId").set(f"{_W}val", "0")
    style.addnext(number)
    if left:
        indent = etree.Element(f"{_W}ind")
        indent.set(f"{_W}left", str(twips(left)))
        indent.set(f"{_W}firstLine", "0")
        number.addnext(indent)
