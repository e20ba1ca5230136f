"""Codes are read back by a decoder that is not ours, as they come out of a printer and a cheap camera."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from lantoa.documents.qr import PIXELS, PRINT_DPI, qr_png, qr_svg
from lantoa.documents.writing.qr_sheets import LAYOUTS, QrCard, qr_sheet
from tests.documents.writing.pdf_text import pages as text_pages

LINK = "https://lantoa.cantho.gov.vn/q/abcd2345/"


def read(picture: Image.Image) -> list[str]:
    return sorted(found.text for found in zxingcpp.read_barcodes(picture.convert("L")))


def png() -> Image.Image:
    return Image.open(io.BytesIO(qr_png(LINK)))


def card(number: int = 1, **changed: str) -> QrCard:
    words = {
        "link": f"https://lantoa.cantho.gov.vn/q/abcd234{number}/", "short": f"lantoa.cantho.gov.vn/q/abcd234{number}",
        "title": "Xem tiến độ kế hoạch", "place": "Quầy 07, mặt quầy", "instruction": "Mở máy ảnh, hướng vào mã.",
        "owner": "Sở Xây dựng thành phố Cần Thơ",
    }  # fmt: skip
    return QrCard(**(words | changed))


def test_the_picture_is_as_wide_as_print_needs_and_reads() -> None:
    picture = png()
    assert picture.width >= PIXELS
    assert round(picture.info["dpi"][0]) == PRINT_DPI
    assert read(picture) == [LINK]


def test_it_reads_blurred_skewed_and_worn() -> None:
    picture = png().convert("L")
    side = picture.width
    blurred = picture.filter(ImageFilter.GaussianBlur(side / 120))
    # As seen from the side: the far edge shorter than the near one, and turned.
    corners = [
        (0, 0, side * 0.12, side * 0.05),
        (side, 0, side * 0.9, 0),
        (side, side, side, side),
        (0, side, 0, side * 0.93),
    ]
    skewed = picture.transform(
        (side, side), Image.Transform.PERSPECTIVE, _onto(corners), fillcolor=255
    ).rotate(17, expand=True, fillcolor=255)
    small = skewed.filter(ImageFilter.GaussianBlur(side / 200)).resize((360, 360))
    worn = picture.copy()
    worn.paste(255, (side // 2, side // 2, side // 2 + side // 5, side // 2 + side // 5))
    assert [read(one) for one in (blurred, skewed, small, worn)] == [[LINK]] * 4


def _onto(corners: list[tuple[float, float, float, float]]) -> list[float]:
    """The eight numbers of a perspective that puts (x, y) of the first pair onto the second, by elimination."""
    rows = []
    for x, y, u, v in corners:
        rows.append([u, v, 1, 0, 0, 0, -u * x, -v * x, x])
        rows.append([0, 0, 0, u, v, 1, -u * y, -v * y, y])
    for at in range(8):
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(8):
            if other != at:
                share = rows[other][at]
                rows[other] = [a - share * b for a, b in zip(rows[other], rows[at], strict=True)]
    return [row[8] for row in rows]


def test_the_drawing_holds_shapes_only() -> None:
    svg = qr_svg(LINK)
    assert svg.startswith("<svg") and "viewBox" in svg
    for word in ("<script", "href", "style", "class", "<?xml"):
        assert word not in svg


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_code_of_a_sheet_reads_at_print_resolution(name: str) -> None:
    layout = LAYOUTS[name]
    each = min(layout.columns * layout.rows, 9)
    cards = [card(number) for number in range(2, 2 + min(each, 4))]
    document = pypdfium2.PdfDocument(qr_sheet(cards, layout))

    pages = [page.render(scale=PRINT_DPI / 72).to_pil() for page in document]

    found = sorted(text for page in pages for text in read(page))
    assert found == sorted(one.link for one in cards)
    assert len(pages) == -(-len(cards) // (layout.columns * layout.rows))


def test_what_people_wrote_is_printed_and_never_code() -> None:
    nasty = card(
        2,
        title='- #panic("x") *đậm* _nghiêng_ $x$ @tin',
        place='#read("official.typ")',
        instruction="= Đầu mục\\",
    )
    printed = " ".join("\n".join(text_pages(qr_sheet([nasty], LAYOUTS["a5"]))).split())
    for word in (
        '#panic("x")',
        '#read("official.typ")',
        "= Đầu mục",
        "lantoa.cantho.gov.vn/q/abcd2342",
        "Cần Thơ",
    ):
        assert word in printed


def test_the_longest_words_stay_on_their_card() -> None:
    long = card(
        2,
        title="Đánh giá mức độ hài lòng " * 4,
        place="Bộ phận Tiếp nhận và Trả kết quả " * 8,
        instruction="Mở máy ảnh " * 14,
    )
    for layout in LAYOUTS.values():
        each = layout.columns * layout.rows
        assert len(pypdfium2.PdfDocument(qr_sheet([long] * each, layout))) == 1


def test_the_same_sheet_has_the_same_bytes() -> None:
    assert qr_sheet([card()], LAYOUTS["nho"]) == qr_sheet([card()], LAYOUTS["nho"])
