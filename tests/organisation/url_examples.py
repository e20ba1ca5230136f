"""Examples of this room's addresses: the door, the first run, and the screens of Quản trị."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lantoa.foundation import clock
from lantoa.organisation import actions, invitations
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import DelegationDraft, MembershipDraft, PersonDraft, PlaceDraft
from lantoa.organisation.models import Account, Body, Delegation, Membership, Person, Place, WorkdayOverride
from tests.support.url_matrix import ANYONE, NOBODY, PLACES, SIGNED_IN, Example, World

ADMIN = {
    "sxd": frozenset({"administrator", "sxd_administrator"}),
    "ward": frozenset({"administrator"}),
    "snv": frozenset({"administrator"}),
}
ANY_ADMIN = ADMIN["sxd"]
SECOND_STEP = frozenset({"sxd_administrator"})  # as tests/support/newcomers.py arranges
OF_ALL = frozenset({"administrator"})


def _person(world: World) -> Person:
    """Somebody of the place, with an account, whom nobody of the cast is."""
    if "person" not in world.memo:
        body = Body.objects.filter(agency=world.agency, kind="unit").order_by("pk")[0]
        person = actions.create_person(PersonDraft("Sơn Mỹ Lệ", f"le-{world.place}@xa.example"), actor=SYSTEM)
        draft = MembershipDraft(person.pk, world.agency.pk, "officer", world.agency.valid_from, body.pk)
        actions.give_role(draft, actor=SYSTEM)
        actions.create_account(person, actor=SYSTEM)
        world.memo["person"] = person
    found: Person = world.memo["person"]
    return found


def _role(world: World) -> Membership:
    return Membership.objects.get(person=_person(world))


def _body(world: World) -> Body:
    return Body.objects.filter(agency=world.agency, kind="unit").order_by("pk")[0]


def _place(world: World) -> Place:
    draft = PlaceDraft(world.agency.pk, "counter", "Quầy 99", world.agency.valid_from)
    return actions.create_place(draft, actor=SYSTEM)


def _loan(world: World) -> Delegation:
    """Lent to somebody new, so that nobody of the cast gains a right by it."""
    deputy = actions.create_person(
        PersonDraft("Tiêu Quốc Kha", f"kha-{world.place}@xa.example"), actor=SYSTEM
    )
    body = _body(world).pk
    actions.give_role(
        MembershipDraft(deputy.pk, world.agency.pk, "officer", world.agency.valid_from, body), actor=SYSTEM
    )
    actions.create_account(deputy, actor=SYSTEM)
    day = clock.today()
    draft = DelegationDraft(_role(world).pk, deputy.pk, day, day + timedelta(days=3), "Nghỉ phép")
    return actions.lend_role(draft, actor=SYSTEM)


def _invited(world: World) -> dict[str, Any]:
    account = Account.objects.get(person=_person(world))
    number, token = invitations.path_for(account).strip("/").split("/")[-2:]
    return {"number": number, "token": token}


def _screen(kwargs: Any = None, **more: Any) -> Example:
    """For administrators over the object's agency; without an object, for any administrator."""
    return Example(to=ADMIN if kwargs else ANY_ADMIN, kwargs=kwargs, **more)


def _of_agency(world: World) -> dict[str, Any]:
    return {"agency_id": world.agency.pk}


def _of_person(world: World) -> dict[str, Any]:
    return {"person_id": _person(world).pk}


