"""One report, one letter, one plan, as small as they can be and still have every part."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from lantoa.documents.writing import (
    Annex,
    Bullets,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Title,
)  # fmt: skip

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

FIGURES = Table(
    title="Bảng 1. Kết quả theo chỉ tiêu",
    columns=[
        Column("TT", "order", 0.6),
        Column("Chỉ tiêu", width=4),
        Column("Thực hiện", "int", 1.2),
        Column("Tỷ lệ", "percent", 1.2, places=1),
    ],
    rows=[
        (1, "Tin, bài", 1520, Decimal("76")),
        (2, "Hội nghị", 3, Decimal("75.25")),
        Row(("", "Cộng", 1523, None), bold=True),
    ],
)


def activities(count: int) -> Table:
    """An annex table whose rows are made on the way."""
    columns = [
        Column("TT", "order", 0.5),
        Column("Nội dung", width=4),
        Column("Ngày", "date", 1.2),
        Column("Người dự", "int", group="Kết quả"),
        Column("Tỷ lệ", "percent", group="Kết quả", places=2),
    ]

    def rows() -> object:
        yield Row(("I. Văn phòng",), title=True)
        for number in range(1, count + 1):
            day = dt.date(2026, 1 + number % 3, 1 + number % 28)
            yield (number, f"Hội nghị tuyên truyền đợt {number}", day, 20 + number, Decimal(number) / 8)

    return Table(columns, rows, counted=True)  # type: ignore[arg-type]


def report(**changes: object) -> OfficialDocument:
    document = OfficialDocument(
        kind="BC",
        superior="Ủy ban nhân dân thành phố Cần Thơ",
        issuer="Sở Xây dựng",
        subject="Kết quả công tác tuyên truyền cải cách hành chính Quý I năm 2026",
        symbol="BC-SXD",
        place="Cần Thơ",
        year=2026,
        bases=[
            "Căn cứ Kế hoạch số 452/KH-UBND ngày 05 tháng 02 năm 2026;",
            "Căn cứ Công văn số 581/BNV-CCHC",
        ],
        body=[
            Paragraph("Sở Xây dựng báo cáo kết quả Quý I năm 2026 như sau:"),
            Heading("Công tác chỉ đạo, điều hành"),
            Paragraph(
                ["Ban hành ", Run("03 văn bản", bold=True), "; ", Run("không quá hạn", italic=True), "."]
            ),
            Heading("Kết quả"),
            Heading("Tin, bài", 2),
            Heading("Trên cổng thông tin điện tử;", 3),
            Heading("Trên đài truyền thanh cơ sở.", 3),
            Heading("Hội nghị", 2),
            Bullets(["02 hội nghị;", "01 lớp tập huấn."]),
            FIGURES,
            Heading("Phương hướng"),
            Paragraph("Tiếp tục thực hiện Kế hoạch năm 2026."),
        ],
        recipients=["UBND thành phố (để b/c)", "- Sở Nội vụ;", "Lưu: VT, VP."],
        signature=Signature([Title("Giám đốc", "KT."), Title("Phó Giám đốc")], "Nguyễn Văn An"),
        annexes=[
            Annex("Danh mục hoạt động", [activities(3)]),
            Annex("Số liệu tổng hợp", [Heading("Tổng hợp"), FIGURES], landscape=False),
        ],
        content_hash=HASH,
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def letter(**changes: object) -> OfficialDocument:
    document = OfficialDocument(
        kind="CV",
        superior="UBND thành phố Cần Thơ",
        issuer="Sở Xây dựng",
        subject="gửi báo cáo cải cách hành chính",
        symbol="SXD-VP",
        place="Cần Thơ",
        number=7,
        day=dt.date(2026, 2, 5),
        addressed_to=["Sở Nội vụ thành phố Cần Thơ"],
        body=[Paragraph("Sở Xây dựng gửi báo cáo kèm theo.")],
        recipients=["Như trên", "Lưu: VT, VP"],
        signature=Signature([Title("Giám đốc", "TL."), Title("Chánh Văn phòng")], "Trần Thị Bình"),
    )
    return replace(document, **changes)  # type: ignore[arg-type]


def plan(**changes: object) -> OfficialDocument:
    return report(
        kind="KH", symbol="KH-SXD", subject="Tuyên truyền cải cách hành chính năm 2026", number=12,
        day=dt.date(2026, 3, 15), signature=Signature([Title("Giám đốc")], "Lê Văn Cường"), **changes,
    )  # fmt: skip
