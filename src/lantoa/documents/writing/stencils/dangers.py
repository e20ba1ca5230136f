"""What a template may not hold because Word would run it, fetch it, or print it in every report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from lantoa.documents.writing.stencils.report import Finding

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ACTIVE_KINDS = {
    "oleObject", "package", "control", "aFChunk", "subDocument", "attachedTemplate", "frame", "vbaProject",
    "wordVbaData", "keyMapCustomizations", "activeXControlBinary", "attachedToolbars", "extensibility",
    "mailMergeSource", "mailMergeHeaderSource", "recipientData",
}  # fmt: skip
_ACTIVE_TYPES = re.compile(r"macroenabled|vbaproject|vbadata|oleobject|activex|keymapcustom", re.I)
_PLAIN_LINK = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.I)
_ALLOWED = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "FILENAME",
        "STYLEREF",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "TOC",
        "SEQ",
        "HYPERLINK",
    ]
)
_CHANGES = tuple(f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))

EMBEDDED = (
    "Tệp mẫu liên kết tới tệp ở nơi khác hoặc chứa đối tượng nhúng. Bỏ liên kết, đối tượng đó; hình thì chèn trực "
    "tiếp; rồi lưu lại"
)
MACROS = "Tệp mẫu chứa macro hoặc đối tượng nhúng. Xóa các đối tượng đó rồi lưu lại thành .docx"


def relations(root: etree._Element) -> Iterator[Finding]:
    """Links of a part: none that fetches or embeds; to the outside only pages and letters that somebody clicks."""
    for relation in root.iter(_RELATION):
        kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
        outside = (relation.get("TargetMode") or "").lower() == "external"
        if kind in _ACTIVE_KINDS or (outside and kind != "hyperlink"):
            yield Finding(EMBEDDED)
        elif outside and not _PLAIN_LINK.fullmatch(relation.get("Target") or ""):
            yield _link(relation.get("Target") or "")


def content_types(root: etree._Element) -> Iterator[Finding]:
    if any(_ACTIVE_TYPES.search(entry.get("ContentType") or "") for entry in root):
        yield Finding(MACROS)


def _link(target: str) -> Finding:
    shown = target if len(target) <= 60 else f"{target[:60]} …"
    return Finding(
        f"Tệp mẫu có liên kết “{shown}”. Chỉ giữ liên kết tới trang thông tin (https://) hoặc thư điện tử (mailto:)"
    )


def field_codes(root: etree._Element) -> Iterator[Finding]:
    """Codes of Word's own fields: numbers of pages, days and contents; a code that another field writes is refused."""
    for code in _codes(root):
        words = code.split()
        name = words[0].upper() if words else ""
        if name not in _ALLOWED:
            yield Finding(
                f"Tệp mẫu có trường Word “{name[:30]}”. Chỉ giữ trường số trang, ngày, mục lục, liên kết; xóa trường đó"
            )
        elif name == "HYPERLINK" and not (
            len(words) > 1 and (words[1].lower() == "\\l" or _PLAIN_LINK.fullmatch(words[1].strip("\"'“”")))
        ):
            yield Finding(f"Tệp mẫu có trường Word “{name}” mở tệp hoặc lệnh. Xóa trường đó")


def _codes(root: etree._Element) -> Iterator[str]:
    """The code of each field, whole although Word cuts it into runs; "" for one that is made by another."""
    opened: list[list[str]] = []
    loose = ""
    for piece in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        if piece.tag == f"{_W}fldSimple":
            yield piece.get(f"{_W}instr") or ""
        elif piece.tag == f"{_W}instrText":
            if opened:
                opened[-1][0] += piece.text or ""
            else:
                loose += piece.text or ""
        else:
            kind = piece.get(f"{_W}fldCharType")
            if kind == "begin":
                if opened and not opened[-1][1]:
                    yield ""
                opened.append(["", ""])
            elif opened and kind == "separate":
                opened[-1][1] = "result"
            elif opened and kind == "end":
                yield opened.pop()[0]
    yield from (code for code, _ in opened)
    if loose:
        yield loose


def marks(root: etree._Element) -> Iterator[Finding]:
    """Corrections and notes that would stand in every report."""
    if next(root.iter(*_CHANGES), None) is not None:
        yield Finding(
            "Tệp mẫu còn sửa đổi đang được theo dõi (Track Changes). Trong Word, chấp nhận hoặc bỏ hết rồi lưu lại"
        )
    if next(root.iter(f"{_W}commentReference"), None) is not None:
        yield Finding("Tệp mẫu còn ghi chú bên lề (Comment). Xóa hết ghi chú rồi lưu lại")
