"""Templates as an agency might upload them, good and bad."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx

GOOD = (
    "{{ co_quan_chu_quan }}",
    "{{ co_quan_ban_hanh }}",
    "{{ so }}",
    "{{ ngay_thang }}",
    "{{ ten_loai }}",
    "{{ trich_yeu }}",
    "{%p for dong in can_cu %}",
    "{{ dong }}",
    "{%p endfor %}",
    "{%p if kinh_gui %}",
    "Kính gửi: {{ kinh_gui }}",
    "{%p endif %}",
    "{{ noi_dung }}",
    "{{ chuc_vu_ky }}",
    "{{ nguoi_ky }}",
    "Mã: {{ ma_noi_dung }}",
)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def template(*paragraphs: str, good: bool = True) -> bytes:
    """A template of these paragraphs, after those that every template needs."""
    document = docx.Document()
    for text in (*(GOOD if good else ()), *paragraphs):
        document.add_paragraph(text)
    return saved(document)


def with_recipients_table() -> bytes:
    """A template whose recipients are rows of a table."""
    document = docx.Document()
    for text in GOOD:
        document.add_paragraph(text)
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for dong in noi_nhan %}"
    table.cell(1, 0).text = "{{ dong }}"
    table.cell(1, 1).text = "Nơi nhận"
    table.cell(2, 0).text = "{%tr endfor %}"
    return saved(document)


def changed(data: bytes, **parts: str | bytes | None) -> bytes:
    """The same package with parts replaced, added or (None) left out; `__` in a name stands for /."""
    wanted = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in wanted:
                after.writestr(name, before.read(name))
        for name, content in wanted.items():
            if content is not None:
                after.writestr(name, content)
    return stream.getvalue()


def rewritten(data: bytes, name: str, old: str, new: str) -> bytes:
    """The same package with words of one part replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.namelist():
            content = before.read(entry)
            if entry == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            after.writestr(entry, content)
    return stream.getvalue()
