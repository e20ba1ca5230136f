"""Who may do what, as the table of DESIGN: role × verb × own, child and sibling agency."""

from __future__ import annotations

from datetime import date

import pytest

from lantoa.organisation import access, actions
from lantoa.organisation.access import (
    ADMINISTER,
    APPRAISE,
    APPROVE,
    CATALOGUE,
    CONFIRM,
    EDIT,
    PLAN,
    PUBLISH,
    RECEIVE,
    SEE,
    SEND,
    SYSTEM,
    VOID,
)
from lantoa.organisation.drafts import AgencyDraft, MembershipDraft, PersonDraft
from lantoa.organisation.models import Agency, Role
from tests.cast import Cast

pytestmark = pytest.mark.django_db

VERBS = (SEE, EDIT, CONFIRM, APPROVE, VOID, PLAN, PUBLISH, SEND, RECEIVE, APPRAISE, ADMINISTER, CATALOGUE)

# role: what it may in its own body, in the rest of its agency, in an agency below it. A sibling is always closed.
TABLE: dict[str, tuple[set[str], set[str], set[str]]] = {
    Role.OFFICER: ({SEE}, set(), set()),
    Role.HEAD: ({SEE, EDIT, CONFIRM, VOID}, set(), set()),
    Role.COORDINATOR: (
        {SEE, EDIT, CONFIRM, VOID, PLAN, CATALOGUE},
        {SEE, EDIT, CONFIRM, VOID, PLAN, CATALOGUE},
        set(),
    ),
    Role.DIRECTOR: ({SEE, APPROVE, PUBLISH}, {SEE, APPROVE, PUBLISH}, {SEE}),
    Role.EDITOR: ({PUBLISH}, {PUBLISH}, set()),
    Role.SENDER: ({SEND}, {SEND}, set()),
    Role.SUPERIOR: ({SEE, RECEIVE}, {SEE, RECEIVE}, {SEE, RECEIVE}),
    Role.APPRAISER: ({APPRAISE}, {APPRAISE}, {APPRAISE}),
    Role.ADMINISTRATOR: (
        {ADMINISTER, CATALOGUE},
        {ADMINISTER, CATALOGUE},
        {ADMINISTER, CATALOGUE},
    ),
}


@pytest.fixture
def below(cast: Cast) -> Agency:
    """A division under Sở Xây dựng."""
    draft = AgencyDraft(
        "CCGD", "Chi cục Giám định xây dựng", "Chi cục Giám định", "division", date(2025, 7, 1), cast.sxd.pk
    )
    return actions.create_agency(draft, actor=SYSTEM)


def test_the_table_knows_every_role() -> None:
    assert set(TABLE) == set(Role.values) == set(access.RIGHTS)


@pytest.mark.parametrize("role", Role.values)
def test_a_role_may_what_the_table_says_and_no_more(cast: Cast, below: Agency, role: str) -> None:
    body, other = cast.body("sxd.van_phong"), cast.body("sxd.quan_ly")
    person = actions.create_person(PersonDraft("Trần Thị Lụa"), actor=SYSTEM)
    draft = MembershipDraft(person.pk, cast.sxd.pk, role, date(2026, 1, 1), body.pk)
    actions.give_role(draft, actor=SYSTEM)
    actor = access.actor_of_person(person)

    def allowed(agency: Agency, body_id: int | None) -> set[str]:
        return {verb for verb in VERBS if actor.may(verb, agency.pk, body_id)}

    own, agency, child = TABLE[role]
    assert allowed(cast.sxd, body.pk) == own
    assert allowed(cast.sxd, other.pk) == agency
    assert allowed(below, None) == child
    assert allowed(cast.snv, cast.body("snv.cchc").pk) == set()
    assert allowed(cast.province, None) == set()


@pytest.mark.parametrize("role", Role.values)
def test_the_day_before_and_the_day_after_a_role_gives_nothing(cast: Cast, role: str) -> None:
    person = actions.create_person(PersonDraft("Trần Thị Lụa"), actor=SYSTEM)
    draft = MembershipDraft(
        person.pk,
        cast.sxd.pk,
        role,
        date(2026, 3, 1),
        cast.body("sxd.van_phong").pk,
        valid_to=date(2026, 3, 31),
    )
    actions.give_role(draft, actor=SYSTEM)

    held = {
        day: bool(access.actor_of_person(person, day).grants)
        for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1))
    }

    assert list(held.values()) == [False, True, True, False]


def test_a_role_in_a_unit_reaches_the_units_below_it(cast: Cast) -> None:
    from lantoa.organisation.drafts import BodyDraft

    team = actions.create_body(
        BodyDraft(cast.sxd.pk, "Tổ Văn thư", date(2026, 1, 1), parent_id=cast.body("sxd.van_phong").pk),
        actor=SYSTEM,
    )

    assert cast.actor("head").may(CONFIRM, cast.sxd.pk, team.pk)
    assert not cast.actor("other_head").may(SEE, cast.sxd.pk, team.pk)


def test_a_closed_account_is_nobody(cast: Cast) -> None:
    account = cast.account("director")
    account.is_active = False

    assert access.actor_of(account) == access.NOBODY


def test_sibling_agencies_see_nothing_of_each_other(cast: Cast) -> None:
    assert cast.snv not in access.visible_agencies(cast.actor("director"))
    assert cast.sxd not in access.visible_agencies(cast.actor("outsider"))


def test_only_the_top_is_administered_as_a_whole(cast: Cast) -> None:
    assert cast.actor("administrator").administers_all
    assert not cast.actor("superior").administers_all


def test_what_all_agencies_share_is_kept_at_the_top_only(cast: Cast) -> None:
    keepers = {
        key
        for key in ("administrator", "coordinator", "director", "officer")
        if cast.actor(key).everywhere(CATALOGUE)
    }
    assert keepers == {"administrator"}
    assert cast.actor("province_coordinator").everywhere(CATALOGUE)
    assert cast.actor("administrator").everywhere(ADMINISTER)
    assert not cast.actor("province_coordinator").everywhere(ADMINISTER)
    assert cast.actor("administrator").top_agency_id(CATALOGUE) == cast.province.pk
    assert SYSTEM.everywhere(CATALOGUE)
