"""Lending a role for a leave: by dates, to a colleague, never passed on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation import access, actions
from lantoa.organisation.access import CONFIRM, SYSTEM
from lantoa.organisation.drafts import DelegationDraft
from lantoa.organisation.models import Delegation, Membership
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 9, 7), date(2026, 9, 11)
STANDING = date(2026, 9, 1)


def lend(cast: Cast, *, role: str = "head", to: str = "officer", **changed: object) -> Delegation:
    row = Membership.objects.filter(person=cast.person(role)).order_by("pk")[0]
    values = {"valid_from": FIRST, "valid_to": LAST, "reason": "Nghỉ phép năm"} | changed
    with clock.standing_on(STANDING):
        return actions.lend_role(
            DelegationDraft(row.pk, cast.person(to).pk, **values),  # type: ignore[arg-type]
            actor=cast.actor(role, STANDING),
        )


def may_confirm(cast: Cast, who: str, day: date) -> bool:
    return cast.actor(who, day).may(CONFIRM, cast.sxd.pk, cast.body("sxd.van_phong").pk)


def test_the_colleague_confirms_from_the_first_to_the_last_day(cast: Cast) -> None:
    lend(cast)

    days = [FIRST - timedelta(1), FIRST, LAST, LAST + timedelta(1)]
    assert [may_confirm(cast, "officer", day) for day in days] == [False, True, True, False]


def test_the_lender_keeps_the_role(cast: Cast) -> None:
    lend(cast)

    assert may_confirm(cast, "head", FIRST)


def test_what_is_lent_says_whose_it_is(cast: Cast) -> None:
    lend(cast)

    actor = cast.actor("officer", FIRST)
    assert actor.lender_of(CONFIRM, cast.sxd.pk, cast.body("sxd.van_phong").pk) == cast.head.full_name
    assert actor.body_ids == {cast.body("sxd.van_phong").pk}


def test_taking_back_ends_it_at_once_and_twice_changes_nothing(cast: Cast) -> None:
    loan = lend(cast)
    for _ in range(2):
        actions.take_back_role(loan, actor=cast.actor("head", FIRST))

    assert not may_confirm(cast, "officer", FIRST)
    assert Entry.objects.filter(verb="organisation.role_taken_back").count() == 1


def test_a_lent_role_is_never_passed_on(cast: Cast) -> None:
    lend(cast)
    row = Membership.objects.get(person=cast.head)
    draft = DelegationDraft(row.pk, cast.other_officer.pk, FIRST, LAST, "Chuyển tiếp")

    with pytest.raises(Refused) as refusal:
        actions.lend_role(draft, actor=cast.actor("officer", FIRST))

    assert refusal.value.code == "forbidden"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"to": "outsider"}, "outsider"),
        ({"to": "head"}, "itself"),
        ({"valid_to": FIRST - timedelta(1)}, "dates"),
        ({"valid_from": date(2026, 8, 1), "valid_to": date(2026, 8, 2)}, "past"),
        ({"valid_from": date(2020, 1, 1)}, "dates"),
        ({"reason": "  "}, "blank"),
        ({"role": "administrator", "to": "superior"}, "administrator"),
    ],
)
def test_a_loan_that_makes_no_sense_is_refused(cast: Cast, changed: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        lend(cast, **changed)  # type: ignore[arg-type]

    assert refusal.value.code == code


def test_a_role_is_lent_to_one_person_at_a_time(cast: Cast) -> None:
    lend(cast)

    with pytest.raises(Refused) as refusal:
        lend(cast, to="editor", valid_from=LAST)

    assert refusal.value.code == "overlap"


def test_a_loan_ends_with_the_role(cast: Cast) -> None:
    loan = lend(cast)
    actions.end_membership(loan.membership, last_day=date(2026, 9, 8), actor=SYSTEM)

    assert [may_confirm(cast, "officer", day) for day in (date(2026, 9, 8), date(2026, 9, 9))] == [
        True,
        False,
    ]


def test_a_loan_ends_with_the_unit(cast: Cast) -> None:
    lend(cast)
    actions.end_body(cast.body("sxd.van_phong"), last_day=date(2026, 9, 8), actor=SYSTEM)

    assert not may_confirm(cast, "officer", date(2026, 9, 9))


def test_only_lender_and_administrator_find_a_loan(cast: Cast) -> None:
    loan = lend(cast)

    assert access.get_delegation(cast.actor("head"), loan.pk) == loan
    assert access.get_delegation(cast.actor("administrator"), loan.pk) == loan
    with pytest.raises(NotVisible):
        access.get_delegation(cast.actor("officer"), loan.pk)


def test_lending_on_screen(cast: Cast) -> None:
    client = cast.client("head")
    row = Membership.objects.get(person=cast.head)
    day = clock.today()

    response = client.post(
        "/ban-lam-viec/uy-quyen/",
        {
            "membership": row.pk,
            "to": cast.officer.pk,
            "valid_from": f"{day:%d/%m/%Y}",
            "valid_to": f"{day:%d/%m/%Y}",
            "reason": "Đi công tác",
        },
    )

    assert response.status_code == 302
    assert Delegation.objects.get().to == cast.officer
