"""The fields that an agency's own template may use, and what a document puts into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lantoa.documents.writing import layout
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.measure import lines_of
from lantoa.documents.writing.model import OfficialDocument

TEXT, LINES, BODY = "text", "lines", "body"


@dataclass(frozen=True, slots=True)
class Field:
    """`lines` may be walked by a loop or stand as one text with line breaks; `body` needs a paragraph of its own."""

    name: str
    label: str
    kind: str = TEXT
    required: bool = False


FIELDS = {
    field.name: field
    for field in (
        Field("co_quan_chu_quan", "Cơ quan chủ quản"),
        Field("co_quan_ban_hanh", "Cơ quan ban hành"),
        Field("so", "Số, ký hiệu văn bản", required=True),
        Field("ngay_thang", "Địa danh và ngày, tháng, năm", required=True),
        Field("ten_loai", "Tên loại văn bản"),
        Field("trich_yeu", "Trích yếu nội dung", required=True),
        Field("can_cu", "Căn cứ ban hành", LINES),
        Field("kinh_gui", "Nơi kính gửi", LINES),
        Field("kinh_gui_mot", "Nơi kính gửi, khi chỉ có một nơi"),
        Field("kinh_gui_nhieu", "Các nơi kính gửi, khi có từ hai nơi", LINES),
        Field("noi_dung", "Nội dung văn bản", BODY, required=True),
        Field("noi_nhan", "Nơi nhận", LINES),
        Field("chuc_vu_ky", "Quyền hạn, chức vụ người ký", LINES),
        Field("nguoi_ky", "Họ và tên người ký", required=True),
        Field("du_thao", "Dấu dự thảo"),
        Field("ma_noi_dung", "Mã nội dung (SHA-256)", required=True),
    )
}

BODY_MARK = "\ufffcnoi_dung\ufffc"
"""Stands in the place of the body while the other fields are filled; no cleaned text can hold its signs."""


class Lines(list[str]):
    """A list that prints as one text with line breaks."""

    def __str__(self) -> str:
        return "\n".join(self)


def values_of(document: OfficialDocument) -> dict[str, object]:
    signature = document.signature
    addressees = words.addressees(document)
    alone = len(addressees) == 1
    return {
        "co_quan_chu_quan": _named(document.superior, layout.SIZES["superior"], bold=False),
        "co_quan_ban_hanh": _named(document.issuer, layout.SIZES["issuer"], bold=True),
        "so": words.number_line(document),
        "ngay_thang": words.place_and_day(document),
        "ten_loai": "" if document.is_letter else document.kind_name.upper(),
        "trich_yeu": words.about(document) if document.is_letter else words.said(document.subject),
        "can_cu": Lines(words.bases(document)),
        "kinh_gui": Lines(addressees),
        "kinh_gui_mot": addressees[0] if alone else "",
        "kinh_gui_nhieu": Lines(() if alone else (f"- {name}" for name in addressees)),
        "noi_dung": BODY_MARK,
        "noi_nhan": Lines(f"- {name}" for name in words.recipients(document)),
        "chuc_vu_ky": Lines(words.titles(signature) if signature else ()),
        "nguoi_ky": words.said(signature.name) if signature else "",
        "du_thao": words.DRAFT if document.draft else "",
        "ma_noi_dung": words.said(document.content_hash),
    }


def _named(name: str, size: float, *, bold: bool) -> str:
    """In capitals, broken as in the built-in head: before the name of a place, never inside it."""
    return "\n".join(lines_of(words.capitals(name), layout.HEAD[0], size, bold=bold))


def longest(values: dict[str, object]) -> int:
    """Lines of the longest list: how often a loop runs at most."""
    return max(
        (
            len(value)
            for value in values.values()
            if isinstance(value, Sequence | Lines) and not isinstance(value, str)
        ),
        default=0,
    )
