"""CSV: the separator is found, cells are named as in a spreadsheet."""

from __future__ import annotations

import pytest

from lantoa.documents.reading import Place, Source, Unreadable, read
from lantoa.documents.tables_out import Column, csv_chunks


def _rows(source: Source) -> list[list[str]]:
    return [[cell.text for cell in row] for row in source.tables[0].rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_and_quoted_fields_hold_it(separator: str) -> None:
    text = (
        separator.join(["TT", "Việc", "Chủ trì"])
        + "\r\n"
        + separator.join(["1", f'"a{separator} b"', "c"])
        + "\r\n"
    )

    assert _rows(read(text.encode(), "a.csv")) == [["TT", "Việc", "Chủ trì"], ["1", f"a{separator} b", "c"]]


def test_semicolon_files_with_commas_in_their_text_are_not_torn() -> None:
    text = "TT;Việc;Chủ trì\n1;Đăng bài, phát tờ rơi;Văn phòng\n2;Họp;Thanh tra, Văn phòng\n"

    assert _rows(read(text.encode(), "a.csv"))[1] == ["1", "Đăng bài, phát tờ rơi", "Văn phòng"]


def test_excels_own_declaration_is_obeyed_and_counted_as_a_row() -> None:
    source = read(b"sep=|\r\na|b\r\n", "a.csv")

    assert _rows(source) == [["a", "b"]]
    assert source.tables[0].rows[0][1].place == Place(sheet="", cell="B2")


def test_short_rows_are_filled_and_breaks_inside_fields_are_kept() -> None:
    source = read('a,b,c\n"hai\ndòng",x\n\n,,\n'.encode("utf-8-sig"), "a.csv")

    assert _rows(source) == [["a", "b", "c"], ["hai\ndòng", "x", ""]]


def test_tcvn3_in_a_csv_is_converted() -> None:
    source = read(
        b"TT,N\xe9i dung c\xabng vi\xd6c,Ch\xf1 tr\xd7\n1,Tuy\xaan truy\xd2n c\xb6i c\xb8ch,V\xa8n ph\xdfng\n",
        "a.csv",
    )

    assert _rows(source)[1] == ["1", "Tuyên truyền cải cách", "Văn phòng"]
    assert source.notes[0].place == Place(sheet="", cell="A1")


def test_what_an_export_disarmed_comes_back_as_it_was() -> None:
    data = b"".join(csv_chunks([Column("Việc"), Column("Số", "int")], [["- Phát tờ rơi", -5], ["'60", 1]]))

    assert _rows(read(data, "a.csv"))[1:] == [["- Phát tờ rơi", "-5"], ["'60", "1"]]


def test_a_very_long_field_and_a_wall_of_commas() -> None:
    assert len(_rows(read(("a," + "chữ " * 100_000 + "\n").encode(), "a.csv"))[0][1]) == 399_999
    with pytest.raises(Unreadable) as refused:
        read(b"," * 1_000_000, "a.csv")
    assert refused.value.code == "TOO_LARGE"
