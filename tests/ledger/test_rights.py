"""Who may do what with an entry: DESIGN's table, row by row."""

from __future__ import annotations

import pytest

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.ledger import access, actions
from lantoa.ledger.models import Activity, State
from lantoa.organisation.models import Delegation, Membership, Role
from tests.ledger import samples
from tests.ledger.conftest import Drafting, House, Recording

# An entry of the office, recorded by its officer and sent. sees, edits, confirms and hands back, voids
RIGHTS = {
    "officer": (True, True, False, False),
    "colleague": (True, False, False, False),
    "head": (True, True, True, True),
    "deputy": (True, True, True, True),
    "coordinator": (True, False, True, True),
    "director": (True, False, False, False),
    "editor": (True, False, False, False),  # an officer of the same office, too
    "other_head": (False, False, False, False),
    "other_officer": (False, False, False, False),
    "superior": (True, False, False, False),
    "appraiser": (False, False, False, False),
    "outsider": (False, False, False, False),
    "administrator": (False, False, False, False),
    "ward_officer": (False, False, False, False),
    "ward_chair": (False, False, False, False),
    "old_head": (False, False, False, False),
}


def allowed(call) -> bool:
    try:
        call()
    except Refused as refused:
        assert refused.code in ("forbidden", "own_entry"), refused.code
        return False
    return True


@pytest.mark.parametrize("who", RIGHTS)
def test_rights_over_a_sent_entry_of_the_office(
    house: House, recording: Recording, drafting: Drafting, who: str
) -> None:
    sees, edits, confirms, voids = RIGHTS[who]
    actor = house.actor(who)
    editing, confirming, returning, voiding = (recording() for _ in range(4))

    assert access.visible_activities(actor).filter(pk=editing.pk).exists() == sees
    assert allowed(lambda: actions.revise_activity(editing, drafting(), actor=actor)) == edits
    assert allowed(lambda: actions.confirm(confirming, actor=actor)) == confirms
    assert allowed(lambda: actions.hand_back(returning, "Thiếu ảnh", actor=actor)) == confirms
    assert allowed(lambda: actions.void(voiding, "Ghi nhầm", actor=actor)) == voids


@pytest.mark.parametrize("who", RIGHTS)
def test_the_door_opens_as_the_rights_say(house: House, recording: Recording, who: str) -> None:
    sees, edits, confirms, voids = RIGHTS[who]
    actor, activity = house.actor(who), recording()

    for to, right in (
        (access.SEE, sees),
        (access.EDIT, edits),
        (access.CONFIRM, confirms),
        (access.VOID, voids),
    ):
        if right:
            assert access.get_activity(actor, activity.pk, to=to) == activity
        else:
            with pytest.raises(NotVisible):
                access.get_activity(actor, activity.pk, to=to)


@pytest.mark.parametrize("who", RIGHTS)
def test_a_file_is_seen_by_who_sees_what_it_proves(house: House, recording: Recording, who: str) -> None:
    activity = recording()
    upload = samples.upload("a.jpg", samples.jpeg(placed=True))
    file = actions.attach_file(activity, upload, actor=house.actor("officer")).file
    assert file is not None
    actor = house.actor(who)

    if RIGHTS[who][0]:
        assert access.get_file(actor, file.pk) == file
    else:
        with pytest.raises(NotVisible):
            access.get_file(actor, file.pk)
    sees_place = who in ("officer", "head", "deputy", "coordinator")
    assert access.sees_file_place(actor, file) == sees_place
    assert access.sees_places(actor, activity) == sees_place


RECORDS_FOR_THE_OFFICE = {"officer", "colleague", "editor", "head", "deputy", "coordinator"}


@pytest.mark.parametrize("who", RIGHTS)
def test_who_may_record_for_the_office(house: House, drafting: Drafting, who: str) -> None:
    actor = house.actor(who)

    assert allowed(lambda: actions.record_activity(drafting(), actor=actor)) == (
        who in RECORDS_FOR_THE_OFFICE
    )


@pytest.mark.parametrize("who", ["head", "coordinator", "deputy"])
def test_nobody_confirms_what_they_recorded(house: House, recording: Recording, who: str) -> None:
    own = recording(who)

    with pytest.raises(Refused) as caught:
        actions.confirm(own, actor=house.actor(who))

    assert caught.value.code == "own_entry"
    assert own not in access.waiting_for(house.actor(who))


def test_nobody_confirms_what_they_rewrote(house: House, recording: Recording, drafting: Drafting) -> None:
    activity = recording()
    actions.revise_activity(activity, drafting(title="Viết lại"), actor=house.actor("head"))

    with pytest.raises(Refused) as caught:
        actions.confirm(activity, actor=house.actor("head"))
    assert caught.value.code == "own_entry"
    assert list(access.waiting_for(house.actor("head"))) == []
    assert list(access.waiting_for(house.actor("deputy"))) == [activity]

    actions.confirm(activity, actor=house.actor("deputy"))
    assert activity.state == State.CONFIRMED


