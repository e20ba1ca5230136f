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
from lantoa.documents.writing.word.markup import W
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
    "KinhGui": ("{%p if kinh_gui %}", "Kính gửi: {{ kinh_gui }}", "{%p endif %}"),
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
    addressed_to=["Nơi gửi"],
    body=[Paragraph("Nội dung")],
    recipients=["Nơi nhận"],
    signature=Signature([Title("Chức vụ")], "Họ và tên"),
    content_hash="0",
    draft=True,
)
"""Says nothing: only its paragraphs and their styles are used."""


def _with_fields(content: bytes, fields: Mapping[str, Field]) -> bytes:
    root = parse_xml(content)
    for paragraph in list(root.iter(f"{_W}p")):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is None or style.get(f"{_W}val") not in PLACES:
            continue
        name = style.get(f"{_W}val")
        lines = [*_homeless(fields), *PLACES[name]] if name == "ThanVanBan" else PLACES[name]
        for line in lines:
            paragraph.addprevious(_said(paragraph, line))
        paragraph.getparent().remove(paragraph)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _homeless(fields: Mapping[str, Field]) -> Iterator[str]:
    """Fields that were added and have no place in the layout yet."""
    placed = " ".join(line for lines in PLACES.values() for line in lines)
    yield from (
        f"{field.label}: {{{{ {name} }}}}" for name, field in fields.items() if f" {name} " not in placed
    )


def _said(paragraph: etree._Element, line: str) -> etree._Element:
    """The paragraph with this text; without a number of its own, for the values bring their dashes."""
    made = deepcopy(paragraph)
    runs = made.findall(f"{_W}r")
    for run in runs[1:]:
        made.remove(run)
    text = runs[0].find(f"{_W}t")
    text.text = line
    text.set(_SPACE, "preserve")
    style = made.find(f"{_W}pPr/{_W}pStyle")
    if style.get(f"{_W}val") == "NoiNhan":
        number = etree.Element(f"{_W}numPr")
        etree.SubElement(number, f"{_W}numId").set(f"{_W}val", "0")
        style.addnext(number)
    return made
