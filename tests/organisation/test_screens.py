"""The screens of Quản trị, for an administrator; everybody else finds nothing there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.organisation import actions, demo, queries
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import MembershipDraft, PersonDraft
from lantoa.organisation.models import Agency, Membership, Place
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def pages(cast: Cast) -> dict[str, str]:
    """Every GET address of the administrator's screens, with an example."""
    agency, body, person = cast.sxd.pk, cast.body("sxd.van_phong").pk, cast.officer.pk
    role = Membership.objects.get(person=cast.officer).pk
    place = Place.objects.filter(agency=cast.sxd).first()
    assert place is not None
    found = {
        "tree": [],
        "new_agency": [],
        "agency": [agency],
        "edit_agency": [agency],
        "new_body": [agency],
        "new_place": [agency],
        "roster": [agency],
        "roster_template": [],
        "body": [body],
        "edit_body": [body],
        "end_body": [body],
        "edit_place": [place.pk],
        "end_place": [place.pk],
        "people": [],
        "new_person": [],
        "person": [person],
        "edit_person": [person],
        "give_role": [person, agency],
        "close_account": [person],
        "edit_role": [role],
        "end_role": [role],
        "workdays": [],
        "settings": [],
    }
    urls = {name: reverse(f"organisation:{name}", args=args) for name, args in found.items()}
    for word in ("doi-ten", "sap-nhap", "chia-tach", "giai-the", "chuyen"):
        urls[word] = reverse("organisation:event", args=[agency, word])
    return urls


def test_every_page_opens_for_the_administrator(cast: Cast) -> None:
    client = cast.client("administrator")

    found = {name: client.get(url).status_code for name, url in pages(cast).items()}

    assert found == dict.fromkeys(found, 200)


@pytest.mark.parametrize("who", ["officer", "head", "coordinator", "director", "editor", "superior"])
def test_no_page_exists_for_others(cast: Cast, who: str) -> None:
    client = cast.client(who)

    found = {name: client.get(url).status_code for name, url in pages(cast).items()}

    assert found == dict.fromkeys(found, 404)


def test_nobody_gets_in_without_signing_in(cast: Cast, client: Any) -> None:
    found = {name: client.get(url)["Location"].split("?")[0] for name, url in pages(cast).items()}

    assert found == dict.fromkeys(found, "/tai-khoan/dang-nhap/")


@pytest.fixture
def local_administrator(cast: Cast) -> Any:
    """Administers the ward only."""
    person = actions.create_person(PersonDraft("Thạch Minh Tâm", "tam@lantoa.example"), actor=SYSTEM)
    draft = MembershipDraft(person.pk, cast.ward.pk, "administrator", cast.ward.valid_from)
    actions.give_role(draft, actor=SYSTEM)
    actions.create_account(person, actor=SYSTEM)
    from django.test import Client

    client = Client()
    client.force_login(person.account)
    return client


def test_an_administrator_of_a_ward_sees_nothing_of_a_department(
    cast: Cast, local_administrator: Any
) -> None:
    closed = {"tree", "people", "new_agency", "new_person", "roster_template"}

    found = {
        name: local_administrator.get(url).status_code
        for name, url in pages(cast).items()
        if name not in closed
    }

    assert found == dict.fromkeys(found, 404)
    assert cast.sxd.legal_name not in local_administrator.get(reverse("organisation:tree")).content.decode()
    assert (
        cast.officer.full_name not in local_administrator.get(reverse("organisation:people")).content.decode()
    )


def test_the_history_of_a_merger_is_walked_in_both_directions(cast: Cast) -> None:
    client = cast.client("administrator")

    successor = client.get(reverse("organisation:agency", args=[cast.sxd.pk])).content.decode()
    predecessor = client.get(reverse("organisation:agency", args=[cast.old_sxd.pk])).content.decode()

    assert reverse("organisation:agency", args=[cast.old_sxd.pk]) in successor
    assert reverse("organisation:agency", args=[cast.sxd.pk]) in predecessor
    assert "30/06/2025" in predecessor


def test_an_event_shows_what_follows_before_it_happens(cast: Cast) -> None:
    client = cast.client("administrator")
    url = reverse("organisation:event", args=[cast.ward.pk, "giai-the"])
    data = {"day": "01/01/2027", "legal_basis": "Nghị quyết 9/NQ-HĐND"}

    seen = client.post(url, data)
    cast.ward.refresh_from_db()
    assert "4 đơn vị, 3 vai trò của 2 người" in seen.content.decode()
    assert cast.ward.valid_to is None

    client.post(url, data | {"confirm": "1"})
    cast.ward.refresh_from_db()
    assert str(cast.ward.valid_to) == "2026-12-31"


