"""The script on paper, and what the editor is told of it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdfium2
import pytest
from docx import Document

from lantoa.channels.contract import Message, Settings, Text
from lantoa.channels.kinds.loudspeaker import KIND
from lantoa.channels.kinds.loudspeaker.settings import LoudspeakerForm
from tests.channels.messages import articles, channel, composed

VALUES = {
    "station": "Đài phường Vàm Tấn",
    "pace": 160,
    "zero": "lẻ",
    "hours": "5 giờ, 17 giờ",
    "abbreviations": "BQL = Ban Quản lý",
}
MESSAGE = Message("Họp BQL", "", 'Ngày 20/4/2023 thu 105 đồng. #panic() $x$ *đậm* #eval("1") CCHC.', agency="Phường Vàm Tấn", at=datetime(2026, 9, 8, tzinfo=UTC))  # fmt: skip


def words_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as paper:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in paper).split())


def test_the_script_is_made_as_word_and_pdf_with_places_to_sign_and_no_command_in_it_runs() -> None:
    word, pdf = KIND.produce(MESSAGE, Settings(VALUES))
    paper = "\n".join(part.text for part in Document(io.BytesIO(word.data)).paragraphs)
    for text in (words_of(pdf.data), paper):
        assert "Họp Ban Quản lý" in text
        assert (
            "ngày hai mươi tháng tư năm hai nghìn không trăm hai mươi ba" in text.replace("\n", " ").lower()
        )
        assert "một trăm lẻ năm đồng" in text.replace("\n", " ")
        assert "Đài phường Vàm Tấn" in text
        assert "panic" in text
    assert "Người duyệt" in words_of(pdf.data)
    assert "Đọc từng chữ cái: CCHC" in words_of(pdf.data)


def test_the_editor_is_told_the_time_and_what_cannot_be_read() -> None:
    told = KIND.remarks(Text("Họp", "", "CCHC và BQL."), Settings(VALUES))
    assert told[0].startswith("Đọc khoảng")
    assert "CCHC" in told[1] and "BQL" not in told[1]


def test_a_line_of_the_list_without_its_reading_is_refused_by_number() -> None:
    form = LoudspeakerForm({**VALUES, "abbreviations": "A = á\nBQL"})
    assert "Dòng 2" in str(form.errors["abbreviations"])


@pytest.mark.django_db
def test_remarks_stand_on_the_page_of_the_broadcast(cast) -> None:
    row = channel(cast, "loudspeaker", values=VALUES)
    with articles(cast):
        broadcast = composed(cast, row)
        page = cast.client("editor").get(f"/ban-lam-viec/luot-gui/{broadcast.pk}/").content.decode()
    assert "Đọc khoảng" in page
