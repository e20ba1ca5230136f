"""The zip around the parts: the same bytes for the same content, so nothing in it knows the hour."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from xml.sax.saxutils import escape

from lantoa.documents.writing import layout
from lantoa.documents.writing.model import OfficialDocument
from lantoa.documents.writing.word.markup import DECLARATION
from lantoa.documents.writing.wording import said

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def steady_entry(name: str) -> zipfile.ZipInfo:
    """An entry without time, owner or system."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    return info


class Package:
    """A .docx being written; parts may come in pieces."""

    def __init__(self, target: Path | BinaryIO) -> None:
        self._zip = zipfile.ZipFile(target, "w")

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def write(self, name: str, content: str | bytes | Iterable[str]) -> None:
        pieces = [content] if isinstance(content, str | bytes) else content
        with self._zip.open(steady_entry(name), "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece.encode() if isinstance(piece, str) else piece)


def content_types(*, footer: bool) -> str:
    parts = [
        ("/word/document.xml", f"{_TYPES}.document.main+xml"),
        ("/word/styles.xml", f"{_TYPES}.styles+xml"),
        ("/word/numbering.xml", f"{_TYPES}.numbering+xml"),
        ("/word/settings.xml", f"{_TYPES}.settings+xml"),
        ("/word/fontTable.xml", f"{_TYPES}.fontTable+xml"),
        ("/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/word/header1.xml", f"{_TYPES}.header+xml"),
        ("/word/header2.xml", f"{_TYPES}.header+xml"),
    ]
    if footer:
        parts.append(("/word/footer1.xml", f"{_TYPES}.footer+xml"))
    parts.append(("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
    parts.append(
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
    )
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def relations(entries: Iterable[tuple[str, str, str]]) -> str:
    """Relations from (id, kind, target); a kind with a colon is a full name already."""
    found = "".join(
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{_REL}/{kind}"}" Target="{target}"/>'
        for name, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


PACKAGE_RELATIONS = relations(
    [
        ("rId1", "officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
    ]
)

SETTINGS = (
    f'{DECLARATION}<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/></w:settings>'
)

FONTS = (
    f'{DECLARATION}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f'<w:font w:name="{layout.FONT}"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="A3"/>'
    '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)

APPLICATION = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Lan Tỏa</Application></Properties>"
)


def core_properties(document: OfficialDocument) -> str:
    """Title, author and, when it was given, the time of making."""
    title = " ".join(f"{document.kind_name} {said(document.subject)}".split())
    moment = ""
    if document.made_at is not None:
        stamp = _utc(document.made_at).strftime("%Y-%m-%dT%H:%M:%SZ")
        moment = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(said(document.issuer))}</dc:creator>"
        f"<dc:language>vi-VN</dc:language>{moment}</cp:coreProperties>"
    )


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment
