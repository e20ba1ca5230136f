"""The fixed phrases, the breaking of names, the numbers of headings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.writing import (
    Bullets,
    Column,
    Heading,
    OfficialDocument,
    Paragraph,
    Row,
    Table,
    Title,
    docx_of,
)
from lantoa.documents.writing import wording as words
from lantoa.documents.writing.headers import header_rows
from lantoa.documents.writing.measure import lines_of, width_mm
from lantoa.documents.writing.model import runs_of
from lantoa.documents.writing.outline import Numbered, ended, numbered
from tests.documents.writing.samples import letter, report

plain = str.maketrans({"\u00a0": " "})


def test_three_lines_are_enough() -> None:
    document = OfficialDocument("BC", "Sở Xây dựng", "Kết quả", "BC-SXD", "Cần Thơ", [Paragraph("Đã làm.")])
    assert docx_of(document)[:2] == b"PK"


@pytest.mark.parametrize(
    ("number", "shown"), [(5, "05"), (12, "12"), ("7", "07"), ("12a", "12a"), ("152", "152")]
)
def test_a_number_below_ten_takes_a_zero(number: int | str, shown: str) -> None:
    assert words.number_line(report(number=number)).translate(plain) == f"Số: {shown}/BC-SXD"


@pytest.mark.parametrize("number", [None, "", "  "])
def test_no_number_leaves_its_place(number: str | None) -> None:
    assert words.number_line(report(number=number)) == f"Số:\u00a0{words.BLANK}/BC-SXD"


def test_a_blank_day_shows_the_year_when_it_is_known() -> None:
    assert words.day_in_words(report()).split() == ["ngày", "tháng", "năm", "2026"]
    assert words.day_in_words(report(year=None)).split() == ["ngày", "tháng", "năm"]


def test_a_caption_names_the_paper_it_belongs_to() -> None:
    document = report(number=15, day=dt.date(2026, 3, 20))
    assert words.annex_caption(document, document.annexes[0]).translate(plain) == (
        "(Kèm theo Báo cáo số 15/BC-SXD ngày 20 tháng 3 năm 2026 của Sở Xây dựng)"
    )


def test_lists_are_closed_however_they_were_typed() -> None:
    assert words.closed(["a;", " b. ", "", "c"]) == ["a;", "b;", "c."]
    assert words.recipients(report(recipients=["- Như trên;", "– Lưu: VT"])) == ["Như trên;", "Lưu: VT."]


def test_titles_say_in_what_capacity_somebody_signs() -> None:
    assert [line.translate(plain) for line in words.titles(letter().signature)] == [  # type: ignore[arg-type]
        "TL. GIÁM ĐỐC",
        "CHÁNH VĂN PHÒNG",
    ]
    with pytest.raises(ValueError, match="XX"):
        Title("Giám đốc", "XX")


def test_an_unknown_kind_level_or_column_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="XX"):
        report(kind="XX")
    with pytest.raises(ValueError, match="4"):
        Heading("x", 4)
    with pytest.raises(ValueError, match="money"):
        Column("x", "money")
    with pytest.raises(ValueError, match="3 cells"):
        list(Table([Column("a")], [(1, 2, 3)]).each())


@pytest.mark.parametrize(("number", "sign"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (29, "XXIX")])
def test_roman_numbers(number: int, sign: str) -> None:
    assert words.roman(number) == sign


def test_points_are_lettered_by_the_vietnamese_alphabet() -> None:
    assert "".join(words.letter(number) for number in range(1, 24)) == "abcdđeghiklmnopqrstuvxy"
    assert words.letter(24) == "aa"


def test_figures_are_written_with_point_and_comma() -> None:
    assert words.cell_text(Decimal("1234567.50"), Column("x", "decimal")) == "1.234.567,5"
    assert words.cell_text(0.1, Column("x", "decimal")) == "0,1"
    assert words.cell_text(Decimal("88.374"), Column("x", "percent", places=2)) == "88,37%"
    assert words.cell_text("chưa có", Column("x", "int")) == "chưa có"
    assert words.cell_text(True, Column("x", "int")) == "Có"
    assert words.cell_text(None, Column("x", "int")) == ""
    assert words.cell_text(dt.date(2026, 3, 5), Column("x", "date")) == "05/03/2026"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SỞ XÂY DỰNG", ["SỞ XÂY DỰNG"]),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"]),
        ("BỘ\nNỘI VỤ", ["BỘ", "NỘI VỤ"]),
        ("", [""]),
    ],
)
def test_a_long_name_breaks_before_its_place(name: str, lines: list[str]) -> None:
    assert lines_of(name, 70, 12) == lines


@given(st.lists(st.text("AĂĐƯỜNG", min_size=1, max_size=9), min_size=1, max_size=30))
def test_no_line_of_a_name_is_too_long_unless_it_is_one_word(parts: list[str]) -> None:
    lines = lines_of(" ".join(parts), 70, 12, bold=True)
    assert " ".join(lines) == " ".join(parts)
    assert all(width_mm(line, 12, bold=True) <= 70 or " " not in line for line in lines)


def test_a_name_as_long_as_a_book_is_broken_in_time() -> None:
    lines = lines_of("từ " * 20_000, 70, 12)
    assert all(width_mm(line, 12) <= 70 for line in lines)


def test_the_widths_of_letters_are_those_of_times() -> None:
    assert width_mm("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True) == pytest.approx(87.7, abs=1)
    assert width_mm("Độc lập - Tự do - Hạnh phúc", 13, bold=True) == pytest.approx(56.1, abs=1)


def test_a_level_starts_again_under_each_heading_above() -> None:
    blocks = [
        Heading("a", 1),
        Heading("b", 2),
        Heading("c", 2),
        Heading("d", 1),
        Heading("e", 2),
        Heading("f", 3),
    ]
    assert [n.label for n in numbered(blocks) if isinstance(n, Numbered)] == [
        "I.",
        "1.",
        "2.",
        "II.",
        "1.",
        "a)",
    ]


@pytest.mark.parametrize(
    ("last", "text"),
    [(Paragraph("Hết."), "Hết./."), (Bullets(["a;", "b;"]), "b./."), (Heading("Xong", 3), "Xong./.")],
)
def test_the_end_mark_follows_the_last_word(last: object, text: str) -> None:
    (block,) = ended([last])  # type: ignore[list-item]
    found = block.items[-1] if isinstance(block, Bullets) else block.text  # type: ignore[union-attr]
    assert "".join(run.text for run in runs_of(found)) == text


def test_an_empty_body_still_ends() -> None:
    assert ended([]) == [Paragraph("./.")]


def test_groups_of_columns_share_a_heading() -> None:
    columns = [Column("A"), Column("B", group="G"), Column("C", group="G"), Column("D")]
    upper, lower = header_rows(Table(columns, []))
    assert [(cell.label, cell.columns, cell.rows) for cell in upper] == [
        ("A", 1, 2),
        ("G", 2, 1),
        ("D", 1, 2),
    ]
    assert [(cell.label, cell.rows) for cell in lower] == [("A", 0), ("B", 1), ("C", 1), ("D", 0)]


def test_rows_are_checked_and_a_title_row_has_one_cell() -> None:
    table = Table([Column("a"), Column("b")], [Row(("I. Nhóm",), title=True), (1, 2)])
    assert [row.title for row in table.each()] == [True, False]
