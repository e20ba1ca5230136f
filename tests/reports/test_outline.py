"""The headings of reports: an agency's own, and the common ones that all others follow."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.reports import actions
from lantoa.reports.actions import OutlineDraft
from lantoa.reports.models import Report
from lantoa.reports.queries.gathering import gather_report, outline_of
from tests.reports.building import frozen, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def april() -> Any:
    with clock.standing_on(date(2026, 4, 2)):
        yield


def address(name: str, cast: Any, *more: Any) -> str:
    return reverse(f"reports:{name}", args=[cast.sxd.pk, *more])


def keys(cast: Any) -> list[str]:
    return [item.key for item in outline_of(cast.sxd)]


def test_the_first_change_makes_an_outline_of_the_agencys_own(cast: Any) -> None:
    before = keys(cast)

    item = actions.add_heading(
        cast.sxd, OutlineDraft("Mô hình, cách làm hay", 2), actor=cast.actor("coordinator")
    )

    assert keys(cast) == [*before, "mo-hinh-cach-lam-hay"]
    assert [row.key for row in outline_of(cast.snv)] == before, "others keep the common one"
    assert item.level == 2


def test_two_headings_of_one_name_have_keys_of_their_own(cast: Any) -> None:
    actor = cast.actor("coordinator")
    made = [actions.add_heading(cast.sxd, OutlineDraft("Kiến nghị"), actor=actor).key for _ in range(2)]
    assert made == ["kien-nghi-2", "kien-nghi-3"]


def test_headings_move_one_place_and_stop_at_the_ends(cast: Any) -> None:
    actor, before = cast.actor("coordinator"), keys(cast)
    actions.move_heading(cast.sxd, before[1], up=True, actor=actor)
    assert keys(cast) == [before[1], before[0], *before[2:]]
    actions.move_heading(cast.sxd, before[1], up=True, actor=actor)
    actions.move_heading(cast.sxd, before[-1], up=False, actor=actor)
    assert keys(cast) == [before[1], before[0], *before[2:]]


def test_an_ended_heading_is_asked_for_no_more_and_its_words_come_back_with_it(cast: Any) -> None:
    actor, report = cast.actor("coordinator"), written(cast)
    actions.end_heading(cast.sxd, "ton-tai", actor=actor)
    passages = gather_report(report).contents.passages
    assert "ton-tai" not in [row.key for row in passages]

    actions.resume_heading(cast.sxd, "ton-tai", actor=actor)

    back = next(row for row in gather_report(report).contents.passages if row.key == "ton-tai")
    assert back.text == "Lời của mục Tồn tại, hạn chế và nguyên nhân."


def test_a_frozen_report_keeps_its_headings(cast: Any) -> None:
    report = frozen(cast)
    before = report.current.contents
    actor = cast.actor("coordinator")
    actions.revise_heading(cast.sxd, "chi-dao", OutlineDraft("Chỉ đạo, điều hành"), actor=actor, edition=1)
    actions.end_heading(cast.sxd, "kien-nghi", actor=actor)
    assert Report.objects.get(pk=report.pk).current.contents == before


def test_of_two_who_change_a_heading_the_second_is_told(cast: Any) -> None:
    actor = cast.actor("coordinator")
    actions.revise_heading(cast.sxd, "chi-dao", OutlineDraft("Thứ nhất"), actor=actor, edition=1)
    with pytest.raises(Refused, match="Người khác"):
        actions.revise_heading(cast.sxd, "chi-dao", OutlineDraft("Thứ hai"), actor=actor, edition=1)
    assert outline_of(cast.sxd)[0].heading == "Thứ nhất"


def test_the_last_heading_stays(cast: Any) -> None:
    actor = cast.actor("coordinator")
    first, *others = keys(cast)
    for key in others:
        actions.end_heading(cast.sxd, key, actor=actor)
    with pytest.raises(Refused, match="ít nhất một"):
        actions.end_heading(cast.sxd, first, actor=actor)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (OutlineDraft("  "), "heading"),
        (OutlineDraft("Đ" * 251), "heading"),
        (OutlineDraft("Đề mục", 4), "level"),
        (OutlineDraft("Đề mục", 1, "macro"), "content"),
    ],
)
def test_nonsense_for_a_heading_is_refused(cast: Any, draft: OutlineDraft, field: str) -> None:
    with pytest.raises(Refused) as told:
        actions.add_heading(cast.sxd, draft, actor=cast.actor("coordinator"))
    assert told.value.field == field


def test_the_audit_says_what_was_changed(cast: Any) -> None:
    actor = cast.actor("coordinator")
    actions.revise_heading(cast.sxd, "chi-dao", OutlineDraft("Chỉ đạo"), actor=actor, edition=1)
    entry = Entry.objects.get(verb="reports.outline_changed")
    assert entry.agency_id == cast.sxd.pk
    assert entry.changes["Đề mục"] == ["Công tác chỉ đạo, triển khai", "Chỉ đạo"]


def test_headings_are_changed_on_pages(cast: Any) -> None:
    client = cast.client("coordinator")
    page = address("settings", cast)
    made = client.post(
        address("new_heading", cast),
        {"edition": 0, "heading": "Sáng kiến", "level": 1, "content": "text", "hint": "Nêu tên sáng kiến"},
    )
    assert made.status_code == 302
    client.post(address("move_heading", cast), {"len": "sang-kien"})
    assert keys(cast)[-2:] == ["sang-kien", "kien-nghi"]
    client.post(address("use_heading", cast, "kien-nghi"), {"viec": "thoi"})
    assert "Đề mục thôi dùng" in client.get(page).content.decode()
    client.post(address("use_heading", cast, "kien-nghi"), {"viec": "lai"})
    assert "Đề mục thôi dùng" not in client.get(page).content.decode()
    assert client.post(address("move_heading", cast), {"xuong": "khong-co"}).status_code == 404
    assert client.get(address("edit_heading", cast, "khong-co")).status_code == 404


def test_the_page_costs_the_same_for_any_number_of_headings(
    cast: Any, django_assert_max_num_queries: Any
) -> None:
    client, actor = cast.client("coordinator"), cast.actor("coordinator")
    for number in range(3):
        actions.add_heading(cast.sxd, OutlineDraft(f"Đề mục {number}"), actor=actor)
        client.get(address("settings", cast))
        with django_assert_max_num_queries(16):
            client.get(address("settings", cast))


# --- the common outline -----------------------------------------------------------------------------


def test_the_common_outline_is_changed_for_all_who_have_none_of_their_own(cast: Any) -> None:
    actor = cast.actor("administrator")
    actions.add_heading(cast.ward, OutlineDraft("Riêng"), actor=cast.actor("ward_officer"))
    before = keys(cast)

    actions.add_heading(None, OutlineDraft("Chuyển đổi số", 2), actor=actor)
    actions.move_heading(None, "chuyen-doi-so", up=True, actor=actor)
    actions.end_heading(None, "ton-tai", actor=actor)

    assert keys(cast) == [key for key in [*before[:-1], "chuyen-doi-so", before[-1]] if key != "ton-tai"]
    assert "chuyen-doi-so" not in [row.key for row in outline_of(cast.ward)]
    entry = Entry.objects.filter(verb="reports.outline_changed").latest("pk")
    assert entry.agency_id == cast.province.pk and "đề cương chung" in entry.summary


def test_only_who_keeps_what_all_share_changes_the_common_outline(cast: Any) -> None:
    for who in ("coordinator", "director", "officer", "superior", "appraiser"):
        with pytest.raises(Refused) as told:
            actions.add_heading(None, OutlineDraft("Mới"), actor=cast.actor(who))
        assert told.value.code == "forbidden"
        assert cast.client(who).get(reverse("reports:common_outline")).status_code == 404


def test_the_common_outline_is_changed_on_pages(cast: Any) -> None:
    client = cast.client("administrator")
    actions.add_heading(cast.sxd, OutlineDraft("Riêng"), actor=cast.actor("coordinator"))
    page = client.get(reverse("reports:common_outline")).content.decode()
    assert "1 cơ quan có đề cương riêng" in page and "Sở Xây dựng" in page
    data = {"edition": 0, "heading": "Chuyển đổi số", "level": 1, "content": "text", "hint": ""}
    assert client.post(reverse("reports:common_new_heading"), data).status_code == 302
    edit = reverse("reports:common_edit_heading", args=["chuyen-doi-so"])
    wrong = client.post(edit, {**data, "edition": 1, "heading": ""})
    assert wrong.status_code == 422
    assert client.post(edit, {**data, "edition": 1, "heading": "Chính quyền số"}).status_code == 302
    client.post(reverse("reports:common_move_heading"), {"len": "chuyen-doi-so"})
    client.post(reverse("reports:common_use_heading", args=["kien-nghi"]), {"viec": "thoi"})
    shown = client.get(reverse("reports:common_outline")).content.decode()
    assert "Chính quyền số" in shown and "Đề mục thôi dùng" in shown
    assert [row.key for row in outline_of(cast.snv)][-1] == "chuyen-doi-so"


def test_an_agency_goes_back_to_the_common_outline_and_keeps_its_words(cast: Any) -> None:
    actor, report, before = cast.actor("coordinator"), written(cast), keys(cast)
    actions.move_heading(cast.sxd, before[1], up=True, actor=actor)

    answer = cast.client("coordinator").post(address("share_outline", cast))

    assert answer.status_code == 302 and keys(cast) == before
    back = next(row for row in gather_report(report).contents.passages if row.key == "ton-tai")
    assert back.text == "Lời của mục Tồn tại, hạn chế và nguyên nhân."
    with pytest.raises(Refused, match="đang dùng đề cương chung"):
        actions.share_outline(cast.sxd, actor=actor)


@pytest.mark.parametrize("heading", ["Thêm", "Thứ tự"])
def test_a_heading_never_takes_the_address_of_a_page(cast: Any, heading: str) -> None:
    key = actions.add_heading(cast.sxd, OutlineDraft(heading), actor=cast.actor("coordinator")).key
    page = cast.client("coordinator").get(address("edit_heading", cast, key)).content.decode()
    assert f"Sửa “{heading}”" in page


def test_the_first_goes_no_higher_and_the_last_no_lower(cast: Any) -> None:
    page = cast.client("coordinator").get(address("settings", cast)).content.decode()
    buttons = re.findall(r'<button[^>]*?( disabled)? form="thu-tu" name="(\w+)" value="([\w-]+)"', page)
    assert [(way, key) for off, way, key in buttons if off] == [
        ("len", keys(cast)[0]),
        ("xuong", keys(cast)[-1]),
    ]
