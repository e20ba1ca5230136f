"""Unseen plans that only Word or Excel can hold: automatic numbers, tracked changes, merged cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import openpyxl
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _numbering(document: Document, number_id: int, levels: list[tuple[str, str]]) -> None:
    """One list with its levels: (format, text) as Word stores them."""
    part = document.part.numbering_part.element
    abstract = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (kind, text) in enumerate(levels)
    )
    element = parse_xml(f'<w:abstractNum {_W} w:abstractNumId="{number_id}">{abstract}</w:abstractNum>')
    first_num = part.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}num")
    first_num.addprevious(element)
    part.append(
        parse_xml(f'<w:num {_W} w:numId="{number_id}"><w:abstractNumId w:val="{number_id}"/></w:num>')
    )


def _numbered(document: Document, text: str, number_id: int, level: int, *, bold: bool = False) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>')
    )
    return paragraph


def _head(document: Document, left: list[str], right: list[str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = "\n".join(lines)


def numbered_with_changes(path: Path) -> None:
    """Sở Công Thương: Word numbers everything, and two changes are still tracked."""
    document = docx.Document()
    _numbering(document, 91, [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")])
    _numbering(document, 92, [("bullet", "-")])
    _head(
        document,
        ["UBND THÀNH PHỐ HẢI AN", "SỞ CÔNG THƯƠNG", "Số: 140/KH-SCT"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Hải An, ngày 19 tháng 02 năm 2026",
        ],
    )
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Tuyên truyền cải cách hành chính ngành Công Thương năm 2026")
    document.add_paragraph(
        "Căn cứ Kế hoạch số 22/KH-UBND ngày 28/01/2026 của Ủy ban nhân dân thành phố Hải An về tuyên truyền "
        "cải cách hành chính năm 2026;"
    )
    document.add_paragraph("Sở Công Thương ban hành Kế hoạch như sau:")
    _numbered(document, "MỤC ĐÍCH, YÊU CẦU", 91, 0, bold=True)
    _numbered(document, "Mục đích", 91, 1, bold=True)
    document.add_paragraph("Giúp thương nhân biết các thủ tục đã phân cấp về xã.")
    _numbered(document, "Yêu cầu", 91, 1, bold=True)
    document.add_paragraph("Nội dung phải cập nhật theo quy định mới.")
    _numbered(document, "NHIỆM VỤ", 91, 0, bold=True)
    _numbered(document, "Truyền thông trực tuyến", 91, 1, bold=True)
    changed = _numbered(document, "Đăng 12 bản tin về thương mại điện tử", 91, 2)
    changed._p.append(
        parse_xml(
            f'<w:ins {_W} w:id="1" w:author="a" w:date="2026-02-01T00:00:00Z"><w:r><w:t xml:space="preserve">'
            " và hóa đơn điện tử</w:t></w:r></w:ins>"
        )
    )
    changed._p.append(
        parse_xml(
            f'<w:del {_W} w:id="2" w:author="a" w:date="2026-02-01T00:00:00Z"><w:r><w:delText xml:space="preserve">'
            " và xăng dầu</w:delText></w:r></w:del>"
        )
    )
    changed.add_run(".")
    _numbered(document, "Chủ trì: Phòng Quản lý thương mại.", 92, 0)
    _numbered(document, "Thời gian: Hàng tháng.", 92, 0)
    _numbered(document, "Làm 01 bộ ảnh giới thiệu bộ phận một cửa.", 91, 2)
    _numbered(document, "Chủ trì: Văn phòng Sở; phối hợp: Trung tâm Khuyến công.", 92, 0)
    _numbered(document, "Hoàn thành: Tháng 11/2026.", 92, 0)
    _numbered(document, "Truyền thông trực tiếp", 91, 1, bold=True)
    _numbered(document, 'Tổ chức ngày hội "Doanh nghiệp và thủ tục số" trong Quý IV/2026.', 91, 2)
    _numbered(document, "TỔ CHỨC THỰC HIỆN", 91, 0, bold=True)
    _numbered(document, "Văn phòng Sở chịu trách nhiệm đôn đốc.", 91, 1)
    document.add_paragraph("GIÁM ĐỐC")
    document.add_paragraph("Bùi Thế Vinh")
    document.save(str(path))


def landscape_annex(path: Path) -> None:
    """Sở Xây dựng: section items point to an annex on a landscape page with other columns, merged cells."""
    document = docx.Document()
    for line in (
        "ỦY BAN NHÂN DÂN TỈNH TRƯỜNG AN",
        "SỞ XÂY DỰNG",
        "Số: 07/KH-SXD",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Trường An, ngày 08 tháng 01 năm 2026",
        "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính năm 2026",
        "Thực hiện Kế hoạch số 250/KH-UBND ngày 30/12/2025 của Ủy ban nhân dân tỉnh Trường An về cải cách hành chính "
        "năm 2026, Sở Xây dựng ban hành kế hoạch như sau:",
        "I. MỤC TIÊU",
        "Tạo thói quen nộp hồ sơ cấp phép trên mạng.",
        "II. NỘI DUNG",
        "1. Tuyên truyền thủ tục cấp giấy phép xây dựng nhà ở riêng lẻ trên mạng.",
        "2. Tuyên truyền kết quả chấm điểm cải cách hành chính.",
        "3. Tuyên truyền gương cán bộ một cửa tận tụy.",
        "(Chi tiết tại Phụ lục kèm theo)",
        "III. KINH PHÍ",
        "Nguồn chi thường xuyên.",
        "GIÁM ĐỐC",
        "Mai Xuân Trường",
    ):
        document.add_paragraph(line)
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    document.add_paragraph("PHỤ LỤC")
    document.add_paragraph("PHÂN CÔNG NHIỆM VỤ TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2026")
    document.add_paragraph("(Kèm theo Kế hoạch số 07/KH-SXD ngày 08/01/2026 của Sở Xây dựng)")
    rows = [
        [
            "TT",
            "Nội dung công việc",
            "Thời gian",
            "Thời gian",
            "Tổ chức thực hiện",
            "Tổ chức thực hiện",
            "Sản phẩm",
            "Ghi chú",
        ],
        [
            "TT",
            "Nội dung công việc",
            "Bắt đầu",
            "Hoàn thành",
            "Cơ quan chủ trì",
            "Đơn vị phối hợp",
            "Sản phẩm",
            "Ghi chú",
        ],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        ["I", "TUYÊN TRUYỀN TRÊN MẠNG", "", "", "", "", "", ""],
        [
            "1",
            "Tuyên truyền thủ tục cấp giấy phép xây dựng nhà ở riêng lẻ trên mạng",
            "01/3/2026",
            "30/9/2026",
            "Phòng Quản lý xây dựng",
            "Văn phòng Sở",
            "06 bài viết",
            "",
        ],
        [
            "2",
            "Làm video ngắn tra cứu quy hoạch",
            "",
            "Trước 31/7/2026",
            "Phòng Quy hoạch - Kiến trúc",
            "Văn phòng Sở",
            "01 video",
            "Thuê ngoài",
        ],
        ["II", "TUYÊN TRUYỀN TRỰC TIẾP", "", "", "", "", "", ""],
        [
            "3",
            "Tuyên truyền kết quả chấm điểm cải cách hành chính",
            "",
            "Quý I",
            "Văn phòng Sở",
            "Các phòng, đơn vị thuộc Sở",
            "Thông báo",
            "",
        ],
    ]
    table = document.add_table(rows=len(rows), cols=8)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    for column in (0, 1, 6, 7):
        _merge(table, 0, column, 1, column)
    _merge(table, 0, 2, 0, 3)
    _merge(table, 0, 4, 0, 5)
    _merge(table, 3, 1, 3, 7)
    _merge(table, 6, 1, 6, 7)
    _merge(table, 4, 5, 5, 5)
    document.save(str(path))


def _merge(table: docx.table.Table, top: int, left: int, bottom: int, right: int) -> None:
    text = table.cell(top, left).text
    merged = table.cell(top, left).merge(table.cell(bottom, right))
    merged.text = text


def workbook_with_titles(path: Path) -> None:
    """Sở Tài chính: two title rows, a header of two rows, real dates, numbers as numbers, a sum at the foot."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Ghi chép"
    notes["A1"] = "Bảng nháp, không in"
    sheet = book.create_sheet("Phụ lục 1")
    book.active = 1
    sheet["A1"] = "UBND TỈNH SÔNG CẦU"
    sheet["A2"] = "SỞ TÀI CHÍNH"
    sheet["A4"] = "PHỤ LỤC 1: NHIỆM VỤ TUYÊN TRUYỀN CẢI CÁCH HÀNH CHÍNH NĂM 2026"
    sheet.merge_cells("A4:H4")
    sheet["A5"] = "(Kèm theo Kế hoạch số 210/KH-STC ngày 25 tháng 02 năm 2026 của Sở Tài chính)"
    sheet.merge_cells("A5:H5")
    for cell, text in {
        "A7": "STT",
        "B7": "Nhiệm vụ",
        "C7": "Đối tượng",
        "D7": "Hình thức",
        "E7": "Phân công",
        "G7": "Thời gian",
        "H7": "Kinh phí (đồng)",
        "E8": "Chủ trì",
        "F8": "Phối hợp",
    }.items():
        sheet[cell] = text
    for merged in ("A7:A8", "B7:B8", "C7:C8", "D7:D8", "E7:F7", "G7:G8", "H7:H8"):
        sheet.merge_cells(merged)
    rows = [
        (
            1,
            "Phổ biến quy trình thanh toán không dùng tiền mặt",
            "Đơn vị sử dụng ngân sách",
            "Hội nghị trực tuyến",
            "Phòng Quản lý ngân sách",
            "Kho bạc Nhà nước",
            date(2026, 5, 20),
            15000000,
        ),
        (
            2,
            "Đăng infographic về dịch vụ công của Sở",
            "Người dân",
            "Mạng xã hội; Cổng thông tin điện tử",
            "Văn phòng Sở",
            None,
            "Hàng tháng",
            None,
        ),
        (
            3,
            "Khảo sát mức độ hài lòng",
            "Doanh nghiệp",
            "Phiếu trực tuyến",
            "Thanh tra Sở",
            "Văn phòng Sở",
            "Quý II và Quý IV",
            8500000,
        ),
        (None, "Tổng cộng", None, None, None, None, None, 23500000),
    ]
    for number, row in enumerate(rows, start=9):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    book.save(str(path))


MAKERS = {
    "06-so-cong-thuong.docx": numbered_with_changes,
    "07-so-xay-dung.docx": landscape_annex,
    "09-so-tai-chinh.xlsx": workbook_with_titles,
}
