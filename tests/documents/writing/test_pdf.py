"""The PDF of the same content: every letter, every page, and the same rules for number and header."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.documents.writing import (
    Annex,
    Bullets,
    Chart,
    Column,
    Heading,
    Paragraph,
    Run,
    Table,
    engine,
    paper,
    pdf_of,
)
from lantoa.foundation.errors import Refused
from lantoa.ui.charts import Bar, Bars
from tests.documents.writing.pdf_text import is_tagged, missing_glyphs, pages, sizes_mm
from tests.documents.writing.samples import HASH, activities, letter, report

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = "".join(
    unicodedata.normalize("NFC", letter + tone) for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in _TONES
)
ALPHABET = LETTERS + "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVXfjwzFJWZ0123456789₫–…“”%"


def whole(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def data() -> bytes:
    return pdf_of(report())


@pytest.mark.parametrize("own", [False, True], ids=["the best font", "the font that comes along"])
def test_every_vietnamese_letter_is_drawn_in_every_look(own: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if own:
        monkeypatch.setattr(paper, "family", lambda: engine.FAMILIES[-1])
    words = " ".join(ALPHABET[at : at + 6] for at in range(0, len(ALPHABET), 6))
    body = [Paragraph([words, " ", Run(words, bold=True), " ", Run(words, italic=True)])]
    made = pdf_of(report(body=body, annexes=[], recipients=[words]))
    assert missing_glyphs(made) == 0
    text = "".join(pages(made))
    assert [sign for sign in ALPHABET if sign not in text] == []


def test_a_missing_glyph_would_be_seen() -> None:
    assert missing_glyphs(pdf_of(report(body=[Paragraph("\u0378 \u0379")], annexes=[]))) == 2


def test_the_first_page_carries_the_whole_head(data: bytes) -> None:
    text = whole(pages(data)[0])
    for part in (
        "ỦY BAN NHÂN DÂN",
        "SỞ XÂY DỰNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BÁO CÁO",
        "I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "1. Tin, bài",
        "a) Trên cổng thông tin điện tử;",
        "- 02 hội nghị;",
        "ngày 05 tháng 02 năm 2026",
    ):
        assert part in text


def test_the_close_names_recipients_and_signer(data: bytes) -> None:
    text = whole(" ".join(pages(data)))
    assert "Kế hoạch năm 2026./." in text
    assert "Nơi nhận:" in text
    assert "- UBND thành phố (để b/c);" in text
    assert "- Lưu: VT, VP." in text
    assert "KT. GIÁM ĐỐC" in text
    assert "Nguyễn Văn An" in text


def test_a_letter_has_its_subject_under_the_number() -> None:
    text = whole(pages(pdf_of(letter(addressed_to=["Sở Nội vụ", "Sở Tài chính"])))[0])
    assert "Số: 07/SXD-VP" in text
    assert "V/v gửi báo cáo" in text
    assert "Kính gửi: - Sở Nội vụ; - Sở Tài chính." in text
    assert "CÔNG VĂN" not in text


def test_a_landscape_annex_repeats_its_header_and_counts_its_own_pages() -> None:
    made = pdf_of(report(annexes=[Annex("Danh mục", [activities(500)])]))
    sizes, texts = sizes_mm(made), pages(made)
    annex = [text for size, text in zip(sizes, texts, strict=True) if size == (297, 210)]
    assert len(annex) > 10
    for number, text in enumerate(annex, start=1):
        assert "Người dự" in text
        assert "(1)" in text
        assert whole(text).startswith(f"{number} ") == (number > 1)
    everything = whole(" ".join(annex))
    assert all(f"đợt {number} " in everything for number in range(1, 501))


def test_the_first_page_has_no_number_and_the_second_has() -> None:
    long = [Paragraph(f"Đoạn {number}. " + "nội dung " * 60) for number in range(20)]
    texts = [whole(text) for text in pages(pdf_of(report(body=long, annexes=[])))]
    assert texts[0].startswith("ỦY BAN")
    assert texts[1].startswith("2 ")
    assert texts[2].startswith("3 ")


def test_the_signature_is_never_alone_on_its_page() -> None:
    for count in range(24, 34):
        body = [Paragraph(f"Đoạn {number}.") for number in range(count)]
        texts = pages(pdf_of(report(body=body, bases=[], annexes=[])))
        at = next(index for index, text in enumerate(texts) if "Nguyễn Văn An" in text)
        assert "./." in texts[at]


def test_the_hash_stands_on_every_page(data: bytes) -> None:
    assert all(HASH in text for text in pages(data))


def test_a_draft_says_so(data: bytes) -> None:
    assert "DỰ THẢO" not in "".join(pages(data))
    assert all("DỰ THẢO" in text for text in pages(pdf_of(report(draft=True))))


def test_the_file_is_tagged(data: bytes) -> None:
    assert is_tagged(data)
    assert b"/Lang" in data


def test_the_same_document_gives_the_same_bytes(data: bytes) -> None:
    assert pdf_of(report()) == data


@pytest.mark.parametrize(
    "text",
    [
        "#panic(1)", "- gạch đầu", "= Đề mục", "* sao *", "_nghiêng_", "+ một", "/ Thuật: ngữ", "`mã`", "$x^2$",
        "<nhãn> @nhãn", "\\ \\u{41} ~", "[ngoặc] {ngoặc}", "// ghi chú", "https://vi.du/#a", "'nháy' \"kép\"", "a\x00b",
        "😀", "\u202eđảo", "\ud800", "x" * 10_000, "dòng\nhai",
    ],
    ids=range(21),
)  # fmt: skip
def test_signs_of_the_typesetter_are_only_signs(text: str) -> None:
    document = report(
        issuer=text, subject=text, place=text, number=text, symbol=text, bases=[text, text], content_hash=text,
        body=[Heading(text), Paragraph([text, Run(text, bold=True)]), Bullets([text]), Table([Column(text)], [(text,)])],
        recipients=[text], annexes=[Annex(text, [Table([Column(text, group=text)], [(text,)], title=text)])],
    )  # fmt: skip
    shown = " ".join(pages(pdf_of(document)))
    if text.isprintable() and len(text) < 50 and text.isascii():
        assert whole(text) in whole(shown)


def test_a_word_without_end_stays_on_the_page() -> None:
    made = pdf_of(report(body=[Table([Column("A"), Column("B")], [("x" * 10_000, "y")])], annexes=[]))
    assert "".join(pages(made)).replace("\n", "").count("x") >= 10_000


def test_a_list_too_long_for_paper_is_refused_before_it_is_set() -> None:
    rows: Any = lambda: (("x",) for _ in range(5_001))  # noqa: E731
    with pytest.raises(Refused, match=r"5\.000 dòng"):
        pdf_of(report(body=[Table([Column("A")], rows)]))


def test_headings_table_headers_and_pictures_are_told_to_those_who_listen() -> None:
    bars = Bars("Tiến độ theo đơn vị", [Bar("Văn phòng", 90, "90%")], most=100)
    made = pdf_of(report(body=[Heading("Kết quả"), Heading("Tin, bài", 2), Chart(bars), *report().body]))
    for role in (b"/H1", b"/H2", b"/TH", b"/Figure", b"/Alt"):
        assert role in made


def test_an_agency_without_data_still_gets_its_paper() -> None:
    empty = Table([Column("A"), Column("B", "int")], [], title="Không có số liệu", counted=True)
    made = pdf_of(report(body=[empty], bases=[], recipients=[], signature=None, annexes=[Annex("", [empty])]))
    assert "Không có số liệu" in whole(pages(made)[0])


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_set(text: str) -> None:
    assert pages(pdf_of(report(body=[Paragraph(text), Heading(text, 2), Bullets([text])], annexes=[])))
