"""What an act about something else must not leave behind: no administrator, a right too wide, a locked door."""

from datetime import timedelta

import pytest

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.organisation import actions, invitations, lockout, roster
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.models import Body, Membership, Role
from lantoa.organisation.roster import PersonRow, Roster

pytestmark = pytest.mark.django_db


def test_the_unit_of_the_only_administrator_does_not_end_with_the_role_in_it(cast):
    office = cast.body("sxd.van_phong")
    Membership.objects.filter(role=Role.ADMINISTRATOR).delete()
    Membership.objects.create(
        person=cast.officer,
        agency=cast.sxd,
        body=office,
        role=Role.ADMINISTRATOR,
        valid_from=office.valid_from,
    )

    with pytest.raises(Refused) as refusal:
        actions.end_body(office, last_day=clock.today() + timedelta(30), actor=cast.actor("officer"))

    assert refusal.value.code == "last_one"
    assert Body.objects.get(pk=office.pk).valid_to is None


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Giám đốc", "director"),
        ("Phó Giám đốc Sở", "director"),
        ("Giám đốc Trung tâm Kiểm định", "head"),
        ("Phó Giám đốc Trung tâm Kiểm định", "officer"),
        ("Chủ tịch UBND phường", "director"),
        ("Chủ tịch Công đoàn", "head"),
        ("Phó Chủ tịch Công đoàn cơ sở", "officer"),
        ("Chủ tịch Hội Cựu chiến binh", "head"),
        ("Phụ trách", "head"),
        ("Phụ trách phòng", "head"),
        ("Phụ trách kế toán", "officer"),
    ],
)
def test_a_title_gives_no_more_than_it_says(title, role):
    assert roster.role_of(title) == role


def test_a_role_held_to_a_day_to_come_is_left_as_it_is(cast):
    held = Membership.objects.get(person=cast.other_officer)
    Membership.objects.filter(pk=held.pk).update(valid_to=clock.today() + timedelta(60))
    row = PersonRow(cast.other_officer.full_name, cast.other_officer.email, unit="Phòng Quản lý xây dựng")

    done = actions.import_roster(cast.sxd, Roster(people=(row,)), actor=SYSTEM)

    assert (done.people, done.known) == (0, 1)
    assert Membership.objects.filter(person=cast.other_officer).count() == 1


def test_who_set_a_new_password_by_the_administrators_letter_is_kept_out_no_longer(cast):
    account = cast.account("officer")
    for _ in range(lockout.ACCOUNT_LIMIT):
        lockout.begin(account.email, "203.0.113.9")
    account = actions.send_password_reset(account, actor=cast.actor("administrator"))

    actions.accept_invitation(account, invitations.tokens.make_token(account), "mot-mat-khau-moi-2026")

    assert not lockout.is_account_held(account.email)
