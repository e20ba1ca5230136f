"""An uploaded template as a package: bounded, parsed without entities, searched for what no template needs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from lantoa.documents.archives import Archive
from lantoa.documents.blocks import Unreadable
from lantoa.documents.reading.refusals import archive_refusals, refuse
from lantoa.documents.reading.xml import parse_xml
from lantoa.documents.sniffing import sniff
from lantoa.documents.writing.stencils import dangers
from lantoa.documents.writing.stencils.report import Finding
from lantoa.documents.writing.word.package import steady_entry

MAX_BYTES = 10 * 1024 * 1024
MAX_PART = 4 * 1024 * 1024
MAX_PICTURE = 32 * 1024 * 1024
"""Bytes of a part that is only carried along."""

MAX_ELEMENTS = 50_000
"""Elements of what is printed: a hundred pages have fewer, and the time to fill grows with their square."""

MAIN = "word/document.xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_PRINTED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_ACTIVE = re.compile(r"vbaproject|activex|embeddings/|afchunk|customui|macros", re.I)
_STRICT = b"http://purl.oclc.org/ooxml/officeDocument/relationships"


class Template:
    """The parts of a template. Raises Unreadable for what is no Word file, is damaged, sealed or a bomb."""

    def __init__(self, data: bytes) -> None:
        if not data:
            raise refuse("EMPTY")
        if len(data) > MAX_BYTES:
            raise refuse("TOO_LARGE", "Tệp mẫu lớn hơn 10 MB. Bỏ bớt hình ảnh trong mẫu rồi nạp lại.")
        try:
            self._open(data)
        except Unreadable as error:
            raise (_other_kind(data) if error.code == "CORRUPT" else None) or error from error
        self.printed = {
            name: self.root(name) for name in sorted(self._archive.names) if _PRINTED.fullmatch(name)
        }
        if sum(1 for root in self.printed.values() for _ in root.iter()) > MAX_ELEMENTS:
            raise refuse("TOO_LARGE", "Tệp mẫu quá dài. Chỉ giữ phần trình bày, bỏ nội dung cũ rồi nạp lại.")

    def _open(self, data: bytes) -> None:
        with archive_refusals():
            self._archive = Archive(data)
            self._archive.check_declared()
            if self._archive.sealed:
                raise refuse("ENCRYPTED")
            if len(self._archive.names) != len({name.lower() for name in self._archive.names}):
                raise refuse("CORRUPT")
            self._archive.check_real()
        if MAIN not in self._archive.parts or "[Content_Types].xml" not in self._archive.parts:
            raise refuse("CORRUPT")

    def root(self, name: str) -> etree._Element:
        return parse_xml(self._read(name))

    def _read(self, name: str, limit: int = MAX_PART) -> bytes:
        with archive_refusals(bomb="TOO_LARGE", sealed="CORRUPT"):
            return self._archive.read(name, limit)

    @property
    def size(self) -> int:
        """Bytes of the largest printed part."""
        return max(self._archive.parts[name].file_size for name in self.printed)

    def dangers(self) -> Iterator[Finding]:
        """What would run, be fetched, or hide: each as a finding."""
        yield from self._wrong_kind()
        if any(_ACTIVE.search(name) for name in self._archive.names):
            yield Finding(dangers.MACROS)
        for name in self._archive.names:
            if name.endswith(".rels"):
                yield from dangers.relations(self.root(name))
            elif name.endswith(".xml") and name not in self.printed:
                yield from self._hidden(name)
        for root in self.printed.values():
            yield from dangers.field_codes(root)
            yield from dangers.marks(root)

    def _wrong_kind(self) -> Iterator[Finding]:
        root = self.root("[Content_Types].xml")
        yield from dangers.content_types(root)
        for entry in root.iter(f"{_TYPES}Override"):
            if (entry.get("PartName") or "").lstrip("/") == MAIN and entry.get("ContentType") != _MAIN_TYPE:
                yield Finding("Tệp không phải văn bản Word thường (.docx). Mở bằng Word, lưu lại thành .docx")
        if "_rels/.rels" in self._archive.parts and _STRICT in self._read("_rels/.rels"):
            yield Finding("Tệp lưu dạng “Strict Open XML”. Mở bằng Word, lưu thành .docx (Word Document)")

    def _hidden(self, name: str) -> Iterator[Finding]:
        """Fields in parts that are not printed (properties, styles) would be filled unseen."""
        try:
            raw = self._read(name)
        except Unreadable:
            yield Finding("Tệp mẫu có phần quá lớn. Bỏ bớt hình ảnh và nội dung thừa")
            return
        if name.startswith("word/") and b"<!DOCTYPE" not in raw:
            root = parse_xml(raw)
            yield from dangers.field_codes(root)
            raw = etree.tostring(root, encoding="UTF-8")
        if b"{{" in raw or b"{%" in raw or b"{#" in raw or b"<!DOCTYPE" in raw:
            yield Finding("Tệp mẫu có trường nằm ngoài nội dung (thuộc tính tệp, kiểu chữ). Xóa trường đó")

    def rebuilt(self) -> bytes:
        """The template with its printed parts as they are now."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in self._archive.names:
                if name in self.printed:
                    content = etree.tostring(
                        self.printed[name], xml_declaration=True, encoding="UTF-8", standalone=True
                    )
                else:
                    content = self._read(name, MAX_PICTURE)
                archive.writestr(steady_entry(name), content)
        return stream.getvalue()


def _other_kind(data: bytes) -> Unreadable | None:
    """What the file is instead of a Word file; None when it is a Word file, only a damaged one."""
    found = sniff(data)
    if found.kind in ("docx", "empty"):
        return None
    return refuse(
        "UNKNOWN_TYPE", f"Tệp này là {found.label}, không phải tệp Word .docx. Mở bằng Word, lưu thành .docx."
    )
