"""The screens of the ledger, as the people of the cast meet them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.ledger import actions
from lantoa.ledger.models import Activity, Evidence, Measure, State
from tests.ledger import samples
from tests.ledger.conftest import House, Recording, page, typed

LIST = "/ban-lam-viec/so/"


@pytest.fixture
def filled(house: House, recording: Recording) -> list[Activity]:
    rows = [
        recording(title="Hướng dẫn tại quầy 07"),
        recording("other_officer", body_id=house.other_unit.pk, title="Phát tờ gấp ở chợ"),
        recording(submit=False, title="Bản nháp giữ lại"),
    ]
    actions.attach_file(rows[0], samples.upload("a.png", samples.png()), actor=house.actor("officer"))
    actions.confirm(rows[0], actor=house.actor("head"))
    return rows


def test_the_list_shows_what_the_person_may_see(house: House, filled: list[Activity]) -> None:
    seen = page(house.client("officer"), LIST)
    assert "Hướng dẫn tại quầy 07" in seen
    assert "Bản nháp giữ lại" in seen
    assert "Phát tờ gấp ở chợ" not in seen
    assert "1\xa0đợt, 37\xa0lượt người" in seen
    assert "2 hoạt động" in seen
    assert "Phát tờ gấp ở chợ" in page(house.client("coordinator"), LIST)
    assert "Sổ chưa có hoạt động nào" in page(house.client("outsider"), LIST)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("tim=huong+dan+quay", {"Hướng dẫn tại quầy 07"}),
        ("tim=HƯỚNG+DẪN", {"Hướng dẫn tại quầy 07"}),
        ("trang_thai=confirmed", {"Hướng dẫn tại quầy 07"}),
        ("trang_thai=cho", {"Phát tờ gấp ở chợ"}),
        ("trang_thai=giu", {"Bản nháp giữ lại"}),
        ("trang_thai=tra-lai", set()),
        ("minh_chung=co", {"Hướng dẫn tại quầy 07"}),
        ("minh_chung=khong&tim=phat", {"Phát tờ gấp ở chợ"}),
        ("tu=04/09/2026&den=04/09/2026&tim=quay+07", {"Hướng dẫn tại quầy 07"}),
        ("tu=05/09/2026", set()),
        ("cua_toi=co", set()),
    ],
)
def test_the_list_filters(house: House, filled: list[Activity], query: str, titles: set[str]) -> None:
    seen = page(house.client("coordinator"), f"{LIST}?{query}")

    shown = {row.title for row in filled if row.title in re.sub(r'value="[^"]*"', "", seen)}
    assert shown == titles


def test_the_list_filters_by_what_is_in_the_version(house: House, filled: list[Activity]) -> None:
    client = house.client("coordinator")
    theme = filled[0].current.themes.get()
    measure = Measure.objects.get(code="M15-2")

    assert "3 hoạt động" in page(client, f"{LIST}?noi_dung={theme.pk}")
    assert "3 hoạt động" in page(client, f"{LIST}?so_do={measure.pk}")
    other = Measure.objects.get(code="M01")
    assert "Không có hoạt động nào khớp bộ lọc" in page(client, f"{LIST}?so_do={other.pk}")


def test_the_list_costs_the_same_for_one_row_and_three(
    house: House, recording: Recording, django_assert_num_queries: Any
) -> None:
    client = house.client("coordinator")

    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as caught:
            page(client, LIST)
        return len(caught)

    recording()
    cost()
    one = cost()
    recording(), recording()
    assert cost() == one


def test_the_export_holds_the_rows_that_the_screen_counts(house: House, filled: list[Activity]) -> None:
    client = house.client("coordinator")

    response = client.get(f"{LIST}?trang_thai=confirmed&xuat=csv")

    text = b"".join(response.streaming_content if response.streaming else [response.content]).decode(
        "utf-8-sig"
    )
    assert text.splitlines()[0].startswith('"Số","Hoạt động"')
    assert len(text.splitlines()) == 2
    assert "HĐ-2026-0001" in text
    assert Entry.objects.filter(verb="ledger.exported", is_read=True).count() == 1
    book = client.get(f"{LIST}?xuat=xlsx")
    assert book.status_code == 200


def test_the_page_of_an_activity_says_all_of_it(house: House, filled: list[Activity]) -> None:
    seen = page(house.client("head"), f"{LIST}{filled[0].pk}/")

    for words in (
        "HĐ-2026-0001", "Hướng dẫn tại quầy 07", "Đã xác nhận", "Lượt người được hướng dẫn", "37",
        "Nguyễn Thị Hồng Ánh", "Thạch Sô Phia", "Xác nhận hoạt động", "SHA-256", "Đính chính…",
    ):  # fmt: skip
        assert words in seen, words


@pytest.mark.parametrize("who", ["other_officer", "outsider", "administrator", "ward_officer"])
def test_absent_and_forbidden_look_the_same(house: House, filled: list[Activity], who: str) -> None:
    client = house.client(who)
    row = filled[0]
    for url in (
        f"{LIST}{row.pk}/", f"{LIST}{row.pk}/sua/", f"{LIST}{row.pk}/ban/1/", f"{LIST}{row.pk}/huy/",
        f"{LIST}{row.pk}/minh-chung/", f"{LIST}999999/", f"{LIST}{10**18}/",
        f"/ban-lam-viec/tep/{Evidence.objects.get().file_id}/", "/ban-lam-viec/tep/999999/",
    ):  # fmt: skip
        page(client, url, 404)


def test_recording_with_a_photo_sends_it_for_confirmation(house: House) -> None:
    client = house.client("officer")
    form = typed(body=house.unit.pk, uploads=[
        SimpleUploadedFile("anh.png", samples.png()), SimpleUploadedFile("anh2.jpg", samples.jpeg())
    ])  # fmt: skip

    response = client.post(reverse("ledger:record"), form)

    row = Activity.objects.get()
    assert response.headers["Location"] == reverse("ledger:activity", args=[row.pk])
    assert (row.title, row.day.isoformat(), row.is_waiting) == (
        "Phát tờ gấp tại chợ Vàm Tấn",
        "2026-09-08",
        True,
    )
    assert row.current.measurements.get().value == 1250
    assert row.evidence.count() == 2


def test_the_form_sent_twice_records_once(house: House) -> None:
    client = house.client("officer")
    form = typed(body=house.unit.pk)

    client.post(reverse("ledger:record"), form)
    client.post(reverse("ledger:record"), form)

    assert Activity.objects.count() == 1


def test_a_wrong_form_says_so_at_its_field_and_keeps_what_was_typed(house: House) -> None:
    client = house.client("officer")

    response = client.post(
        reverse("ledger:record"),
        typed(body=house.unit.pk, when="khac", day="31/02/2026", title="Tên đã gõ", **{"amount-M07-1": "x"}),
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert "Ngày 31/02/2026 không có" in text
    assert "Nhập số, ví dụ 1.250" in text
    assert "Tên đã gõ" in text
    assert not Activity.objects.exists()


def test_one_bad_file_is_named_and_the_rest_is_kept_as_a_draft(house: House) -> None:
    client = house.client("officer")
    form = typed(body=house.unit.pk, uploads=[
        SimpleUploadedFile("tot.png", samples.png()), SimpleUploadedFile("xau.png", samples.SVG)
    ])  # fmt: skip

    response = client.post(reverse("ledger:record"), form, follow=True)

    row = Activity.objects.get()
    assert "“xau.png” là hình vẽ SVG" in response.content.decode()
    assert not row.is_waiting
    assert row.evidence.count() == 1


def test_a_draft_is_corrected_and_sent(house: House, recording: Recording) -> None:
    row = recording(submit=False)
    client = house.client("officer")
    url = reverse("ledger:edit", args=[row.pk])
    seen = page(client, url)
    assert 'value="37"' in seen

    form = typed(body=house.unit.pk, title="Đã sửa", edition=row.edition, client_id="", kind="tai-quay")
    response = client.post(url, form)

    row.refresh_from_db()
    assert response.status_code == 302
    assert (row.title, row.is_waiting) == ("Đã sửa", True)


def test_a_draft_changed_meanwhile_is_not_overwritten(house: House, recording: Recording) -> None:
    row = recording(submit=False)
    url = reverse("ledger:edit", args=[row.pk])
    form = typed(body=house.unit.pk, title="Người thứ nhất", edition=row.edition, viec="luu")
    house.client("head").post(url, form)

    late = house.client("officer").post(url, form | {"title": "Người thứ hai"})

    row.refresh_from_db()
    assert late.status_code == 422
    assert "đã được sửa sau khi trang này mở" in late.content.decode()
    assert "Người thứ hai" in late.content.decode()
    assert row.title == "Người thứ nhất"


def test_the_head_confirms_twenty_in_one_go(house: House, recording: Recording) -> None:
    rows = [recording(title=f"Việc {number}") for number in range(21)]
    client = house.client("head")
    url = reverse("ledger:confirm")
    seen = page(client, url)
    ticks = re.findall(r'name="muc" value="([\d:]+)"', seen)
    assert len(ticks) == 20

    response = client.post(url, {"muc": ticks, "viec": "xac-nhan"}, follow=True)

    assert "Đã xác nhận 20 mục." in response.content.decode()
    assert Activity.objects.filter(state=State.CONFIRMED).count() == 20
    assert Activity.objects.get(state=State.DRAFT) == rows[-1]


def test_the_confirm_page_costs_the_same_for_one_row_and_three(house: House, recording: Recording) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, officer = house.client("head"), house.actor("officer")
    url = reverse("ledger:confirm")

    def add(colour: str) -> None:
        actions.attach_file(recording(), samples.upload("a.png", samples.png(colour=colour)), actor=officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as caught:
            page(client, url)
        return len(caught)

    add("red")
    cost()
    one = cost()
    add("blue"), add("green")
    assert cost() == one


def test_what_changed_after_the_page_opened_is_not_confirmed(house: House, recording: Recording) -> None:
    row = recording()
    client = house.client("head")
    old = f"{row.pk}:{row.edition}"
    actions.attach_file(row, samples.upload("a.png", samples.png()), actor=house.actor("officer"))

    response = client.post(reverse("ledger:confirm"), {"muc": [old], "viec": "xac-nhan"}, follow=True)

    assert "đã được sửa sau khi trang này mở" in response.content.decode()
    assert Activity.objects.get().state == State.DRAFT


def test_chosen_entries_are_handed_back_with_one_reason(house: House, recording: Recording) -> None:
    rows = [recording(), recording()]
    ticks = [f"{row.pk}:{row.edition}" for row in rows]
    client = house.client("head")

    bare = client.post(reverse("ledger:confirm"), {"muc": ticks, "viec": "tra-lai"}, follow=True)
    assert "Chưa ghi lý do" in bare.content.decode()
    client.post(reverse("ledger:confirm"), {"muc": ticks, "viec": "tra-lai", "ly_do": "Thiếu ảnh"})

    assert {row.returned_reason for row in Activity.objects.all()} == {"Thiếu ảnh"}
    mine = page(house.client("officer"), f"{LIST}{rows[0].pk}/")
    assert "Thiếu ảnh" in mine


def test_correcting_goes_through_a_reason_to_the_form(house: House, filled: list[Activity]) -> None:
    row = filled[0]
    client = house.client("head")
    url = reverse("ledger:replace", args=[row.pk])
    assert client.post(url, {"reason": ""}).status_code == 422

    response = client.post(url, {"reason": "Đếm thiếu"})

    assert response.headers["Location"] == reverse("ledger:edit", args=[row.pk])
    assert "Đếm thiếu" in page(client, reverse("ledger:version", args=[row.pk, 1]))
    assert row.evidence.count() == 1


def test_proof_is_added_and_taken_off_on_its_own_pages(house: House, recording: Recording) -> None:
    row = recording()
    client = house.client("officer")
    url = reverse("ledger:add_proof", args=[row.pk])

    assert client.post(url, {"caption": ""}).status_code == 422
    form = {
        "uploads": SimpleUploadedFile("a.pdf", samples.pdf()),
        "link": "https://sxd.example/bai",
        "document": "9/GM",
    }
    client.post(url, form)
    assert row.evidence.count() == 3

    drop = reverse("ledger:remove_proof", args=[row.pk, row.evidence.first().pk])
    client.post(drop, {"reason": "Nhầm tệp"})
    assert row.evidence.filter(detached_at=None).count() == 2


def test_the_same_file_is_said_to_prove_something_already(house: House, recording: Recording) -> None:
    first, second = recording(title="Việc đã có ảnh"), recording()
    actions.attach_file(first, samples.upload("a.png", samples.png()), actor=house.actor("officer"))

    response = house.client("officer").post(
        reverse("ledger:add_proof", args=[second.pk]),
        {"uploads": SimpleUploadedFile("lai.png", samples.png())},
        follow=True,
    )

    assert "đã là minh chứng của HĐ-2026-0001 Việc đã có ảnh" in response.content.decode()


@pytest.mark.parametrize("name", ["ledger:activities", "ledger:record", "ledger:confirm"])
def test_nothing_is_shown_to_who_is_not_signed_in(db: None, name: str) -> None:
    response = Client().get(reverse(name))
    assert response.status_code == 302
    assert "/tai-khoan/" in response.headers["Location"]


@pytest.mark.parametrize(
    "back", ["1e9", "portal:home", "//kho.example", "https://kho.example", "\\\\kho.example"]
)
def test_after_confirming_one_lands_on_this_site(house: House, back: str) -> None:
    answer = house.client("head").post(reverse("ledger:confirm"), {"ve": back})

    assert answer["Location"] == reverse("ledger:confirm")
