"""A small agency with a head, an officer, a coordinator; a sibling agency; and the ledger's vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lantoa.foundation import clock
from lantoa.ledger import actions
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.ledger.models import Activity
from lantoa.organisation.access import Actor, actor_of_person
from lantoa.organisation.models import Account, Agency, Body, Membership, Person, Role

TODAY = date(2026, 9, 8)
BEGAN = date(2021, 1, 1)


@dataclass
class House:
    province: Agency
    agency: Agency
    sibling: Agency
    office: Body
    unit: Body
    sibling_unit: Body
    people: dict[str, Person]

    def actor(self, name: str) -> Actor:
        account = Account.objects.filter(person=self.people[name]).first()
        return actor_of_person(self.people[name], TODAY, account_id=account.pk if account else None)

    def account(self, name: str) -> Account:
        return Account.objects.get(person=self.people[name])


def _agency(code: str, name: str, parent: Agency | None) -> Agency:
    row = Agency.objects.create(
        code=code, legal_name=name, short_name=name, level="department", parent=parent,
        valid_from=BEGAN, slug=code.lower(),
    )  # fmt: skip
    row.path = f"{parent.path if parent else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    return row


CAST: dict[str, tuple[str, str, str]] = {
    # key: (name, role, where)
    "officer": ("Trần Quốc Bảo", Role.OFFICER, "unit"),
    "colleague": ("Kim Sô Phia", Role.OFFICER, "unit"),
    "head": ("Phạm Văn Đạt", Role.HEAD, "unit"),
    "deputy": ("Bùi Ngọc Lan", Role.HEAD, "unit"),
    "other_officer": ("Sơn Thị Chanh Đa", Role.OFFICER, "office"),
    "other_head": ("Huỳnh Tấn Khoa", Role.HEAD, "office"),
    "coordinator": ("Nguyễn Thu Hiền", Role.COORDINATOR, "agency"),
    "director": ("Lý Hoàng Nam", Role.DIRECTOR, "agency"),
    "editor": ("Đỗ Minh Châu", Role.EDITOR, "agency"),
    "administrator": ("Võ Thành Long", Role.ADMINISTRATOR, "agency"),
    "appraiser": ("Thạch Sa Ru", Role.APPRAISER, "province"),
    "superior": ("Lê Thị Kim Ngân", Role.SUPERIOR, "province"),
    "outsider": ("Đinh Công Danh", Role.COORDINATOR, "sibling"),
    "outside_officer": ("Ngô Bảo Trâm", Role.OFFICER, "sibling_unit"),
}


def build_house() -> House:
    province = _agency("UBND", "Ủy ban nhân dân tỉnh Ba Thắc", None)
    agency = _agency("SXD", "Sở Xây dựng tỉnh Ba Thắc", province)
    sibling = _agency("STC", "Sở Tài chính tỉnh Ba Thắc", province)
    office = Body.objects.create(agency=agency, name="Văn phòng", valid_from=BEGAN)
    unit = Body.objects.create(agency=agency, name="Phòng Quản lý xây dựng", valid_from=BEGAN)
    sibling_unit = Body.objects.create(agency=sibling, name="Phòng Ngân sách", valid_from=BEGAN)
    where: dict[str, Any] = {
        "province": (province, None), "agency": (agency, None), "sibling": (sibling, None),
        "office": (agency, office), "unit": (agency, unit), "sibling_unit": (sibling, sibling_unit),
    }  # fmt: skip
    people: dict[str, Person] = {}
    for key, (name, role, place) in CAST.items():
        person = Person.objects.create(full_name=name, email=f"{key}@batac.example")
        Account.objects.create_user(f"{key}@batac.example", "mat-khau-thu", person=person)
        home, body = where[place]
        Membership.objects.create(person=person, agency=home, body=body, role=role, valid_from=BEGAN)
        people[key] = person
    return House(province, agency, sibling, office, unit, sibling_unit, people)


@pytest.fixture(autouse=True)
def _standing_day() -> Any:
    with clock.standing_on(TODAY):
        yield


@pytest.fixture(autouse=True)
def _files_apart(settings: Any, tmp_path: Any) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def house(db: Any) -> House:
    actions.ensure_reference_rows()
    return build_house()


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
