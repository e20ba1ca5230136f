"""A unit is found by whatever people call it."""

from __future__ import annotations

import unicodedata

import pytest

from lantoa.organisation import queries
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Văn phòng", "sxd.van_phong"),
        ("Văn phòng Sở", "sxd.van_phong"),
        ("VP Sở", "sxd.van_phong"),
        ("vp", "sxd.van_phong"),
        ("van phong so", "sxd.van_phong"),
        ("Văn phòng Sở Xây dựng", "sxd.van_phong"),
        ("Văn phòng Sở Xây dựng thành phố Cần Thơ", "sxd.van_phong"),
        ("Văn phòng Sở (bộ phận cải cách hành chính)", "sxd.van_phong"),
        ("Phòng Quản lý xây dựng", "sxd.quan_ly"),
        ("P. Quản lý xây dựng", "sxd.quan_ly"),
        ("P.QLXD", "sxd.quan_ly"),
        ("Phòng QLXD", "sxd.quan_ly"),
        ("QLXD", "sxd.quan_ly"),
        ("Phòng Quy hoạch – Kiến trúc", "sxd.quy_hoach"),
        ("Phòng Quy hoạch, Kiến trúc thuộc Sở", "sxd.quy_hoach"),
        ("Đoàn Thanh niên", "sxd.doan"),
        ("Công đoàn cơ sở", "sxd.cong_doan"),
        ("Các phòng thuộc Sở", "sxd.cac_phong"),
        ("các phòng chuyên môn thuộc Sở", "sxd.cac_phong"),
        (unicodedata.normalize("NFD", "Bộ phận Một cửa"), "sxd.mot_cua"),
    ],
)
def test_a_unit_is_found_by_what_it_is_called(cast: Cast, text: str, key: str) -> None:
    assert queries.find_unit(cast.sxd, text) == cast.body(key)


def test_both_tone_styles_name_the_same_unit(cast: Cast) -> None:
    old_style, new_style = "Phòng Văn hóa - Xã hội", "Phòng Văn hoá - Xã hội"

    assert queries.find_unit(cast.ward, old_style) == queries.find_unit(cast.ward, new_style)
    assert queries.find_unit(cast.ward, new_style) == cast.body("ward.van_hoa")


@pytest.mark.parametrize("text", ["", "Phòng Kế toán", "Sở Nội vụ", "Văn phòng và Thanh tra", "Sở", "phòng"])
def test_a_text_that_names_no_unit_finds_none(cast: Cast, text: str) -> None:
    assert queries.find_unit(cast.sxd, text) is None


def test_an_ended_agency_is_searched_as_it_was_at_its_end(cast: Cast) -> None:
    assert queries.find_unit(cast.old_sxd, "Thanh tra") == cast.body("old_sxd.thanh_tra")
    assert queries.find_unit(cast.sxd, "Thanh tra") is None


def test_a_unit_of_another_agency_is_never_found(cast: Cast) -> None:
    assert queries.find_unit(cast.snv, "Phòng Quản lý xây dựng") is None


def test_the_collective_stands_for_its_members(cast: Cast) -> None:
    members = set(queries.members_of(cast.body("sxd.cac_phong")))

    assert cast.body("sxd.quan_ly") in members
    assert cast.body("sxd.van_phong") not in members
