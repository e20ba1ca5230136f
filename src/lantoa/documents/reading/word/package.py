"""The parts of a .docx that carry text: found by their relations, bounded, parsed without entities."""

from __future__ import annotations

import posixpath

from lantoa.documents.archives import Archive
from lantoa.documents.reading.refusals import archive_refusals, refuse
from lantoa.documents.reading.word.names import RELATIONS, Element
from lantoa.documents.reading.xml import parse_xml

_PART_LIMIT = 40 * 1024 * 1024


class Package:
    """An opened .docx. Relations that point outside the file are not followed."""

    def __init__(self, data: bytes) -> None:
        with archive_refusals():
            self._archive = Archive(data)
            self._archive.check_declared()
        self._by_lower = {name.lower(): name for name in self._archive.names}
        main = self._targets("").get("officeDocument", "word/document.xml")
        self.document = self._parsed(main)
        self._related = self._targets(main)

    def part(self, kind: str) -> Element | None:
        """The root of the part related to the document as `kind` ("numbering", "styles", "footnotes"), or None."""
        name = self._related.get(kind)
        if name is None or name.lower() not in self._by_lower:
            return None
        return self._parsed(name)

    def _parsed(self, name: str) -> Element:
        return parse_xml(self._read(name))

    def _read(self, name: str) -> bytes:
        stored = self._by_lower.get(name.lower())
        if stored is None:
            raise refuse("CORRUPT")
        with archive_refusals():
            return self._archive.read(stored, _PART_LIMIT)

    def _targets(self, part: str) -> dict[str, str]:
        """Last word of the relation's type → name of the part, for relations inside the file."""
        folder, base = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations.lower() not in self._by_lower:
            return {}
        found: dict[str, str] = {}
        for relation in self._parsed(relations).iter(f"{{{RELATIONS}}}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
            kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
            found.setdefault(kind, target.lstrip("/"))
        return found
