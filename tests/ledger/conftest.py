"""The cast at work: an activity of the office, recorded by its officer; the vocabulary of the ledger is there."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from lantoa.ledger import actions
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.ledger.models import Activity
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Account, Agency, Body, Membership, Person, Role
from tests.cast import Cast

BEGAN = date(2025, 7, 1)


@dataclass
class House:
    """The department of the cast. "deputy" is a second head of the office, "colleague" a second officer."""

    cast: Cast

    @property
    def agency(self) -> Agency:
        return self.cast.sxd

    @property
    def unit(self) -> Body:
        return self.cast.body("sxd.van_phong")

    @property
    def other_unit(self) -> Body:
        return self.cast.body("sxd.quan_ly")

    @property
    def sibling(self) -> Agency:
        return self.cast.snv

    def person(self, key: str) -> Person:
        if key in ("deputy", "colleague"):
            return Person.objects.get(email=f"{key}@lantoa.example")
        return self.cast.person(key)

    def actor(self, key: str) -> Actor:
        from lantoa.organisation.access import actor_of_person

        person = self.person(key)
        account = Account.objects.filter(person=person).first()
        return actor_of_person(person, account_id=account.pk if account else None)

    def client(self, key: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(person=self.person(key)))
        return client


def _join(house: House, key: str, name: str, role: str) -> None:
    person = Person.objects.create(full_name=name, email=f"{key}@lantoa.example")
    Account.objects.create_user(person.email, person=person)
    Membership.objects.create(
        person=person, agency=house.agency, body=house.unit, role=role, valid_from=BEGAN
    )


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def house(today: date, cast: Cast) -> House:
    actions.ensure_reference_rows()
    house = House(cast)
    _join(house, "deputy", "Bùi Ngọc Lan", Role.HEAD)
    _join(house, "colleague", "Kim Ngọc Sương", Role.OFFICER)
    return house


Drafting = Callable[..., ActivityDraft]
Recording = Callable[..., Activity]


@pytest.fixture
def drafting(house: House) -> Drafting:
    plain = ActivityDraft(
        kind="tai-quay",
        title="Hướng dẫn nộp hồ sơ trực tuyến tại quầy 07",
        day=date(2026, 9, 4),
        agency_id=house.agency.pk,
        body_id=house.unit.pk,
        themes=("dich-vu-cong",),
        forms=("tai-quay",),
        amounts=(Amount("M15-1", Decimal(1)), Amount("M15-2", Decimal(37))),
    )
    return lambda **changes: replace(plain, **changes)


@pytest.fixture
def recording(house: House, drafting: Drafting) -> Recording:
    def record(by: str = "officer", *, submit: bool = True, **changes: Any) -> Activity:
        return actions.record_activity(drafting(**changes), actor=house.actor(by), submit=submit)

    return record


def page(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Phát tờ gấp tại chợ Vàm Tấn",
        "when": "hom-nay",
        "kind": "an-pham",
        "amount-M07-1": "1.250",
        "client_id": str(uuid.uuid4()),
        "viec": "gui",
    } | changes
