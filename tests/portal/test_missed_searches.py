"""What nobody finds is counted by week, told to editors on Monday, and answered by words of the same meaning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.notices.models import Notice
from lantoa.organisation.access import SYSTEM
from lantoa.portal import search_actions
from lantoa.portal.models import MissedSearch, Synonyms
from tests.portal.building import home

pytestmark = pytest.mark.django_db
PERSON = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
)


def look(words: str, agent: str = PERSON, **more: str) -> None:
    Client().get("/tim-kiem/", {"q": words, **more}, headers={"User-Agent": agent})


def test_words_found_nowhere_are_counted_by_week_however_they_are_typed(cast: Any, today: Any) -> None:
    with clock.standing_on(today):
        look("Sổ hồng")
        look("so hong")

    row = MissedSearch.objects.get()
    assert (row.count, row.folded, row.week) == (2, "so hong", today - timedelta(days=today.weekday()))


@pytest.mark.parametrize(
    "words", ["0912 345 678", "an.b@thu.vn", "079123456789", "x" * 100, "", "số 079.123.456"]
)
def test_what_may_be_somebodys_is_not_kept(cast: Any, words: str) -> None:
    look(words)

    assert not MissedSearch.objects.exists()


def test_programs_and_narrowed_questions_are_not_counted(cast: Any) -> None:
    look("sổ hồng", "curl/8.0 something long enough")
    look("sổ hồng", loai="guidepage")

    assert not MissedSearch.objects.exists()


def test_editors_are_told_on_monday_once(cast: Any, today: Any) -> None:
    home(cast)
    week = search_actions.monday(today) - timedelta(days=7)
    search_actions.write_misses(
        {(week, "so hong", "sổ hồng"): 3, (search_actions.monday(today), "nay", "nay"): 1}
    )

    assert search_actions.report_misses(today, actor=SYSTEM) == 1
    search_actions.report_misses(today, actor=SYSTEM)

    notice = Notice.objects.get(person=cast.editor)
    assert "1 từ khóa" in notice.title
    shown = cast.client("editor").get(notice.url).text
    assert ("sổ hồng" in shown, ">nay<" in shown) == (True, False)
    assert f"{reverse('readers:synonyms_add')}?tu=s%E1%BB%95+h%E1%BB%93ng" in shown


def test_a_week_without_misses_is_not_told(cast: Any, today: Any) -> None:
    home(cast)

    assert search_actions.report_misses(today, actor=SYSTEM) == 0
    assert not Notice.objects.exists()


def test_misses_are_dropped_after_a_year(cast: Any, today: Any) -> None:
    old = search_actions.monday(today) - timedelta(weeks=60)
    search_actions.write_misses({(old, "cu", "cũ"): 3})

    search_actions.report_misses(today, actor=SYSTEM)

    assert not MissedSearch.objects.exists()


def test_editors_add_change_and_drop_words_of_the_same_meaning(cast: Any) -> None:
    editor = cast.client("editor")

    editor.post(reverse("readers:synonyms_add"), {"words": "sổ đỏ,  giấy chứng nhận "})
    row = Synonyms.objects.get()
    editor.post(reverse("readers:synonyms_change", args=[row.pk]), {"words": "sổ đỏ, sổ hồng"})
    row.refresh_from_db()

    assert (row.each, row.changed_by) == (["sổ đỏ", "sổ hồng"], cast.editor)
    editor.post(reverse("readers:synonyms_drop", args=[row.pk]))
    assert not Synonyms.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [("sổ đỏ", "ít nhất hai từ"), ("sổ đỏ, SO DO", "ít nhất hai từ"), ("sổ đỏ, nhà", "đã ở nhóm")],
)
def test_a_group_has_different_words_that_no_other_has(cast: Any, words: str, said: str) -> None:
    search_actions.put_synonyms("nhà, nhà ở", actor=SYSTEM)

    answer = cast.client("editor").post(reverse("readers:synonyms_add"), {"words": words})

    assert answer.status_code == 422
    assert said in answer.text
