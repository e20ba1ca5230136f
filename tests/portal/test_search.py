"""The public search finds what people mean, however they type it, on both databases alike."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from lantoa.portal import indexing, search, search_actions
from lantoa.portal.models import Findable
from lantoa.portal.search import Where
from tests.portal.building import answer, article, guide, publish, record, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(cast: Any, today: Any) -> dict[str, Any]:
    return {
        "guide": publish(cast, guide(title="Cấp giấy phép xây dựng mới"), "thu-tuc"),
        "answer": publish(cast, answer(title="Hoà giải tranh chấp đất đai ở đâu?"), "hoi-dap"),
        "article": publish(
            cast,
            article(
                title="Hội nghị cải cách hành chính",
                body=[("paragraph", "<p>Bàn về giấy phép cho nhà ở.</p>")],
            ),
        ),
        "record": publish(cast, record(title="Kế hoạch năm 2026", issued_on=today), "van-ban"),
    }


def titles(question: str, where: Where | None = None) -> list[str]:
    found = search.find(question, where or Where())
    return ["".join(part for part, _ in row.title) for row in search.results(found, 1)]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("cấp giấy phép xây dựng", "Cấp giấy phép xây dựng mới"),
        ("cap giay phep xay dung", "Cấp giấy phép xây dựng mới"),
        ("CẤP GIẤY PHÉP", "Cấp giấy phép xây dựng mới"),
        (unicodedata.normalize("NFD", "giấy phép xây dựng mới"), "Cấp giấy phép xây dựng mới"),
        ("hòa giải", "Hoà giải tranh chấp đất đai ở đâu?"),
        ("hoà giải", "Hoà giải tranh chấp đất đai ở đâu?"),
        ("dat dai", "Hoà giải tranh chấp đất đai ở đâu?"),
        ("21/KH-SXD", "Kế hoạch năm 2026"),
        ("1.000001", "Cấp giấy phép xây dựng mới"),
        ("làm giấy phép xây dựng ở đâu", "Cấp giấy phép xây dựng mới"),
    ],
)
def test_a_question_is_found_however_it_is_typed(written, question, title):
    assert titles(question)[0] == title


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("giay phwp xay dung", "giay phep xay dung"),
        ("giya phep xay dung", "giay phep xay dung"),
        ("giayphep xay dung", "giay phep xay dung"),
        ("giaays phep xay dung", None),
        ("hoa giair", "hoa giai"),
        ("tranh chap dat daii", "tranh chap dat dai"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven_and_said(written, question, meant):
    found = search.find(question, Where())

    assert found.numbers
    assert meant is None or found.instead == meant


def test_words_side_by_side_in_the_title_come_first(written):
    assert titles("giấy phép") == ["Cấp giấy phép xây dựng mới", "Hội nghị cải cách hành chính"]


def test_words_that_mean_the_same_find_each_other(written, cast):
    assert titles("sổ đỏ") == []

    search_actions.put_synonyms("sổ đỏ, đất đai", actor=cast.actor("editor"))

    assert titles("sổ đỏ") == ["Hoà giải tranh chấp đất đai ở đâu?"]
    assert titles("so do") == ["Hoà giải tranh chấp đất đai ở đâu?"]


def test_a_page_is_found_when_it_is_published_and_not_before_or_after(cast):
    page = article(title="Chưa ai biết", live=False)
    section(cast).add_child(instance=page)
    page.save_revision()
    assert titles("chưa ai biết") == []

    page.save_revision().publish()
    assert titles("chưa ai biết") == ["Chưa ai biết"]

    page.title = "Đã đổi tên"
    page.save_revision().publish()
    assert titles("chưa ai biết") == []

    page.refresh_from_db()
    page.unpublish()
    assert titles("đã đổi tên") == []


def test_a_deleted_page_is_gone(written):
    written["guide"].delete()

    assert titles("giấy phép xây dựng mới") == []


def test_what_stands_in_a_section_that_was_taken_off_is_not_shown(written, client):
    written["guide"].get_parent().unpublish()

    assert titles("cấp giấy phép xây dựng mới") == []


def test_results_may_be_narrowed_to_a_kind_and_an_agency(written, cast):
    other = publish(cast, guide(title="Cấp giấy phép xây dựng ở phường"), "thu-tuc", "ward", "ward_chair")

    assert titles("giấy phép", Where(kind="articlepage")) == ["Hội nghị cải cách hành chính"]
    assert titles("giấy phép", Where(agency_id=cast.ward.pk)) == [other.title]


def test_the_page_marks_hits_and_escapes_what_was_asked(written, client):
    shown = client.get("/tim-kiem/", {"q": "giay phep <b>"}).text

    assert "<mark>giấy phép</mark>" in shown
    assert "&lt;b&gt;" in shown
    assert "<b>" not in shown.partition("kết quả")[2].partition("</ol>")[0]
    assert 'content="noindex' in shown


def test_what_is_not_found_has_a_way_on(written, client):
    shown = client.get("/tim-kiem/", {"q": "xyzzyq", "loai": "guidepage"}).text

    assert "Không có kết quả" in shown
    assert "/so-do-trang/" in shown
    assert "/tim-kiem/?q=xyzzyq" in shown


@pytest.mark.parametrize(
    "question", ["", "   ", "'", '"', "a OR b", "* -", "%", "\\", "🙂", "a" * 5000, "NEAR(a b)"]
)
def test_no_question_breaks_the_search(written, client, question):
    assert (
        client.get("/tim-kiem/", {"q": question, "trang": "x", "loai": "y", "co-quan": "z"}).status_code
        == 200
    )


def test_results_are_shown_in_screens(cast, client):
    parent = section(cast)
    for number in range(12):
        page = article(title=f"Bài số {number} về hộ tịch")
        parent.add_child(instance=page)
        indexing.put(page)

    first = client.get("/tim-kiem/", {"q": "hộ tịch"}).text
    second = client.get("/tim-kiem/", {"q": "hộ tịch", "trang": "2"}).text

    assert (first.count("<h3>"), second.count("<h3>")) == (10, 2)
    assert "12 kết quả" in first
    assert "trang=2" in first


def test_catching_up_puts_right_what_was_changed_past_the_signals(written):
    Findable.objects.filter(page=written["guide"].pk).delete()
    type(written["article"]).objects.filter(pk=written["article"].pk).update(live=False)

    put, taken = indexing.catch_up()

    assert titles("cấp giấy phép xây dựng mới") == ["Cấp giấy phép xây dựng mới"]
    assert (put >= 1, taken) == (True, 1)
