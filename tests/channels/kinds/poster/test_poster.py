"""Posters: one page whatever the words, and a code that a cheap camera reads."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings as django_settings
from PIL import Image, ImageFilter

from lantoa.channels.contract import Message, Permanent, Picture, Settings, Text
from lantoa.channels.kinds.poster import KIND
from lantoa.channels.models import Placement, ScanHour
from lantoa.channels.wording import link_of
from lantoa.documents.writing.posters import Poster, poster_pdf
from tests.channels.messages import channel

LINK = "https://lantoa.example.vn/q/ABCD2345/"
LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxy áàảãạ ắằẳẵặ ấầẩẫậ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"
)


def poster(**changed):
    values = {
        "owner": "Sở Xây dựng", "title": "Nộp hồ sơ tại nhà", "summary": "Giảm một nửa phí", "points": ["Một", "Hai", "Ba"],
        "link": LINK, "short": "lantoa.example.vn/q/ABCD2345", "instruction": "Quét mã", "contact": "0299 3822 123",
    }  # fmt: skip
    return Poster(**{**values, **changed})


def opened(pdf):
    paper = pypdfium2.PdfDocument(pdf)
    assert len(paper) == 1
    return paper


def words_of(pdf):
    return opened(pdf)[0].get_textpage().get_text_bounded().replace("\u200b", "")


def printed(pdf, dpi):
    return opened(pdf)[0].render(scale=dpi / 72).to_pil().convert("L")


def read(picture):
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("paper", ["a3", "a4"])
@pytest.mark.parametrize(
    "words",
    [
        {"title": "Tiêu đề rất dài " * 10, "summary": "Tóm tắt " * 37, "points": ["Ý chính dài " * 17] * 3},
        {"title": "W" * 160, "summary": "Ơ" * 300, "points": ["x" * 200] * 3},
        {"title": "Ngắn", "summary": "", "points": []},
    ],
)  # fmt: skip
def test_every_word_stands_on_the_one_page_above_its_edge(paper, words):
    page = opened(poster_pdf(poster(**words), paper))[0]
    text = page.get_textpage()
    found = "".join(text.get_text_bounded().split())
    for part in (words["title"], words["summary"], *words["points"]):
        assert "".join(part.split()) in found.replace("\u200b", "")
    width, height = page.get_size()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    assert all(
        left >= 0 and bottom >= 0 and right <= width and top <= height for left, bottom, right, top in boxes
    )


def test_every_vietnamese_letter_is_printed():
    found = words_of(poster_pdf(poster(title=LETTERS, summary=LETTERS.upper()), "a4"))
    assert set((LETTERS + LETTERS.upper()).replace(" ", "")) <= set(found)


def test_what_somebody_wrote_is_never_a_command():
    wild = '#panic("x") $1/0$ = Đầu\n- một *đậm* _n_ `r` <a> @b \\ #read("/etc/passwd")'
    found = words_of(poster_pdf(poster(title=wild, points=[wild], contact=wild, owner=wild), "a4"))
    assert '#panic("x")' in found and "root:" not in found


@pytest.mark.parametrize("paper", ["a3", "a4"])
def test_the_code_is_read_from_print_also_blurred_and_skewed(paper):
    page = printed(poster_pdf(poster(), paper), 150)
    assert read(page) == [LINK]
    low = page.crop((0, page.height * 3 // 4, page.width // 2, page.height))
    assert read(low.filter(ImageFilter.GaussianBlur(3))) == [LINK]
    assert read(low.rotate(11, expand=True, fillcolor=255)) == [LINK]
    skewed = low.transform(low.size, Image.Transform.AFFINE, (1, 0.15, -40, 0.06, 1, -20), fillcolor=255)
    assert read(skewed) == [LINK]


def test_a_picture_that_is_none_leaves_the_poster_without():
    assert opened(poster_pdf(poster(picture=b"GIF89a broken"), "a4"))


def test_the_editor_is_told_which_lines_are_left_out():
    told = KIND.remarks(Text("T", "", "một\n- hai\nba\nbốn\n-", ""), Settings({}))
    assert "1 dòng sau" in told[0] and "địa chỉ" in told[1]


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    return Picture("a.png", "image/png", out.getvalue, "Ảnh đỏ")


@pytest.mark.django_db
def test_two_papers_bear_one_code_that_leads_to_the_page_and_is_used_again(cast):
    row = channel(cast, "poster", values={"papers": ["a3", "a4"], "spot": "Áp phích"})
    url = django_settings.BASE_URL.rstrip("/") + "/"
    message = Message("Trang chủ", "", "một\nhai", url, pictures=[picture()])
    settings = Settings(row.settings, channel_id=row.pk)

    products = KIND.produce(message, settings)
    KIND.produce(message, settings)

    code = Placement.objects.get()
    assert [product.name for product in products] == ["ap-phich-a3.pdf", "ap-phich-a4.pdf"]
    assert (code.agency, code.spot, code.target_kind) == (cast.sxd, "Áp phích", "portal.page")
    assert read(printed(products[1].data, 150)) == [link_of(code)]
    assert not ScanHour.objects.exists()


@pytest.mark.django_db
def test_without_an_address_or_to_a_host_that_is_not_listed_there_is_no_poster(cast):
    row = channel(cast, "poster", values={"papers": ["a4"], "spot": "Áp phích"})
    settings = Settings(row.settings, channel_id=row.pk)
    with pytest.raises(Permanent, match="địa chỉ"):
        KIND.produce(Message("T", "", ""), settings)
    with pytest.raises(Permanent, match="danh sách"):
        KIND.produce(Message("T", "", "", "https://khac.vn/"), settings)