def test_an_agency_is_split_on_screen_into_as_many_as_there_are(cast: Cast) -> None:
    client = cast.client("administrator")
    url = reverse("organisation:event", args=[cast.ward.pk, "chia-tach"])
    data = {"day": "01/01/2027", "legal_basis": "Nghị quyết 9/NQ-HĐND", "count": "2"}
    data |= {f"{at}_legal_name": f"Ủy ban nhân dân phường Số {at}" for at in (1, 2)}
    data |= {"1_code": "P1", "2_code": "P2"}

    more = client.post(url, data | {"more": "1"}).text
    assert "Tên cơ quan thứ ba" in more
    assert "phường Số 2" in more, "what was typed stays"
    third = {"count": "3", "3_legal_name": "Ủy ban nhân dân phường Số 3", "3_code": "P3", "confirm": "1"}
    client.post(url, data | third)

    assert cast.ward.events_after.get().successors.count() == 3


def test_a_renaming_on_screen_keeps_code_and_address(cast: Cast) -> None:
    client = cast.client("administrator")
    data = {
        "day": "01/01/2027",
        "legal_basis": "Quyết định 5/QĐ-UBND",
        "legal_name": "Sở Xây dựng và Giao thông",
        "short_name": "",
        "code": "SXD",
        "confirm": "1",
    }

    client.post(reverse("organisation:event", args=[cast.sxd.pk, "doi-ten"]), data)

    new = Agency.objects.get(legal_name="Sở Xây dựng và Giao thông")
    assert (new.code, new.slug) == ("SXD", "so-xay-dung")
    assert queries.colleagues(new, new.valid_from).count() == 10


def test_the_list_of_people_costs_the_same_for_one_and_for_many(cast: Cast) -> None:
    client = cast.client("administrator")
    url = reverse("organisation:people")
    client.get(url, {"q": "Quách"})  # the session keeps the last filter, once
    with CaptureQueriesContext(connection) as one:
        assert "1 người" in client.get(url, {"q": "Quách"}).content.decode()
    with CaptureQueriesContext(connection) as many:
        assert f"{len(demo.PEOPLE)} người" in client.get(url).content.decode()

    assert len(one) == len(many) < 20


def test_people_are_sorted_by_given_name(cast: Cast) -> None:
    html = cast.client("administrator").get(reverse("organisation:people")).content.decode()

    order = [name for name in ("Hồng Ánh", "Ngọc Ẩn", "Hoàng Nam", "Thanh Vân") if name in html]
    assert sorted(order, key=html.index) == order
    assert len(order) == 4


def test_searching_people_needs_no_marks(cast: Cast) -> None:
    html = (
        cast.client("administrator").get(reverse("organisation:people"), {"q": "thach so"}).content.decode()
    )

    assert cast.head.full_name in html
    assert cast.officer.full_name not in html


def test_looking_at_a_person_is_noted(cast: Cast) -> None:
    cast.client("administrator").get(reverse("organisation:person", args=[cast.officer.pk]))

    entry = Entry.objects.get(verb="organisation.person_read")
    assert (entry.is_read, entry.actor_id, entry.target_id) == (
        True,
        cast.administrator.pk,
        str(cast.officer.pk),
    )


def test_a_person_is_invited_with_one_press(cast: Cast) -> None:
    client = cast.client("administrator")
    actions.revise_person(cast.old_head, PersonDraft("Liêu Thị Bích Ngà", "nga@xa.example"), actor=SYSTEM)

    client.post(reverse("organisation:invite", args=[cast.old_head.pk]))

    cast.old_head.refresh_from_db()
    assert cast.old_head.account.invited_at is not None


def test_a_refusal_is_said_at_its_field(cast: Cast) -> None:
    client = cast.client("administrator")

    response = client.post(
        reverse("organisation:new_body", args=[cast.sxd.pk]),
        {"name": "Văn phòng Sở", "kind": "unit", "position": "1", "valid_from": "01/01/2026"},
    )

    assert response.status_code == 422
    assert "Cơ quan đã có đơn vị tên" in response.content.decode()
