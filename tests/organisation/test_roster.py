"""A list of people from Excel is hostile until read: all of it or nothing, and every error has its place."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from lantoa.documents.tables_out import Column, Sheet, write_xlsx
from lantoa.organisation import roster, roster_files
from lantoa.organisation.models import Account, Membership, Person
from lantoa.organisation.roster import PEOPLE_HEADINGS, PersonRow, UnitRow
from tests.cast import Cast


def workbook(*rows: tuple[str, ...], headings: tuple[str, ...] = PEOPLE_HEADINGS) -> bytes:
    stream = BytesIO()
    write_xlsx(stream, [Sheet("Người", [Column(name) for name in headings], rows)])
    return stream.getvalue()


def read(*rows: tuple[str, ...], **more: Any) -> roster.Roster:
    return roster_files.read_file(workbook(*rows, **more), "ds.xlsx", ["Văn phòng"])


GOOD = ("Thạch Thị Liên", "lien@x.vn", "0299", "Văn phòng", "Chuyên viên", "")


def test_a_good_row_is_read() -> None:
    found = read(GOOD)

    assert found.errors == ()
    assert found.people == (PersonRow("Thạch Thị Liên", "lien@x.vn", "0299", "Văn phòng", "officer", ""),)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "a@x.vn", "", "Văn phòng", "", ""), "dòng 2: Thiếu họ và tên"),
        (("Lê A", "không phải thư", "", "Văn phòng", "", ""), "không phải địa chỉ thư"),
        (("Lê A", "", "", "Phòng Lạ", "", ""), "Không có đơn vị “Phòng Lạ”"),
        (("Lê A", "", "", "Văn phòng", "Phù thủy", ""), "Vai trò “Phù thủy” không có"),
        (("Lê A", "", "", "", "Chuyên viên", ""), "cần một đơn vị"),
        (("Lê <script>", "", "", "Văn phòng", "", ""), "ký tự lạ"),
        (("L" * 121, "", "", "Văn phòng", "", ""), "dài quá"),
    ],
)
def test_a_bad_row_says_what_and_where(row: tuple[str, ...], words: str) -> None:
    (error,) = read(row).errors

    assert words in f"{error.where}: {error.message}"


def test_one_mail_for_two_people_is_an_error() -> None:
    (error,) = read(GOOD, ("Lê A", "LIEN@x.vn", "", "Văn phòng", "", "")).errors

    assert "đã dùng cho Thạch Thị Liên" in error.message


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("", "officer"),
        ("Trưởng phòng", "head"),
        ("Phó Trưởng phòng", "officer"),
        ("Chánh Văn phòng", "head"),
        ("Giám đốc", "director"),
        ("Chủ tịch UBND", "director"),
        ("đầu mối cải cách hành chính", "coordinator"),
        ("quan tri he thong", "administrator"),
        ("Phù thủy", ""),
    ],
)
def test_a_title_says_a_role(words: str, role: str) -> None:
    assert roster.role_of(words) == role


def test_headings_may_lack_marks_and_stand_in_another_order() -> None:
    found = read(("Văn phòng", "Lê A"), headings=("DON VI", "ho va ten"))

    assert found.people[0].full_name == "Lê A"


def test_a_file_without_our_headings_is_refused_in_words() -> None:
    (error,) = read(("1", "2"), headings=("A", "B")).errors

    assert "Không thấy dòng tiêu đề" in error.message


def test_too_many_rows_are_refused() -> None:
    rows = [("Lê A", "", "", "Văn phòng", "", "")] * (roster.MAX_ROWS + 1)

    assert "nhiều nhất 2000 dòng" in read(*rows).errors[0].message


def test_two_units_of_one_name_are_an_error() -> None:
    found = roster.from_rows([UnitRow("Văn phòng"), UnitRow("VĂN PHÒNG")], [])

    assert "có hai lần" in found.errors[0].message


def test_the_template_reads_back_empty_and_clean() -> None:
    found = roster_files.read_file(roster_files.template(), "mau.xlsx")

    assert (found.units, found.people, found.errors) == ((), (), ())


@given(st.lists(st.tuples(*[st.text(max_size=30)] * 6), max_size=5))
def test_no_text_breaks_the_reader(rows: list[tuple[str, ...]]) -> None:
    from lantoa.documents.blocks import Cell, Place, Table

    def cells(values: tuple[str, ...], line: int) -> tuple[Cell, ...]:
        return tuple(Cell(text, Place(sheet="S", cell=f"A{line}")) for text in values)

    table = Table(
        tuple(cells(row, n) for n, row in enumerate([PEOPLE_HEADINGS, *rows], 1)), Place(sheet="S", cell="A1")
    )
    found = roster.read([table])

    assert len(found.people) <= len(rows)
    assert all(error.message for error in found.errors)


# --- on screen ------------------------------------------------------------------------------------


def upload(cast: Cast, data: bytes, name: str = "ds.xlsx") -> Any:
    url = reverse("organisation:roster", args=[cast.sxd.pk])
    return cast.client("administrator").post(url, {"file": SimpleUploadedFile(name, data)})


@pytest.mark.django_db
def test_a_list_is_shown_before_it_is_written(cast: Cast) -> None:
    before = Person.objects.count()

    html = upload(cast, workbook(GOOD)).content.decode()

    assert "Ghi 1 người" in html
    assert Person.objects.count() == before


@pytest.mark.django_db
def test_a_confirmed_list_is_written_with_invitations(cast: Cast) -> None:
    import re

    html = upload(cast, workbook(GOOD)).content.decode()
    seal = re.search(r'name="seal" value="([^"]+)"', html)
    assert seal is not None

    cast.client("administrator").post(
        reverse("organisation:roster", args=[cast.sxd.pk]), {"confirm": "1", "seal": seal[1], "send": "1"}
    )

    person = Person.objects.get(email="lien@x.vn")
    assert Membership.objects.get(person=person).body == cast.body("sxd.van_phong")
    assert Account.objects.get(person=person).invited_at is not None


@pytest.mark.django_db
def test_one_wrong_row_writes_nothing(cast: Cast) -> None:
    before = Person.objects.count()

    response = upload(cast, workbook(GOOD, ("", "x@x.vn", "", "", "", "")))

    assert response.status_code == 422
    assert 'name="seal"' not in response.content.decode()
    assert Person.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 rac", b"\x00" * 100, b"<html>", b"\xd0\xcf\x11\xe0" + b"\x00" * 600]
)
def test_a_broken_file_is_refused_in_words(cast: Cast, data: bytes) -> None:
    response = upload(cast, data)

    assert response.status_code == 422
    assert "err" in response.content.decode()


@pytest.mark.django_db
def test_a_forged_seal_writes_nothing(cast: Cast) -> None:
    before = Person.objects.count()

    response = cast.client("administrator").post(
        reverse("organisation:roster", args=[cast.sxd.pk]), {"confirm": "1", "seal": "gia-mao"}
    )

    assert response.status_code == 422
    assert Person.objects.count() == before


@pytest.mark.django_db
def test_a_formula_in_a_name_is_text(cast: Cast) -> None:
    html = upload(cast, workbook(("=HYPERLINK(1)", "", "", "Văn phòng", "", ""))).content.decode()

    assert "=HYPERLINK(1)" in html
