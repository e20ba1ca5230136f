"""The frame of the staff's front door."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in_page():
    response = Client().get("/ban-lam-viec/")

    assert response.status_code == 302
    assert response["Location"].startswith("/tai-khoan/dang-nhap/")


@pytest.mark.parametrize("who", ["officer", "head", "coordinator", "director", "superior", "administrator"])
def test_today_search_and_help_open_for_every_role(cast, who):
    client = cast.client(who)

    for address in ("/ban-lam-viec/", "/ban-lam-viec/tim/?q=ke+hoach", "/ban-lam-viec/tro-giup/"):
        assert client.get(address).status_code == 200, address


def test_a_desk_page_is_never_kept_by_a_cache(cast):
    assert cast.client("officer").get("/ban-lam-viec/")["Cache-Control"] == "private, no-store"
