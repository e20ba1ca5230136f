"""Somebody who works in two agencies, or has left one: no local administrator gains anything by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation import access, actions, queries
from lantoa.organisation.access import CONFIRM, SYSTEM, Actor, actor_of_person
from lantoa.organisation.drafts import DelegationDraft, MembershipDraft, PersonDraft
from lantoa.organisation.models import Membership
from lantoa.organisation.roster import PersonRow, Roster
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def local(cast: Cast) -> Actor:
    """Administers the ward only."""
    person = actions.create_person(PersonDraft("Thạch Minh Tâm", "tam@lantoa.example"), actor=SYSTEM)
    draft = MembershipDraft(person.pk, cast.ward.pk, "administrator", cast.ward.valid_from)
    actions.give_role(draft, actor=SYSTEM)
    return actor_of_person(person)


def in_the_ward_too(cast: Cast, key: str, **given: Any) -> None:
    body = cast.body("ward.van_hoa")
    draft = MembershipDraft(
        cast.person(key).pk, cast.ward.pk, "officer", cast.ward.valid_from, body_id=body.pk, **given
    )
    actions.give_role(draft, actor=SYSTEM)


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, by: actions.revise_person(
            cast.officer, PersonDraft("Nguyễn Thị Hồng Ánh", "khac@x.vn"), actor=by
        ),
        lambda cast, by: actions.deactivate_account(cast.account("officer"), reason="Nghỉ", actor=by),
        lambda cast, by: actions.reset_second_factor(cast.account("officer"), actor=by),
        lambda cast, by: actions.send_password_reset(cast.account("officer"), actor=by),
        lambda cast, by: actions.invite(cast.officer, actor=by),
    ],
)
def test_an_administrator_of_one_agency_is_not_over_somebody_of_two(
    cast: Cast, local: Actor, act: Any
) -> None:
    in_the_ward_too(cast, "officer")

    with pytest.raises(Refused) as refusal:
        act(cast, local)

    assert refusal.value.code == "forbidden"


def test_the_administrator_of_both_agencies_is(cast: Cast) -> None:
    in_the_ward_too(cast, "officer")

    actions.deactivate_account(cast.account("officer"), reason="Nghỉ việc", actor=cast.actor("administrator"))

    assert not cast.account("officer").is_active


def test_who_moved_away_is_over_for_the_administrator_of_before(cast: Cast, local: Actor) -> None:
    in_the_ward_too(cast, "officer", valid_to=clock.today() - timedelta(1))

    with pytest.raises(Refused):
        actions.deactivate_account(cast.account("officer"), reason="Nghỉ", actor=local)


def test_a_list_takes_nobody_from_another_agency(cast: Cast, local: Actor) -> None:
    row = PersonRow("Trần Văn Đước", cast.director.email, unit=cast.body("ward.van_hoa").name)
    roster = Roster((), (row,))

    with pytest.raises(Refused) as refusal:
        actions.import_roster(cast.ward, roster, actor=local)

    assert refusal.value.code == "forbidden"
    assert not Membership.objects.filter(person=cast.director, agency=cast.ward).exists()


def test_a_role_is_given_to_nobody_of_another_agency(cast: Cast, local: Actor) -> None:
    draft = MembershipDraft(cast.director.pk, cast.ward.pk, "director", cast.ward.valid_from)

    with pytest.raises(Refused):
        actions.give_role(draft, actor=local)


def test_a_loan_ends_for_who_left_the_agency(cast: Cast) -> None:
    today = cast.actor("officer").on
    row = Membership.objects.get(person=cast.head)
    loan = DelegationDraft(
        row.pk, cast.officer.pk, valid_from=today, valid_to=today + timedelta(30), reason="Nghỉ phép"
    )
    actions.lend_role(loan, actor=cast.actor("head"))
    office = cast.body("sxd.van_phong").pk
    assert cast.actor("officer").may(CONFIRM, cast.sxd.pk, office)

    in_the_ward_too(cast, "officer")
    own = Membership.objects.get(person=cast.officer, agency=cast.sxd)
    actions.end_membership(own, last_day=today, actor=cast.actor("administrator"))

    tomorrow = today + timedelta(1)
    assert not cast.actor("officer", tomorrow).may(CONFIRM, cast.sxd.pk, office)
    assert cast.account("officer").is_active


def test_a_newcomer_is_in_the_hands_of_the_agency_that_entered_them(cast: Cast, local: Actor) -> None:
    administrator = cast.actor("administrator")
    newcomer = actions.create_person(PersonDraft("Lê Thị Mới", "moi@lantoa.example"), actor=administrator)
    own = actions.create_person(PersonDraft("Trần Văn Phường", "phuong@lantoa.example"), actor=local)

    with pytest.raises(NotVisible):
        access.get_person(local, newcomer.pk)
    with pytest.raises(Refused):
        actions.invite(newcomer, email="ke-gian@x.vn", actor=local)
    assert newcomer not in queries.people_of(local)
    assert {newcomer, own} <= set(queries.people_of(administrator)), "who administers all sees everybody"
    assert access.get_person(local, own.pk) == own
