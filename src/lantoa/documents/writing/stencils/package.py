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
from lantoa.documents.writing.stencils.report import Finding
from lantoa.documents.writing.word.package import steady_entry

MAX_BYTES = 10 * 1024 * 1024
MAX_PART = 4 * 1024 * 1024
MAIN = "word/document.xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PRINTED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_ACTIVE = re.compile(r"vbaproject|activex|embeddings/|afchunk|customui|macros", re.I)
_ACTIVE_KINDS = {"oleObject", "package", "control", "aFChunk", "subDocument", "attachedTemplate", "frame"}
_FETCHES = re.compile(
    r"\b(?:DDE(?:AUTO)?|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|RD)\b", re.I
)


class Template:
    """The parts of a template. Raises Unreadable for what is no Word file, is damaged, sealed or a bomb."""

    def __init__(self, data: bytes) -> None:
        if not data:
            raise refuse("EMPTY")
        if len(data) > MAX_BYTES:
            raise refuse("TOO_LARGE")
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
        self.printed = {
            name: self.root(name) for name in sorted(self._archive.names) if _PRINTED.fullmatch(name)
        }

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
        for name in self._archive.names:
            if _ACTIVE.search(name):
                yield Finding(
                    "Tệp mẫu chứa macro hoặc đối tượng nhúng. Xóa các đối tượng đó rồi lưu lại thành .docx"
                )
                break
        for name in self._archive.names:
            if name.endswith(".rels"):
                yield from self._relations(name)
            elif name.endswith(".xml") and name not in self.printed:
                yield from self._hidden(name)
        for root in self.printed.values():
            for code in root.iter(f"{_W}instrText", f"{_W}fldSimple"):
                if _FETCHES.search(code.text or code.get(f"{_W}instr") or ""):
                    yield Finding(
                        "Tệp mẫu có trường Word lấy nội dung từ nơi khác (DDE, INCLUDE…). Xóa trường đó"
                    )

    def _wrong_kind(self) -> Iterator[Finding]:
        for entry in self.root("[Content_Types].xml").iter(f"{_TYPES}Override"):
            if (entry.get("PartName") or "").lstrip("/") == MAIN and entry.get("ContentType") != _MAIN_TYPE:
                yield Finding("Tệp không phải văn bản Word thường (.docx). Mở bằng Word, lưu lại thành .docx")

    def _relations(self, name: str) -> Iterator[Finding]:
        for relation in self.root(name).iter(_RELATION):
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            outside = (relation.get("TargetMode") or "").lower() == "external"
            if kind in _ACTIVE_KINDS or (outside and kind != "hyperlink"):
                yield Finding(
                    "Tệp mẫu liên kết tới tệp ở nơi khác hoặc chứa đối tượng nhúng. Gỡ liên kết (Dữ liệu > Sửa liên "
                    "kết), chèn hình trực tiếp rồi lưu lại"
                )

    def _hidden(self, name: str) -> Iterator[Finding]:
        """Fields in parts that are not printed (properties, styles) would be filled unseen."""
        try:
            raw = self._read(name)
        except Unreadable:
            yield Finding("Tệp mẫu có phần quá lớn. Bỏ bớt hình ảnh và nội dung thừa")
            return
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
                    content = self._read(name, MAX_BYTES)
                archive.writestr(steady_entry(name), content)
        return stream.getvalue()