def test_nobody_confirms_what_they_chose_the_proof_of(house: House, recording: Recording) -> None:
    added, taken_off = recording(), recording()
    link = "https://lantoa.example/bai"
    actions.attach_link(added, link, actor=house.actor("head"))
    proof = actions.attach_link(taken_off, link, actor=house.actor("officer"))
    actions.detach(proof, "Không liên quan", actor=house.actor("head"))

    outcome = actions.confirm_many([added, taken_off, recording()], actor=house.actor("head"))

    assert len(outcome.done) == 1
    assert [row.pk for row, _ in outcome.refused] == [added.pk, taken_off.pk]
    for row, why in outcome.refused:
        assert why.startswith(f"{row.number}: Người đang đăng nhập đã sửa hoặc thêm, bớt minh chứng")
        assert "đầu mối CCHC xác nhận" in why
    assert actions.confirm_many([added, taken_off], actor=house.actor("deputy")).refused == ()


def test_the_page_of_what_waits_says_why_an_entry_is_for_somebody_else(
    house: House, recording: Recording
) -> None:
    activity = recording(title="Mục đã thêm minh chứng")
    actions.attach_link(activity, "https://lantoa.example/bai", actor=house.actor("head"))
    client = house.cast.client("head")

    page = client.get("/ban-lam-viec/cho-xac-nhan/").content.decode()
    answer = client.post(
        "/ban-lam-viec/cho-xac-nhan/", {"muc": f"{activity.pk}:{activity.edition}"}, follow=True
    )

    assert f'value="{activity.pk}:' not in page
    assert "Mục đã thêm minh chứng" in page
    assert "thêm, bớt minh chứng của mục này nên không tự xác nhận" in page
    assert "không tự xác nhận" in answer.content.decode()
    activity.refresh_from_db()
    assert activity.state == State.DRAFT


def test_a_lent_right_confirms_and_the_audit_names_the_lender(
    house: House, recording: Recording, drafting: Drafting
) -> None:
    from lantoa.audit.models import Entry

    activity = recording()
    held = Membership.objects.get(person=house.person("head"), role=Role.HEAD)
    Delegation.objects.create(
        membership=held,
        to=house.person("other_officer"),
        valid_from="2026-09-01",
        valid_to="2026-09-30",
        reason="Nghỉ phép",
    )

    actions.revise_activity(activity, drafting(title="Viết lại"), actor=house.actor("other_officer"))
    actions.confirm(recording(), actor=house.actor("other_officer"))

    entry = Entry.objects.get(verb="ledger.confirmed")
    assert (entry.actor_name, entry.lent_by) == ("Lâm Thị Ngọc Ẩn", "Thạch Sô Phia")
    assert Entry.objects.get(verb="ledger.revised").lent_by == "Thạch Sô Phia"
    assert set(Entry.objects.filter(verb="ledger.recorded").values_list("lent_by", flat=True)) == {""}


def test_what_is_recorded_by_a_role_that_only_reads_and_a_lent_one_names_the_lender(
    house: House, drafting: Drafting
) -> None:
    from lantoa.audit.models import Entry

    Delegation.objects.create(
        membership=Membership.objects.get(person=house.person("coordinator"), role=Role.COORDINATOR),
        to=house.person("director"),
        valid_from="2026-09-01",
        valid_to="2026-09-30",
        reason="Nghỉ phép",
    )

    actions.record_activity(drafting(), actor=house.actor("director"))

    assert Entry.objects.get(verb="ledger.recorded").lent_by == house.person("coordinator").full_name


def test_what_one_recorded_is_seen_after_moving_to_another_unit_but_not_after_leaving(
    house: House, recording: Recording
) -> None:
    activity = recording()
    Membership.objects.filter(person=house.person("officer")).update(body=house.other_unit)
    assert list(access.visible_activities(house.actor("officer"))) == [activity]

    Membership.objects.filter(person=house.person("officer")).update(valid_to="2026-09-07")

    assert list(access.visible_activities(house.actor("officer"))) == []


def test_the_list_of_what_waits_is_the_same_as_what_may_be_confirmed(
    house: House, recording: Recording
) -> None:
    recording(), recording("head"), recording("coordinator"), recording(submit=False)
    recording("other_officer", body_id=house.other_unit.pk)

    for who in RIGHTS:
        actor = house.actor(who)
        waiting = set(access.waiting_for(actor).values_list("pk", flat=True))
        may = {
            row.pk
            for row in Activity.objects.select_related("current")
            if row.is_waiting and access.may_confirm(actor, row)
        }
        assert waiting == may, who


def test_who_has_left_the_agency_keeps_nothing_of_what_they_brought(
    house: House, recording: Recording
) -> None:
    activity = recording("officer")
    file = actions.attach_file(
        activity, samples.upload("a.png", samples.png()), actor=house.actor("officer")
    ).file
    assert file is not None
    assert access.get_file(house.actor("officer"), file.pk) == file
    role = Membership.objects.filter(person=house.person("officer"))

    role.update(agency=house.cast.ward, body=house.cast.body("ward.van_hoa"))

    with pytest.raises(NotVisible):
        access.get_file(house.actor("officer"), file.pk)
