"""People whom the matrix of addresses adds to the cast: roles at their strongest beside, above and below an object."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from lantoa.foundation import clock
from lantoa.organisation import actions, demo
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import MembershipDraft, PersonDraft
from lantoa.organisation.models import Account, Person, Role
from tests.cast import Cast

# key: name, roles as (role, agency, body)
WHO: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "snv_coordinator": ("Hồ Thị Kim Ngọc", ((Role.COORDINATOR, "snv", ""),)),
    "province_director": ("Mai Quốc Thới", ((Role.DIRECTOR, "province", ""),)),
    "sxd_administrator": ("Lê Cẩm Tú", ((Role.ADMINISTRATOR, "sxd", ""),)),
    # Writes and sends, and reads no work.
    "messenger": ("Châu Mỹ Xuân", ((Role.EDITOR, "sxd", ""), (Role.SENDER, "sxd", ""))),
    # Every role ended yesterday; the account still opens.
    "former": ("Âu Văn Nhã", ((Role.COORDINATOR, "sxd", ""), (Role.HEAD, "sxd", "van_phong"))),
}


def add_to(cast: Cast) -> Cast:
    """The cast with the newcomers, and with an account for the province's coordinator."""
    made = demo.find()
    people = dict(made.people)
    for key, (name, roles) in WHO.items():
        people[key] = actions.create_person(PersonDraft(name, f"{key}@them.example"), actor=SYSTEM)
        for role, agency, body in roles:
            _give(cast, people[key].pk, role, agency, body, ended=key == "former")
        actions.create_account(people[key], actor=SYSTEM)
    actions.create_account(people["province_coordinator"], actor=SYSTEM)
    known = Account.objects.get(person=people["officer"]).password  # copied: hashing anew takes its time
    Account.objects.filter(password__startswith="!").update(password=known)
    _with_second_step(people["sxd_administrator"])
    return Cast(demo.Demo(MappingProxyType(people), made.agencies, made.bodies))


def _with_second_step(person: Person) -> None:
    account = Account.objects.get(person=person)
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)


def _give(cast: Cast, person_id: int, role: str, agency: str, body: str, *, ended: bool) -> None:
    where = cast.agency(agency)
    actions.give_role(
        MembershipDraft(
            person_id=person_id,
            agency_id=where.pk,
            role=role,
            valid_from=where.valid_from,
            body_id=cast.body(f"{agency}.{body}").pk if body else None,
            valid_to=clock.today() - timedelta(days=1) if ended else None,
        ),
        actor=SYSTEM,
    )