DOOR = {
    "account_reauthenticate": Example(to=SIGNED_IN),
    "account_set_password": Example(
        to=SIGNED_IN, answers=(302,), why="all have a password: on to changing it"
    ),
    "account_reset_password_from_key": Example(
        to=ANYONE, kwargs=lambda world: {"uidb36": "1", "key": "set-password"}
    ),
    "mfa_index": Example(to=SIGNED_IN),
    "mfa_authenticate": Example(to=SIGNED_IN, answers=(302,), why="sends whoever is in on to the desk"),
    "mfa_reauthenticate": Example(to=SIGNED_IN, answers=(200, 302), why="without a second step: by password"),
    "mfa_activate_totp": Example(to=SIGNED_IN, answers=(200, 302), why="who has it on goes back"),
    "mfa_deactivate_totp": Example(to=SECOND_STEP),
    "mfa_view_recovery_codes": Example(to=SECOND_STEP),
    "mfa_generate_recovery_codes": Example(to=SIGNED_IN),
    "mfa_download_recovery_codes": Example(to=SECOND_STEP),
    "socialaccount_login_cancelled": Example(to=ANYONE),
    "socialaccount_login_error": Example(to=ANYONE, answers=(401,)),
    "openid_connect_login": Example(to=NOBODY, kwargs=lambda world: {"provider_id": "tinh"}),
    "openid_connect_callback": Example(to=NOBODY, kwargs=lambda world: {"provider_id": "tinh"}),
    "account_signup": Example(to=NOBODY, told=ANYONE, why="accounts come by invitation"),
    "socialaccount_signup": Example(to=NOBODY, told=ANYONE, why="accounts come by invitation"),
    "socialaccount_connections": Example(to=NOBODY, told=ANYONE, why="nobody connects another account"),
    "account_email": Example(to=NOBODY, told=ANYONE, why="the address is the administrator's to change"),
    "account_email_verification_sent": Example(
        to=NOBODY, told=ANYONE, why="the administrator vouches for the address"
    ),
    "organisation_join": Example(
        to=ANYONE, kwargs=_invited, answers=(302,), why="keeps the token, and on to the form"
    ),
    "setup:agency": Example(to=NOBODY, why="closed once somebody can sign in"),
    "setup:people": Example(to=NOBODY, why="closed once somebody can sign in"),
    "setup:template": Example(to=NOBODY, why="closed once somebody can sign in"),
    "setup:administrator": Example(to=NOBODY, why="closed once somebody can sign in"),
    "setup:address": Example(to=NOBODY, why="closed once somebody can sign in"),
}

SCREENS = {
    "organisation:tree": _screen(),
    "organisation:new_agency": _screen(),
    "organisation:agency": _screen(_of_agency),
    "organisation:edit_agency": _screen(_of_agency),
    "organisation:event": _screen(lambda world: {"agency_id": world.agency.pk, "word": "doi-ten"}),
    "organisation:new_body": _screen(_of_agency),
    "organisation:new_place": _screen(_of_agency),
    "organisation:roster": _screen(_of_agency),
    "organisation:roster_template": _screen(),
    "organisation:body": _screen(lambda world: {"body_id": _body(world).pk}),
    "organisation:edit_body": _screen(lambda world: {"body_id": _body(world).pk}),
    "organisation:end_body": _screen(lambda world: {"body_id": _body(world).pk}),
    "organisation:edit_place": _screen(lambda world: {"place_id": _place(world).pk}),
    "organisation:end_place": _screen(lambda world: {"place_id": _place(world).pk}),
    "organisation:people": _screen(),
    "organisation:new_person": _screen(),
    "organisation:person": _screen(_of_person),
    "organisation:edit_person": _screen(_of_person),
    "organisation:give_role": _screen(
        lambda world: {"person_id": _person(world).pk, "agency_id": world.agency.pk}
    ),
    "organisation:invite": _screen(_of_person, method="post"),
    "organisation:close_account": _screen(_of_person),
    "organisation:change_address": _screen(_of_person),
    "organisation:account": _screen(
        lambda world: {"person_id": _person(world).pk, "word": "bo-tam-khoa"}, method="post"
    ),
    "organisation:edit_role": _screen(lambda world: {"membership_id": _role(world).pk}),
    "organisation:end_role": _screen(lambda world: {"membership_id": _role(world).pk}),
    "organisation:workdays": Example(to=OF_ALL),
    "organisation:drop_workday": Example(
        to=OF_ALL,
        kwargs=lambda world: {
            "override_id": WorkdayOverride.objects.create(
                day=clock.today() + timedelta(days=PLACES.index(world.place)), working=False, reason="Nghỉ bù"
            ).pk
        },
        method="post",
    ),
    "organisation:settings": Example(to=OF_ALL),
    "organisation:me": Example(to=SIGNED_IN),
    "organisation:delegations": Example(to=SIGNED_IN),
    "organisation:take_back": _screen(lambda world: {"delegation_id": _loan(world).pk}, method="post"),
}

ORGANISATION = DOOR | SCREENS
