"""Cells of a file of procedures, whatever stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.blocks import Cell, Place, Table
from lantoa.procedures.comparing import compare
from lantoa.procedures.sheet import Sheet, read

CODE = "1.900101"


def table(*rows: list[str]) -> Table:
    made = [
        tuple(Cell(text, Place(sheet="", cell=f"{chr(65 + at)}{number}")) for at, text in enumerate(row))
        for number, row in enumerate(rows, 1)
    ]
    return Table(tuple(made), Place(sheet="", cell="A1"))


def one(heading: str, cell: str) -> Sheet:
    return read([table(["Mã thủ tục", "Tên thủ tục", heading], [CODE, "Tên", cell])])


@pytest.mark.parametrize(
    ("heading", "cell", "name", "value"),
    [
        ("Cấp thực hiện", "Cấp Xã, cấp Tỉnh", "levels", "province,commune"),
        ("Cấp thực hiện", "Cấp huyện (trước 01/07/2025)", "levels", "district"),
        ("Mức độ", "Dịch vụ công trực tuyến toàn trình", "service", "full"),
        ("Thời hạn giải quyết", "7,5 ngày làm việc", "days", "7.5"),
        ("Số ngày làm việc", "20 ngày", "days", "20"),
        ("Ngày hiệu lực", "2026-07-01", "effective_from", "2026-07-01"),
        ("Ngày hiệu lực", "1/7/2026", "effective_from", "2026-07-01"),
        ("Phí, lệ phí", "–", "fee", ""),
        ("Tình trạng", "Hết hiệu lực", "state", "abolished"),
    ],
)
def test_what_officials_type_is_read_in_one_form(heading: str, cell: str, name: str, value: str) -> None:
    found = one(heading, cell)

    assert found.errors == ()
    assert found.rows[0].values[name] == value


def test_a_code_that_excel_took_for_a_number_is_mended() -> None:
    found = read([table(["Mã thủ tục", "Tên thủ tục"], ["1,00999", "Tên"])])

    assert found.rows[0].values["code"] == "1.009990"


def test_a_head_on_two_lines_and_numbers_of_columns_say_nothing() -> None:
    found = read(
        [
            table(
                ["STT", "Mã thủ tục", "Tên thủ tục"],
                ["STT", "Mã thủ tục", "Tên thủ tục"],
                ["1", "2", "3"],
                ["1", CODE, "Tên"],
            )
        ]
    )

    assert (len(found.rows), found.errors) == (1, ())
    assert found.rows[0].line == 4


def test_a_short_row_further_down_is_an_error_and_not_passed_over() -> None:
    found = read([table(["Mã thủ tục", "Tên thủ tục"], [CODE, "Tên"], ["9", "x"])])

    assert [(error.line, error.cell) for error in found.errors] == [(3, "A3")]


def test_a_table_without_our_headings_is_told_so() -> None:
    assert "Không thấy dòng tiêu đề" in read([table(["A", "B"], ["1", "2"])]).errors[0].message


@given(st.lists(st.lists(st.text(max_size=30), min_size=4, max_size=4), max_size=6))
def test_no_file_breaks_the_reading_or_the_comparison(rows: list[list[str]]) -> None:
    head = ["Mã thủ tục", "Tên thủ tục", "Thời hạn", "Tình trạng"]

    found = read([table(head, *rows)])

    compare(found.rows, {}, letters=found.letters, errors=found.errors)
    assert len(found.rows) <= len(rows)
