"""The check before sending: each rule finds what it is for, and keeps silent on sound text."""

import pytest

from lantoa.portal.checking import Content, Photo, Weight, check


def rules(content, **options):
    return [row.rule for row in check(content, **options).findings]


SOUND = Content(
    title="Quét mã QR, góp ý ngay tại quầy",
    summary="Mỗi quầy có một mã riêng.",
    texts=(
        "Làm theo Nghị định số 30/2020/NĐ-CP và Kế hoạch 452/KH-SXD.",
        "Trung tâm Phục vụ hành chính công (PVHCC) mở cửa lúc 7 giờ. PVHCC ở số 12.",
        "UBND tỉnh đồng ý.",
    ),
    levels=((2, "Cách làm"), (3, "Bước một"), (2, "Hỏi ai")),
    photos=(
        Photo("Một người quét mã tại quầy", "Quầy 07 sáng thứ Hai", "given", "Đồng ý bằng lời ngày 17/08"),
    ),
)


def test_sound_text_is_left_alone():
    assert rules(SOUND) == []


def test_a_picture_without_words_blocks():
    found = check(Content("Tin", photos=(Photo(" ", "Chú thích", "nobody"),)))

    assert found.blocks
    assert [row.weight for row in found.findings] == [Weight.BLOCK]


@pytest.mark.parametrize(
    ("photo", "rule"),
    [
        (Photo("Người đứng trước quầy", "", "nobody"), "caption"),
        (Photo("Người đứng trước quầy", "Quầy 07", ""), "consent"),
        (Photo("Người đứng trước quầy", "Quầy 07", "given"), "consent"),
        (Photo("Quầy 07", "quầy 07", "nobody"), "alt"),
    ],
)
def test_a_picture_says_who_is_on_it_and_what_it_shows(photo, rule):
    found = check(Content("Tin", photos=(photo,)))

    assert [row.rule for row in found.findings] == [rule]
    assert not found.blocks


def test_a_small_heading_stands_under_a_heading():
    assert rules(Content("Tin", levels=((3, "Lẻ loi"),))) == ["heading"]


def test_a_sentence_longer_than_a_breath_is_told_with_its_length():
    found = check(Content("Tin", texts=("Người dân " * 23 + "về.", "Người dân về. " * 30)))

    assert [row.rule for row in found.findings if row.rule == "sentence"] == ["sentence"]
    assert "47 tiếng" in found.findings[0].said


@pytest.mark.parametrize("text", ["Công chức BPMC hướng dẫn.", "Công chức BPMC hướng dẫn. BPMC ở tầng một."])
def test_an_abbreviation_is_asked_for_once(text):
    assert rules(Content("Tin", texts=(text,))) == ["abbreviation"]


@pytest.mark.parametrize(
    "text", ["Bộ phận Một cửa (BPMC) mở cửa.", "Quý IV.", "Kế hoạch 21/KH-SXD.", "BPMC là Bộ phận Một cửa."]
)
def test_what_is_explained_or_a_number_is_no_abbreviation(text):
    assert "abbreviation" not in rules(Content("Tin", texts=(text,)))


@pytest.mark.parametrize(
    "text", ["Nghị định số 30/NĐ-CP", "Nghị định 30/2020/NĐCP", "Thông tư 01/2024", "Kế hoạch số 452-KH"]
)
def test_a_number_in_a_wrong_form_is_told(text):
    assert rules(Content("Tin", texts=(text,))) == ["citation"]


def test_a_document_out_of_force_is_told():
    def standing(number):
        return "Văn bản đã hết hiệu lực." if number == "42/2022/NĐ-CP" else ""

    text = "Theo Nghị định 42/2022/NĐ-CP và Nghị định 224/2026/NĐ-CP."
    found = check(Content("Tin", texts=(text,)), standing=standing)

    assert [(row.rule, row.where) for row in found.findings] == [("force", "Nghị định 42/2022/NĐ-CP")]


def test_a_slip_of_the_pen_is_told_with_what_may_be_meant():
    found = check(Content("Tin", texts=("Tuyên truyên cải cách hành chính.",)))

    assert [row.rule for row in found.findings] == ["spelling"]


def test_a_page_full_of_the_same_is_cut_with_the_number_of_the_rest():
    photos = tuple(Photo("", "Ảnh", "nobody") for _ in range(20))
    found = check(Content("Tin", photos=photos)).findings

    assert len(found) == 13
    assert "8" in found[-1].said
