"""The kinds of administrative documents and their abbreviations (Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III)."""

from __future__ import annotations

LETTER = "CV"
"""A letter: no name of its kind on the page, no abbreviation in its symbol; ours is only a code."""

KINDS = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    LETTER: "Công văn",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "TCg": "Thư công",
}

AUTHORITIES = ("", "TM.", "Q.", "KT.", "TL.", "TUQ.")
"""In what capacity somebody signs: for a body, as acting head, for the head, by order, by authorisation."""
