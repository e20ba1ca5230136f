"""Draft, sent, confirmed, handed back, voided, replaced."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from lantoa.audit.models import Entry
from lantoa.foundation.errors import Refused
from lantoa.ledger import actions, queries, registry
from lantoa.ledger.drafts import Amount
from lantoa.ledger.models import Activity, ActivityVersion, Measure, Measurement, State
from lantoa.ledger.refs import Ref, SourceKey
from tests.ledger.conftest import Drafting, House, Recording


def refusal(call) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def verbs() -> list[str]:
    entries = Entry.objects.filter(verb__startswith="ledger.").order_by("pk")
    return list(entries.values_list("verb", flat=True))


def test_recording_gives_a_number_of_the_year_and_waits_for_confirmation(
    house: House, recording: Recording
) -> None:
    first = recording()
    second = recording(day=date(2026, 1, 5))
    older = recording(day=date(2025, 12, 20))

    assert [first.number, second.number, older.number] == ["HĐ-2026-0001", "HĐ-2026-0002", "HĐ-2025-0001"]
    assert first.state == State.DRAFT
    assert first.is_waiting
    assert verbs() == ["ledger.recorded"] * 3


def test_a_kept_draft_does_not_wait_until_it_is_sent(house: House, recording: Recording) -> None:
    activity = recording(submit=False)
    assert not activity.is_waiting
    assert refusal(lambda: actions.confirm(activity, actor=house.actor("head"))).code == "not_submitted"

    actions.submit(activity, actor=house.actor("officer"))
    actions.submit(activity, actor=house.actor("officer"))

    assert activity.is_waiting
    assert verbs() == ["ledger.recorded", "ledger.submitted"]


def test_the_same_client_id_is_one_activity(house: House, recording: Recording) -> None:
    sent = uuid.uuid4()

    first = recording(client_id=sent)
    again = recording(client_id=sent, title="Gõ lại lần hai")
    other = recording("colleague", client_id=sent)

    assert again.pk == first.pk
    assert other.pk != first.pk
    assert Activity.objects.count() == 2
    assert verbs() == ["ledger.recorded"] * 2


def test_the_same_source_is_one_activity(house: House, drafting: Drafting) -> None:
    source = SourceKey("surveys.closing", "12")

    first = actions.record_activity(drafting(), actor=house.actor("officer"), source=source)
    again = actions.record_activity(drafting(), actor=house.actor("colleague"), source=source)

    assert again.pk == first.pk
    assert Activity.objects.count() == 1


def test_what_it_is_for_is_written_in_the_same_transaction(house: House, drafting: Drafting) -> None:
    told: list[tuple[int, int]] = []

    def refuse_nine(activity, ref_id, *, actor):
        told.append((activity.pk, ref_id))
        if ref_id == 9:
            raise Refused("Nhiệm vụ đã đóng.", code="closed")

    registry.register_towards("tests.task", refuse_nine)
    try:
        activity = actions.record_activity(
            drafting(), actor=house.actor("officer"), towards=[Ref("tests.task", 7)]
        )
        call = lambda: actions.record_activity(  # noqa: E731
            drafting(), actor=house.actor("officer"), towards=[Ref("tests.task", 9)]
        )
        assert refusal(call).code == "closed"
    finally:
        registry._towards.pop("tests.task")

    assert told[0] == (activity.pk, 7)
    assert Activity.objects.count() == 1
    assert verbs() == ["ledger.recorded"]


def test_revising_a_draft_keeps_its_number_and_says_what_changed(
    house: House, recording: Recording, drafting: Drafting
) -> None:
    activity = recording()

    actions.revise_activity(
        activity,
        drafting(title="Hướng dẫn tại quầy 08", amounts=(Amount("M15-2", Decimal(40)),)),
        actor=house.actor("officer"),
    )

    assert activity.number == "HĐ-2026-0001"
    assert activity.title == "Hướng dẫn tại quầy 08"
    assert activity.versions.count() == 1
    assert activity.edition == 2
    entry = Entry.objects.get(verb="ledger.revised")
    assert entry.changes["Tên hoạt động"] == [
        "Hướng dẫn nộp hồ sơ trực tuyến tại quầy 07",
        "Hướng dẫn tại quầy 08",
    ]
    assert entry.changes["Lượt người được hướng dẫn"] == ["37", "40"]
    assert entry.changes["Đợt hướng dẫn tại quầy"] == ["1", ""]


def test_revising_what_another_changed_meanwhile_is_refused(
    house: House, recording: Recording, drafting: Drafting
) -> None:
    activity = recording()
    actions.revise_activity(activity, drafting(title="Bản của Bảo"), actor=house.actor("officer"), seen=1)

    late = refusal(
        lambda: actions.revise_activity(
            activity, drafting(title="Bản của Đạt"), actor=house.actor("head"), seen=1
        )
    )

    assert late.code == "stale"
    assert Activity.objects.get().title == "Bản của Bảo"


def test_confirming_locks_and_makes_values_count(
    house: House, recording: Recording, drafting: Drafting
) -> None:
    activity = recording()
    people = Measure.objects.get(code="M15-2")
    span = (date(2026, 9, 1), date(2026, 9, 30))
    assert queries.total(people, *span, agency_ids=[house.agency.pk]) == queries.EMPTY

    actions.confirm(activity, actor=house.actor("head"))

    assert activity.state == State.CONFIRMED
    assert activity.confirmed_by == house.person("head")
    assert activity.current.confirmed_by == house.person("head")
    assert queries.total(people, *span, agency_ids=[house.agency.pk]).value == 37
    officer = house.actor("officer")
    assert refusal(lambda: actions.revise_activity(activity, drafting(), actor=officer)).code == "locked"
    assert refusal(lambda: actions.hand_back(activity, "Sai", actor=house.actor("head"))).code == "locked"
    assert refusal(lambda: actions.discard(activity, actor=officer)).code == "locked"
    assert (
        refusal(lambda: actions.confirm(activity, actor=house.actor("coordinator"))).code
        == "already_confirmed"
    )


def test_confirming_an_edition_that_was_not_seen_is_refused(
    house: House, recording: Recording, drafting: Drafting
) -> None:
    activity = recording()
    actions.revise_activity(activity, drafting(title="Sửa sau khi mở trang"), actor=house.actor("officer"))

    assert refusal(lambda: actions.confirm(activity, actor=house.actor("head"), seen=1)).code == "stale"


def test_confirming_many_takes_what_it_can_and_says_why_not_the_rest(
    house: House, recording: Recording
) -> None:
    good, taken, own, kept = recording(), recording(), recording("head"), recording(submit=False)
    actions.confirm(taken, actor=house.actor("deputy"))

    outcome = actions.confirm_many([good, taken, own, kept], actor=house.actor("head"))

    assert [row.pk for row in outcome.done] == [good.pk]
    assert [row.pk for row, _ in outcome.refused] == [taken.pk, own.pk, kept.pk]
    assert outcome.refused[0][1] == "HĐ-2026-0002 đã được Bùi Ngọc Lan xác nhận."


def test_handing_back_needs_a_reason_and_sending_again_clears_it(house: House, recording: Recording) -> None:
    activity = recording()
    head = house.actor("head")
    assert refusal(lambda: actions.hand_back(activity, "  ", actor=head)).code == "no_reason"

    actions.hand_back(activity, "Thiếu ảnh", actor=head)
    assert not activity.is_waiting
    assert activity.returned_reason == "Thiếu ảnh"
    assert refusal(lambda: actions.hand_back(activity, "Thiếu ảnh", actor=head)).code == "not_submitted"

    actions.submit(activity, actor=house.actor("officer"))
    assert activity.is_waiting
    assert activity.returned_reason == ""


def test_voiding_needs_a_reason_and_stops_counting(house: House, recording: Recording) -> None:
    activity = recording()
    actions.confirm(activity, actor=house.actor("head"))
    assert refusal(lambda: actions.void(activity, "", actor=house.actor("head"))).code == "no_reason"

    actions.void(activity, "Ghi nhầm đơn vị", actor=house.actor("head"))

    assert activity.state == State.VOIDED
    assert activity.current.void_reason == "Ghi nhầm đơn vị"
    total = queries.total(
        Measure.objects.get(code="M15-2"), date(2026, 1, 1), date(2026, 12, 31), agency_ids=[house.agency.pk]
    )
    assert total == queries.EMPTY
    assert refusal(lambda: actions.void(activity, "Nữa", actor=house.actor("head"))).code == "already_voided"


def test_replacing_voids_the_version_and_opens_the_next_with_the_old_values(
    house: House, recording: Recording
) -> None:
    activity = recording()
    assert (
        refusal(lambda: actions.replace(activity, "Sai số", actor=house.actor("head"))).code == "still_draft"
    )
    actions.confirm(activity, actor=house.actor("head"))
    assert refusal(lambda: actions.replace(activity, actor=house.actor("head"))).code == "no_reason"

    actions.replace(activity, "Đếm thiếu một nhóm", actor=house.actor("deputy"))

    first, second = activity.versions.order_by("number")
    assert (first.void_reason, first.confirmed_by) == ("Đếm thiếu một nhóm", house.person("head"))
    assert activity.current == second
    assert activity.state == State.DRAFT
    assert not activity.is_waiting
    assert (second.title, second.day) == (first.title, first.day)
    assert [row.code for row in second.themes.all()] == ["dich-vu-cong"]
    assert [row.value for row in second.measurements.order_by("id")] == [1, 37]
    assert {row.state for row in first.measurements.all()} == {State.VOIDED}
    assert {row.state for row in second.measurements.all()} == {State.DRAFT}


def test_a_voided_activity_can_be_opened_again(house: House, recording: Recording) -> None:
    activity = recording()
    actions.void(activity, "Hủy nhầm", actor=house.actor("head"))

    actions.replace(activity, actor=house.actor("head"))

    assert activity.state == State.DRAFT
    assert activity.versions.count() == 2


def test_who_replaced_may_not_confirm_the_new_version(house: House, recording: Recording) -> None:
    activity = recording()
    actions.confirm(activity, actor=house.actor("head"))
    actions.replace(activity, "Sai ngày", actor=house.actor("deputy"))
    actions.submit(activity, actor=house.actor("officer"))

    assert refusal(lambda: actions.confirm(activity, actor=house.actor("deputy"))).code == "own_entry"
    actions.confirm(activity, actor=house.actor("head"))
    assert activity.state == State.CONFIRMED


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"title": " \u200b "}, "no_title", "title"),
        ({"title": "a" * 301}, "too_long", "title"),
        ({"day": date(2026, 9, 9)}, "future_day", "day"),
        ({"day": date(1999, 12, 31)}, "old_day", "day"),
        ({"end_day": date(2026, 9, 3)}, "ends_before", "end_day"),
        ({"end_day": date(2026, 9, 10)}, "future_day", "end_day"),
        ({"kind": "khong-co"}, "unknown_code", "kind"),
        ({"themes": ("khong-co",)}, "unknown_code", "themes"),
        ({"place_id": 10**6}, "wrong_place", "place"),
        ({"amounts": (Amount("M15-2", Decimal(-1)),)}, "amount_range", "amount-M15-2"),
        ({"amounts": (Amount("M15-2", Decimal("NaN")),)}, "amount_range", "amount-M15-2"),
        ({"amounts": (Amount("M15-2", Decimal("1.5")),)}, "amount_whole", "amount-M15-2"),
        ({"amounts": (Amount("M15-2", None),)}, "amount_shape", "amount-M15-2"),
        ({"amounts": (Amount("M16", Decimal(88)),)}, "amount_shape", "amount-M16"),
        ({"amounts": (Amount("M16", None, Decimal(1), Decimal(0)),)}, "amount_zero", "amount-M16"),
        ({"amounts": (Amount("M01", Decimal(1)), Amount("M01", Decimal(2)))}, "measure_twice", "amounts"),
    ],
)
def test_a_wrong_draft_is_refused_at_its_field_and_nothing_is_written(
    house: House, recording: Recording, changes, code: str, field: str
) -> None:
    refused = refusal(lambda: recording(**changes))

    assert (refused.code, refused.field) == (code, field)
    assert not Activity.objects.exists()
    assert not ActivityVersion.objects.exists()
    assert not Measurement.objects.exists()
    assert verbs() == []


def test_typed_text_is_kept_composed_and_without_controls(house: House, recording: Recording) -> None:
    import unicodedata

    activity = recording(
        title=unicodedata.normalize("NFD", "Tập huấn\x00 \u202evăn hóa"), description="a\r\nb \x07"
    )

    assert activity.title == "Tập huấn văn hóa"
    assert activity.current.description == "a\nb"


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "confirmed"},
        {"state": "draft", "confirmed_by_id": 1, "confirmed_at": "2026-09-08T00:00:00Z"},
        {"returned_at": "2026-09-08T00:00:00Z"},
    ],
)
def test_the_table_itself_refuses_a_state_without_its_facts(
    house: House, recording: Recording, broken
) -> None:
    activity = recording()

    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**broken)


def test_the_table_itself_refuses_confirmation_by_the_recorder(house: House, recording: Recording) -> None:
    activity = recording()

    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(
            state="confirmed", confirmed_by=activity.recorded_by, confirmed_at="2026-09-08T00:00:00Z"
        )
