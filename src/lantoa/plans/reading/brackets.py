"""Who and when in the brackets that close a duty: "… (Quý II, III; Phòng Văn hóa - Xã hội)"."""

from __future__ import annotations

import re

from lantoa.plans.reading.identifiers import find_numbers
from lantoa.plans.reading.labels import Labelled, read_labels
from lantoa.plans.reading.normalise import fold, squeeze
from lantoa.plans.reading.people import body_heading, from_fields
from lantoa.plans.reading.times import read_time

_LAST = re.compile(r"\s*\((?P<inner>[^()]{4,400})\)\s*[.;,]?\s*$")
_TIMELY = re.compile(
    r"(?:quy|thang|ngay|truoc|trong|tu|den|hang|moi|dinh ky|thuong xuyen|lien tuc|ca nam|xong|hoan thanh|cham nhat|dau|giua|cuoi"
    r"|tuan|vao|dip|nhan|khi|sau|theo|nam|\d+|(?:sau|ba|chin) thang)\b"
)
_MAYBE = re.compile(
    r"theo\b|trong(?! (?:quy|thang|nam|tuan|dip|ngay|vong|\d))|tu(?! (?:thang|ngay|quy|nam|\d))"
)
_WHO_DOES = re.compile(r"\b(?:chu tri|phoi hop|thuc hien|phu trach|tham muu|dau moi)\b")
_HELPS = re.compile(
    r"(?:cung\s+)?(?:phoi hop)(?: (?:voi|cung))?\s+(?P<who>.{3,})$|(?P<them>.{3,}?)\s+(?:cung )?phoi hop$"
)


def read_pieces(text: str) -> Labelled:
    """The labelled pieces of a text, and those that its last brackets name without a label.

    Brackets that hold a label leave the text; those without one stay in it, as written.
    """
    hit = _LAST.search(text) if text.rstrip(" .;,").endswith(")") else None
    if hit is None:
        return read_labels(text)
    fields, labelled = _inside(hit["inner"])
    if not fields:
        return read_labels(text)
    rest = read_labels(text[: hit.start()].rstrip())
    kept = rest.text if labelled else f"{rest.text}{text[hit.start() :]}"
    return Labelled(kept, {**fields, **rest.fields})


def _inside(inner: str) -> tuple[dict[str, str], bool]:
    """The fields of the brackets when every piece is one of them, and whether any was labelled."""
    pieces = [squeeze(piece).strip(" .,-–") for piece in re.split(r"[;\n]", inner)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 1 and _field(pieces[0], alone=True) is None:
        pieces = [squeeze(piece).strip(" .") for piece in inner.split(",")]
    fields: dict[str, str] = {}
    labelled = False
    alone = len(pieces) == 1
    for piece in pieces:
        own = read_labels(piece)
        if own.fields and len(own.text) < 3:
            labelled = True
            fields.update(own.fields)
            continue
        found = _field(piece, alone)
        if found is None:
            return {}, False
        for kind, value in found.items():
            kind = "partners" if kind == "lead" and "lead" in fields else kind
            fields[kind] = f"{fields[kind]}; {value}" if fields.get(kind) else value
    if not labelled and set(fields) <= {"lead", "partners"} and not _WHO_DOES.search(fold(inner)):
        return {}, False  # "(Sở Nội vụ)" explains a word: it gives no order
    return fields, labelled


def _field(piece: str, alone: bool) -> dict[str, str] | None:
    """A time, a body, or a body that leads or helps; nothing for other words."""
    folded = fold(piece)
    if find_numbers(piece) or len(piece) > 200:
        return None
    if _TIMELY.match(folded) and not (alone and _MAYBE.match(folded)) and read_time(piece).when.kind:
        return {"time": piece}
    helps = _HELPS.match(folded)
    if helps and not re.search(r"chu tri|thuc hien|phu trach", folded):
        kind = "who" if helps["who"] else "them"
        return {"partners": piece[helps.start(kind) : helps.end(kind)]}
    if _WHO_DOES.search(folded):
        named = from_fields(piece, None, None)
        return {"lead": piece} if named.lead and body_heading(named.lead) else None
    body = body_heading(piece)
    return {"lead": body} if body and not alone else None
