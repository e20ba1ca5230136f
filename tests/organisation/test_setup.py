"""A real agency gets in: the first-run page and its token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lantoa.foundation.errors import Refused
from lantoa.organisation import installation
from lantoa.organisation.models import Account, Agency, Body, Membership, Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db

PASSWORD = "mot cau de nho 2026"
AGENCY = {
    "legal_name": "Ủy ban nhân dân xã Bờ Tre",
    "short_name": "UBND xã Bờ Tre",
    "code": "UBND-BT",
    "level": "commune",
    "valid_from": "",
}
ADMIN = {"full_name": "Lê Văn Tám", "email": "tam@botre.example", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> Path:
    """settings.env of a test is not the next one's."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def door(client: Client) -> Client:
    """A browser that came with the token."""
    token = installation.issue_setup_token()
    response = client.get(installation.setup_path(token))
    assert response.status_code == 302
    assert token not in response["Location"]
    return client


def people(*rows: dict[str, str], units: str = "Văn phòng\nPhòng Văn hóa - Xã hội") -> dict[str, str]:
    data = {"units": units, "nguoi-TOTAL_FORMS": str(max(5, len(rows))), "nguoi-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"nguoi-{number}-{name}": value for name, value in row.items()}
    return data


OFFICER = {
    "full_name": "Thạch Thị Liên",
    "email": "lien@botre.example",
    "unit": "Văn phòng",
    "role": "officer",
}


def test_an_agency_is_set_up_in_four_steps(door: Client, own_home: Path) -> None:
    assert door.post("/cai-dat/", AGENCY)["Location"] == "/cai-dat/nguoi/"
    assert door.post("/cai-dat/nguoi/", people(OFFICER))["Location"] == "/cai-dat/quan-tri/"
    assert door.post("/cai-dat/quan-tri/", ADMIN)["Location"] == "/cai-dat/thu-va-dia-chi/"
    assert not Agency.objects.exists()
    done = door.post("/cai-dat/thu-va-dia-chi/", {"LANTOA_BASE_URL": "https://lantoa.botre.example"})

    assert "Đã cài đặt xong" in done.content.decode()
    assert Agency.objects.get().slug == "ubnd-xa-bo-tre"
    assert set(Body.objects.values_list("name", flat=True)) == {"Văn phòng", "Phòng Văn hóa - Xã hội"}
    assert Membership.objects.get(person__full_name="Thạch Thị Liên").body == Body.objects.get(
        name="Văn phòng"
    )
    assert (own_home / "settings.env").read_text().endswith("LANTOA_BASE_URL=https://lantoa.botre.example\n")
    assert (own_home / "settings.env").stat().st_mode & 0o777 == 0o600


def test_the_first_administrator_signs_in_and_the_page_is_gone(door: Client) -> None:
    door.post("/cai-dat/", AGENCY)
    door.post("/cai-dat/nguoi/", people())
    door.post("/cai-dat/quan-tri/", ADMIN)
    door.post("/cai-dat/thu-va-dia-chi/", {})

    assert door.get("/cai-dat/").status_code == 404
    signed = door.post("/tai-khoan/dang-nhap/", {"login": "tam@botre.example", "password": PASSWORD})
    assert signed.status_code == 302
    assert door.get("/ban-lam-viec/to-chuc/").status_code == 200


def test_the_page_does_not_exist_without_the_token(client: Client) -> None:
    installation.issue_setup_token()

    found = [
        client.get(path).status_code
        for path in (
            "/cai-dat/",
            "/cai-dat/?ma=doan-mo",
            "/cai-dat/nguoi/",
            "/cai-dat/quan-tri/",
            "/cai-dat/mau/",
        )
    ]

    assert found == [404] * 5


def test_a_new_token_kills_the_earlier(door: Client) -> None:
    installation.issue_setup_token()

    assert door.get("/cai-dat/").status_code == 404


def test_no_token_once_somebody_can_sign_in(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        installation.issue_setup_token()

    assert refusal.value.code == "set_up"


def test_only_the_digest_of_the_token_is_stored() -> None:
    token = installation.issue_setup_token()

    row = installation.Installation.objects.get()
    assert token not in str(row.__dict__)


def test_a_wrong_row_stops_the_step_and_keeps_what_was_typed(door: Client) -> None:
    door.post("/cai-dat/", AGENCY)

    response = door.post("/cai-dat/nguoi/", people(OFFICER | {"unit": "Phòng Không Có"}))

    html = response.content.decode()
    assert response.status_code == 422
    assert "Người thứ 1: Không có đơn vị “Phòng Không Có”" in html
    assert 'value="Thạch Thị Liên"' in html


def test_more_rows_keep_what_was_typed(door: Client) -> None:
    door.post("/cai-dat/", AGENCY)

    html = door.post("/cai-dat/nguoi/", people(OFFICER) | {"more": "1"}).content.decode()

    assert "Người thứ 10" in html
    assert 'value="Thạch Thị Liên"' in html


def test_a_step_is_not_jumped_over(door: Client) -> None:
    assert door.get("/cai-dat/thu-va-dia-chi/")["Location"] == "/cai-dat/quan-tri/"
    assert door.get("/cai-dat/nguoi/")["Location"] == "/cai-dat/"


def test_the_password_never_waits_in_the_session(door: Client) -> None:
    door.post("/cai-dat/", AGENCY)
    door.post("/cai-dat/nguoi/", people())
    door.post("/cai-dat/quan-tri/", ADMIN)

    assert PASSWORD not in str(dict(door.session))


def test_a_refusal_at_the_end_leaves_nothing_behind(door: Client) -> None:
    door.post("/cai-dat/", AGENCY | {"code": "không hợp lệ"})
    door.post("/cai-dat/nguoi/", people(OFFICER))
    door.post("/cai-dat/quan-tri/", ADMIN)

    response = door.post("/cai-dat/thu-va-dia-chi/", {})

    assert response.status_code == 422
    assert "Mã gồm chữ in hoa" in response.content.decode()
    assert (Agency.objects.count(), Person.objects.count(), Account.objects.count()) == (0, 0, 0)


def test_the_administrator_in_the_list_is_one_person(door: Client) -> None:
    door.post("/cai-dat/", AGENCY)
    door.post("/cai-dat/nguoi/", people(OFFICER | {"full_name": "Lê Văn Tám", "email": "tam@botre.example"}))
    door.post("/cai-dat/quan-tri/", ADMIN)
    door.post("/cai-dat/thu-va-dia-chi/", {})

    assert set(Person.objects.get().memberships.values_list("role", flat=True)) == {
        "officer",
        "administrator",
    }


def test_a_number_of_rows_that_is_no_number_is_taken_for_none(door: Client) -> None:
    door.post("/cai-dat/", AGENCY)

    shown = door.post("/cai-dat/nguoi/", people() | {"nguoi-TOTAL_FORMS": "nhiều", "more": "1"})

    assert shown.status_code == 200
    assert shown.content.decode().count("<legend>Người thứ") == 10
