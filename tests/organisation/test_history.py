"""What becomes of agencies, bodies, roles and rights when agencies merge, split, are renamed or end."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.foundation.errors import Refused
from lantoa.organisation import access, actions, queries
from lantoa.organisation.access import CONFIRM, EDIT, SEE, SYSTEM
from lantoa.organisation.drafts import AgencyDraft, BodyDraft, MembershipDraft, PersonDraft
from lantoa.organisation.models import Agency, AgencyEvent, Body, Membership
from tests.cast import Cast

pytestmark = pytest.mark.django_db

DAY, EVE = date(2027, 1, 1), date(2026, 12, 31)
BASIS = "Nghị quyết 1/NQ-HĐND"


def draft(cast: Cast, **changed: object) -> AgencyDraft:
    values: dict[str, object] = {
        "code": "SXDGT",
        "legal_name": "Sở Xây dựng và Giao thông",
        "short_name": "Sở Xây dựng và Giao thông",
        "level": "department",
        "valid_from": DAY,
        "parent_id": cast.province.pk,
    }
    return AgencyDraft(**(values | changed))  # type: ignore[arg-type]


def rename(cast: Cast) -> Agency:
    event = actions.rename_agency(
        cast.sxd, draft(cast, code="SXD", slug="so-xay-dung"), day=DAY, legal_basis=BASIS, actor=SYSTEM
    )
    return event.successors.get()


def test_a_merger_ends_agencies_bodies_and_roles_on_the_eve(cast: Cast) -> None:
    actions.merge_agencies([cast.sxd, cast.snv], draft(cast), day=DAY, legal_basis=BASIS, actor=SYSTEM)

    assert set(
        Agency.objects.filter(pk__in=[cast.sxd.pk, cast.snv.pk]).values_list("valid_to", flat=True)
    ) == {EVE}
    assert not Body.objects.filter(agency__in=[cast.sxd, cast.snv], valid_to=None).exists()
    assert not Membership.objects.filter(agency__in=[cast.sxd, cast.snv], valid_to=None).exists()
    assert not cast.actor("head", DAY).grants
    assert cast.actor("head", EVE).grants


def test_a_merger_may_carry_units_and_people_over(cast: Cast) -> None:
    event = actions.merge_agencies(
        [cast.sxd, cast.snv], draft(cast), day=DAY, legal_basis=BASIS, carry=True, actor=SYSTEM
    )
    new = event.successors.get()

    offices = Body.objects.filter(agency=new, name="Văn phòng Sở")
    assert offices.count() == 1
    assert set(offices.get().continues.all()) == {cast.body("sxd.van_phong"), cast.body("snv.van_phong")}
    head = cast.actor("head", DAY)
    assert head.may(CONFIRM, new.pk, offices.get().pk)
    assert head.may(SEE, cast.sxd.pk, cast.body("sxd.van_phong").pk)


def test_what_is_absorbed_leaves_the_other_standing(cast: Cast) -> None:
    event = actions.merge_agencies([cast.snv], cast.sxd, day=DAY, legal_basis=BASIS, actor=SYSTEM)

    cast.sxd.refresh_from_db()
    assert cast.sxd.valid_to is None
    assert list(event.successors.all()) == [cast.sxd]
    assert cast.snv.pk in cast.actor("coordinator", DAY).scope(SEE).agencies


def test_the_successor_reads_the_history_and_changes_nothing_in_it(cast: Cast) -> None:
    actor = cast.actor("coordinator")

    assert actor.may(SEE, cast.old_sxd.pk)
    assert not actor.may(EDIT, cast.old_sxd.pk)
    assert cast.old_sxd in access.visible_agencies(cast.actor("officer"))
    assert cast.old_sxd not in access.visible_agencies(cast.actor("outsider"))


def test_after_a_renaming_every_right_goes_on(cast: Cast) -> None:
    new = rename(cast)

    coordinator = cast.actor("coordinator", DAY)
    assert coordinator.may(EDIT, new.pk)
    assert coordinator.may(EDIT, cast.sxd.pk)
    assert cast.actor("head", DAY).may(CONFIRM, cast.sxd.pk, cast.body("sxd.van_phong").pk)
    assert cast.old_sxd.pk in coordinator.past_agency_ids


def test_after_a_renaming_code_and_address_are_the_successors(cast: Cast) -> None:
    new = rename(cast)

    cast.sxd.refresh_from_db()
    assert (new.code, new.slug) == ("SXD", "so-xay-dung")
    assert (cast.sxd.code, cast.sxd.slug) == ("SXD", "so-xay-dung-den-2027")
    assert cast.sxd.legal_name == "Sở Xây dựng thành phố Cần Thơ"


def test_a_collective_and_its_members_are_carried_together(cast: Cast) -> None:
    new = rename(cast)

    collective = queries.find_unit(new, "Các phòng thuộc Sở", DAY)
    assert collective is not None
    assert {member.agency_id for member in collective.members.all()} == {new.pk}
    assert collective.members.count() == cast.body("sxd.cac_phong").members.count()


def test_the_agencies_below_follow_the_renamed_one(cast: Cast) -> None:
    event = actions.rename_agency(
        cast.province,
        draft(
            cast,
            code="UBND",
            legal_name="Ủy ban nhân dân thành phố Cần Thơ mới",
            level="province",
            parent_id=None,
        ),
        day=DAY,
        legal_basis=BASIS,
        actor=SYSTEM,
    )
    new = event.successors.get()

    cast.sxd.refresh_from_db()
    assert cast.sxd.parent == new
    assert cast.sxd.path == f"{new.path}{cast.sxd.pk}/"
    assert cast.actor("superior", DAY).may(SEE, cast.sxd.pk)


def test_an_agency_with_agencies_below_it_is_not_dissolved(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        actions.dissolve_agency(cast.province, day=DAY, legal_basis=BASIS, actor=SYSTEM)

    assert refusal.value.code == "children"
    cast.province.refresh_from_db()
    assert cast.province.valid_to is None


def test_a_split_makes_two_that_both_read_the_history(cast: Cast) -> None:
    drafts = [
        draft(cast, code="A", legal_name="Sở Quy hoạch"),
        draft(cast, code="SXD", legal_name="Sở Nhà ở"),
    ]
    event = actions.split_agency(cast.sxd, drafts, day=DAY, legal_basis=BASIS, actor=SYSTEM)

    for new in event.successors.all():
        person = actions.create_person(PersonDraft("Lê Thị Út"), actor=SYSTEM)
        actions.give_role(MembershipDraft(person.pk, new.pk, "coordinator", DAY), actor=SYSTEM)
        assert access.actor_of_person(person, DAY).may(SEE, cast.old_sxd.pk)


def test_a_transfer_moves_the_subtree_and_no_history(cast: Cast) -> None:
    actions.transfer_agency(cast.ward, cast.snv, day=DAY, legal_basis=BASIS, actor=SYSTEM)

    cast.ward.refresh_from_db()
    assert cast.ward.path == f"{cast.snv.path}{cast.ward.pk}/"
    assert cast.province.pk not in cast.actor("ward_officer").past_agency_ids
    assert AgencyEvent.objects.get(kind="transfer").note.startswith("Từ Ủy ban nhân dân thành phố Cần Thơ")


@pytest.mark.parametrize("to", ["ward", "province"])
def test_an_agency_is_not_moved_below_itself_nor_to_where_it_is(cast: Cast, to: str) -> None:
    with pytest.raises(Refused):
        actions.transfer_agency(cast.ward, cast.agency(to), day=DAY, legal_basis=BASIS, actor=SYSTEM)


def test_the_same_end_is_not_written_down_twice(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        actions.dissolve_agency(cast.old_sxd, day=DAY, legal_basis=BASIS, actor=SYSTEM)

    assert refusal.value.code == "ended"


def test_an_event_without_a_legal_basis_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.rename_agency(cast.sxd, draft(cast), day=DAY, legal_basis=" ", actor=SYSTEM)

    cast.sxd.refresh_from_db()
    assert cast.sxd.valid_to is None
    assert not Agency.objects.filter(code="SXDGT").exists()


def test_only_an_administrator_changes_the_organisation(cast: Cast) -> None:
    for who in ("director", "coordinator", "superior"):
        with pytest.raises(Refused) as refusal:
            actions.dissolve_agency(cast.sxd, day=DAY, legal_basis=BASIS, actor=cast.actor(who))
        assert refusal.value.code == "forbidden"


def test_a_body_ends_with_its_roles_and_hands_its_history_on(cast: Cast) -> None:
    old, into = cast.body("sxd.quan_ly"), cast.body("sxd.quy_hoach")
    actions.end_body(old, last_day=EVE, into=into, actor=SYSTEM)

    assert not cast.actor("other_head", DAY).grants
    assert cast.actor("planner", DAY).may(SEE, cast.sxd.pk, old.pk)
    assert queries.find_unit(cast.sxd, "Phòng Quản lý xây dựng", DAY) is None


def test_a_body_that_has_ended_frees_its_name(cast: Cast) -> None:
    actions.end_body(cast.body("sxd.quan_ly"), last_day=EVE, actor=SYSTEM)

    again = actions.create_body(BodyDraft(cast.sxd.pk, "Phòng Quản lý xây dựng", DAY), actor=SYSTEM)

    assert queries.find_unit(cast.sxd, "P. Quản lý xây dựng", DAY) == again


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "SXD"}, "code_taken"),
        ({"code": "sở xd"}, "code"),
        ({"slug": "so-noi-vu"}, "slug_taken"),
        ({"slug": "tai-khoan"}, "slug"),
        ({"legal_name": "  "}, "blank"),
        ({"level": "galaxy"}, "level"),
        ({"accent": "red"}, "accent"),
        ({"valid_to": date(2026, 1, 1)}, "dates"),
    ],
)
def test_an_agency_that_makes_no_sense_is_refused(cast: Cast, changed: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        actions.create_agency(draft(cast, **changed), actor=SYSTEM)

    assert refusal.value.code == code


def test_the_last_administrator_stays(cast: Cast) -> None:
    row = Membership.objects.get(role="administrator")

    with pytest.raises(Refused) as refusal:
        actions.end_membership(row, last_day=EVE, actor=cast.actor("administrator"))

    assert refusal.value.code == "last_one"


def test_the_last_administrator_is_not_ended_by_correcting_a_date(cast: Cast) -> None:
    row = Membership.objects.get(role="administrator")
    values = MembershipDraft(row.person_id, row.agency_id, row.role, row.valid_from, None, row.title, EVE)

    with pytest.raises(Refused) as refusal:
        actions.revise_membership(row, values, actor=cast.actor("administrator"))

    assert refusal.value.code == "last_one"
    row.refresh_from_db()
    assert row.valid_to is None


def test_an_agency_does_not_end_with_the_last_administrator_in_it(cast: Cast, today: date) -> None:
    actor = cast.actor("administrator")
    for agency in (cast.sxd, cast.agency("snv"), cast.agency("ward")):
        actions.dissolve_agency(agency, day=today, legal_basis="Nghị quyết 1/NQ", actor=actor)

    with pytest.raises(Refused) as refusal:
        actions.dissolve_agency(
            cast.agency("province"), day=today, legal_basis="Nghị quyết 2/NQ", actor=actor
        )

    assert refusal.value.code == "last_one"
    assert cast.agency("province").valid_to is None
