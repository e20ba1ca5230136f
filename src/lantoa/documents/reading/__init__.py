"""Files in, as blocks with places: `read`, `read_file`, `read_text`. Raises Unreadable with the way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lantoa.documents.blocks import Block, Cell, Note, Place, Source, Table, Unreadable
from lantoa.documents.reading.lines import read_lines, read_pasted
from lantoa.documents.reading.pdf import read_pdf
from lantoa.documents.reading.refusals import MAX_BYTES, macros, mislabelled, refuse, unknown
from lantoa.documents.reading.separated import read_separated
from lantoa.documents.reading.sheets import read_workbook
from lantoa.documents.reading.web import read_web
from lantoa.documents.reading.word import read_docx
from lantoa.documents.sniffing import FileType, sniff

__all__ = [
    "Block",
    "Cell",
    "Note",
    "Place",
    "Source",
    "Table",
    "Unreadable",
    "read",
    "read_file",
    "read_text",
]

_WAY_OUT_WORD = "Lưu lại thành .docx rồi nạp lại."
_WAY_OUT_SHEET = "Lưu lại thành .xlsx rồi nạp lại."
_WAY_OUT_ANY = "Nạp tệp .docx, .pdf, .xlsx, .txt hoặc dán nội dung từ bản Word."
_WAYS_OUT = {
    "rtf": _WAY_OUT_WORD,
    "odt": _WAY_OUT_WORD,
    "ods": _WAY_OUT_SHEET,
    "xlsb": _WAY_OUT_SHEET,
    "xml": _WAY_OUT_WORD,
    "zip": "Giải nén rồi nạp từng tệp.",
    "rar": "Giải nén rồi nạp từng tệp.",
    "7z": "Giải nén rồi nạp từng tệp.",
}
_MACRO_FREE = {
    "docm": ".docx",
    "docx": ".docx",
    "dotx": ".docx",
    "xlsm": ".xlsx",
    "xlsx": ".xlsx",
    "xls": ".xlsx",
}
_PROMISED = {
    ".docx": {"docx", "docm", "dotx"},
    ".xlsx": {"xlsx", "xlsm", "xlsb"},
    ".xls": {"xls"},
    ".pdf": {"pdf"},
    ".txt": {"txt"},
    ".md": {"txt"},
    ".csv": {"txt", "csv"},
    ".html": {"html"},
    ".htm": {"html"},
}
_BINARY_NAMES = (".docx", ".xlsx", ".xls", ".pdf")

_READERS: dict[str, Callable[[bytes, str], Source]] = {
    "docx": read_docx,
    "dotx": read_docx,
    "xlsx": read_workbook,
    "xls": read_workbook,
    "html": read_web,
    "pdf": read_pdf,
    "txt": read_lines,
}
_SEPARATED_NAMES = (".csv", ".tsv")


def read_file(path: str | Path) -> Source:
    """The file at `path`. Raises OSError when it cannot be opened, Unreadable when it cannot be read."""
    path = Path(path)
    if path.stat().st_size > MAX_BYTES:
        raise refuse("TOO_LARGE")
    return read(path.read_bytes(), path.name)


def read_text(text: str, name: str = "") -> Source:
    """Text that somebody pasted; places are its lines."""
    if len(text) > MAX_BYTES:
        raise refuse("TOO_LARGE")
    return read_pasted(text, name)


def read(data: bytes, name: str) -> Source:
    """The content of a file as blocks and tables. Its type is told by `data`, never by `name`.

    Raises Unreadable when nothing can be read from it.
    """
    if not data:
        raise refuse("EMPTY")
    if len(data) > MAX_BYTES:
        raise refuse("TOO_LARGE")
    found = sniff(data)
    extension = _extension(name)
    _refuse_unreadable(found, extension)
    # Text is text: only its name tells whether commas in it are meant as columns.
    is_separated = found.kind == "txt" and extension in _SEPARATED_NAMES
    source = read_separated(data, name) if is_separated else _READERS[found.kind](data, name)
    if not source.items:
        raise refuse("EMPTY")
    return source


def _extension(name: str) -> str:
    return Path(name.replace("\\", "/")).suffix.lower()


def _refuse_unreadable(found: FileType, extension: str) -> None:
    if found.encrypted:
        raise refuse("ENCRYPTED")
    if found.kind == "doc":
        raise refuse("OLD_WORD")
    if found.has_macros and found.kind in _MACRO_FREE:
        raise macros(_MACRO_FREE[found.kind])
    if found.broken or (found.kind in ("unknown", "ole") and extension in _BINARY_NAMES):
        raise refuse("CORRUPT")
    if found.kind == "txt" and extension in _BINARY_NAMES:
        way_out = "Lưu lại bằng Word hoặc Excel, hoặc đổi đuôi thành .txt, rồi nạp lại."
        raise mislabelled(extension, found.label, way_out)
    if found.kind in _READERS:
        return
    way_out = _WAYS_OUT.get(found.kind, _WAY_OUT_ANY)
    if extension in _PROMISED and found.kind not in _PROMISED[extension]:
        raise mislabelled(extension, found.label, way_out)
    raise unknown(found.label, way_out)
