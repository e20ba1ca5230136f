"""What is inside a zip or an old compound (OLE) file."""

from __future__ import annotations

import re
import struct
from typing import BinaryIO

import olefile

from lantoa.documents.archives import Archive, Bomb, BrokenArchive, SealedArchive
from lantoa.documents.sniffing.types import FileType, file_type

_MAIN_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"ms-word.document.macroEnabled.main+xml", "docm"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "docm"),
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "dotx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.template.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-powerpoint.presentation.macroEnabled.main+xml", "pptm"),
    (b"presentationml.presentation.main+xml", "pptx"),
    (b"presentationml.slideshow.main+xml", "pptx"),
)
_ODF = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_CODE_PART = re.compile(r"(?:^|/)(?:vbaProject|vbaData)[^/]*$|(?:^|/)macrosheets/", re.IGNORECASE)
_PROGRAM_PARTS = {"META-INF/MANIFEST.MF", "AndroidManifest.xml", "classes.dex"}
_BOOKS = {"workbook", "book"}
_FILE_PASS = 0x2F
_TYPES_LIMIT = 1024 * 1024


def sniff_zip(stream: BinaryIO) -> FileType:
    """docx, xlsx, odt… or a plain zip. `broken` when the directory cannot be read or claims absurd sizes."""
    try:
        archive = Archive(stream)
        if "[Content_Types].xml" in archive.parts:
            return _sniff_office(archive)
        if "mimetype" in archive.parts:
            return _sniff_open_document(archive)
    except (BrokenArchive, Bomb):
        return file_type("zip", broken=True)
    except SealedArchive:
        return file_type("zip", encrypted=True)
    if _PROGRAM_PARTS & set(archive.parts):
        return file_type("jar")
    return file_type("zip", encrypted=archive.sealed)


def _sniff_office(archive: Archive) -> FileType:
    types = archive.read("[Content_Types].xml", _TYPES_LIMIT)
    has_code = any(_CODE_PART.search(name) for name in archive.names)
    for mark, kind in _MAIN_PARTS:
        if mark in types:
            return file_type(kind, has_macros=has_code or kind.endswith("m"), encrypted=archive.sealed)
    return file_type("zip", has_macros=has_code)


def _sniff_open_document(archive: Archive) -> FileType:
    media_type = archive.read("mimetype", 200).decode("ascii", "replace").strip()
    if media_type == "application/epub+zip":
        return file_type("epub")
    family = media_type.removeprefix("application/vnd.oasis.opendocument.")
    if family == media_type:
        return file_type("zip")
    has_code = any(name.startswith(("Basic/", "Scripts/")) for name in archive.names)
    return file_type(_ODF.get(family.split("-")[0], "zip"), has_macros=has_code)


def sniff_ole(stream: BinaryIO) -> FileType:
    """doc, xls, ppt, an encrypted Office file, or some other compound file."""
    stream.seek(0)
    try:
        with olefile.OleFileIO(stream) as compound:
            names = ["/".join(path) for path in compound.listdir(streams=True, storages=True)]
            is_sealed = any(_asks_password(compound, name) for name in names if name.lower() in _BOOKS)
    except Exception:  # olefile raises whatever a damaged table leads it to
        return file_type("ole", broken=True)
    lowered = {name.lower() for name in names}
    has_code = any("vba" in name.split("/") or "_vba_project" in name for name in lowered)
    if "encryptedpackage" in lowered:
        return file_type("ooxml", encrypted=True)
    if "worddocument" in lowered:
        return file_type("doc", has_macros=has_code)
    if lowered & _BOOKS:
        return file_type("xls", has_macros=has_code, encrypted=is_sealed)
    if "powerpoint document" in lowered:
        return file_type("ppt", has_macros=has_code)
    return file_type("ole", has_macros=has_code)


def _asks_password(compound: olefile.OleFileIO, book: str) -> bool:
    """An .xls with a password says so in one of its first records; the rest of it is cipher."""
    head = compound.openstream(book).read(8192)
    at = 0
    while at + 4 <= len(head):
        kind, length = struct.unpack_from("<HH", head, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False
