"""The province's single sign-on, against a real OpenID Connect server on this machine."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.organisation import actions, demo
from lantoa.organisation.access import SYSTEM
from lantoa.organisation.drafts import PersonDraft
from lantoa.organisation.models import Account
from tests.cast import Cast
from tests.organisation.oidc_server import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    made = Provider()
    yield made
    made.stop()


@pytest.fixture
def provider(server: Provider) -> Iterator[Provider]:
    made = server
    made.person, made.broken = {}, False
    app = {
        "provider_id": "tinh",
        "name": "Đăng nhập một lần của tỉnh",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": made.url},
    }
    with override_settings(
        SOCIALACCOUNT_PROVIDERS={"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    ):
        yield made


def sign_on(client: Client, provider: Provider) -> Any:
    """Through the whole flow as a browser goes: here, to the server, and back with the code."""
    there = client.get(reverse("openid_connect_login", args=["tinh"]))["Location"]
    parts = urlsplit(there)
    asked = http.client.HTTPConnection(parts.netloc)
    asked.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(asked.getresponse().getheader("Location"))
    asked.close()
    return client.get(f"{back.path}?{back.query}")


def claims(email: str, *, verified: Any = True) -> dict[str, Any]:
    return {"sub": f"id-{email}", "email": email, "email_verified": verified, "name": "Ai đó"}


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_invited_person_comes_in_with_a_verified_mail(
    cast: Cast, client: Client, provider: Provider
) -> None:
    provider.person = claims(cast.officer.email)

    response = sign_on(client, provider)

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.account("officer").pk)
    assert Entry.objects.get(verb="organisation.signed_in").summary == "Đăng nhập một lần"


def test_the_request_carries_a_pkce_challenge_and_a_state(client: Client, provider: Provider) -> None:
    query = parse_qs(urlsplit(client.get(reverse("openid_connect_login", args=["tinh"]))["Location"]).query)

    assert query["code_challenge_method"] == ["S256"]
    assert len(query["state"][0]) >= 8


def test_the_second_time_needs_no_mail(cast: Cast, client: Client, provider: Provider) -> None:
    provider.person = claims(cast.officer.email)
    sign_on(client, provider)
    again = Client()
    provider.person = provider.person | {"email": "da-doi@x.vn"}

    sign_on(again, provider)

    assert again.session["_auth_user_id"] == str(cast.account("officer").pk)


def test_the_password_stays_after_single_sign_on(cast: Cast, client: Client, provider: Provider) -> None:
    provider.person = claims(cast.officer.email)

    sign_on(client, provider)

    assert cast.account("officer").check_password(demo.DEMO_PASSWORD)


def test_an_invited_person_may_never_set_a_password(cast: Cast, client: Client, provider: Provider) -> None:
    person = actions.create_person(PersonDraft("Trà Thị Sết", "set@xa.example"), actor=SYSTEM)
    account = actions.invite(person, actor=SYSTEM)
    provider.person = claims("set@xa.example")

    sign_on(client, provider)

    account.refresh_from_db()
    assert client.session["_auth_user_id"] == str(account.pk)
    assert account.joined_at is not None


@pytest.mark.parametrize("verified", [False, None, "false", 0, ""])
def test_an_unverified_mail_is_refused(cast: Cast, client: Client, provider: Provider, verified: Any) -> None:
    provider.person = claims(cast.officer.email, verified=verified)

    response = sign_on(client, provider)

    assert response.status_code == 403
    assert not is_in(client)


def test_an_unknown_mail_is_refused_and_makes_no_account(
    cast: Cast, client: Client, provider: Provider
) -> None:
    before = Account.objects.count()
    provider.person = claims("khong-co@x.vn")

    response = sign_on(client, provider)

    assert response.status_code == 403
    assert "chưa được mời" in response.content.decode()
    assert Account.objects.count() == before
    assert not is_in(client)


def test_a_closed_account_stays_closed(cast: Cast, client: Client, provider: Provider) -> None:
    actions.deactivate_account(cast.account("officer"), reason="Nghỉ việc", actor=cast.actor("administrator"))
    provider.person = claims(cast.officer.email)

    sign_on(client, provider)

    assert not is_in(client)


def test_a_code_that_was_never_asked_for_is_refused(cast: Cast, client: Client, provider: Provider) -> None:
    provider.person = claims(cast.officer.email)

    response = client.get(reverse("openid_connect_callback", args=["tinh"]), {"code": "x", "state": "y"})

    assert response.status_code in (401, 403)
    assert not is_in(client)


def test_nobody_connects_another_identity_to_an_open_account(cast: Cast, provider: Provider) -> None:
    client = cast.client("officer")
    provider.person = claims("khac@x.vn")
    there = client.get(reverse("openid_connect_login", args=["tinh"]), {"process": "connect"})["Location"]
    parts = urlsplit(there)
    asked = http.client.HTTPConnection(parts.netloc)
    asked.request("GET", f"{parts.path}?{parts.query}")
    back = urlsplit(asked.getresponse().getheader("Location"))
    asked.close()

    response = client.get(f"{back.path}?{back.query}")

    assert response.status_code == 403
    assert not cast.account("officer").socialaccount_set.exists()


def test_a_server_that_is_down_is_said_on_a_page(cast: Cast, client: Client, provider: Provider) -> None:
    provider.broken = True

    response = client.get(reverse("openid_connect_login", args=["tinh"]))

    assert response.status_code == 502
    assert "Máy chủ đăng nhập một lần không trả lời" in response.content.decode()


def test_the_sign_in_page_offers_it_as_a_link(client: Client, provider: Provider) -> None:
    html = client.get(reverse("account_login")).content.decode()

    assert reverse("openid_connect_login", args=["tinh"]) in html
    assert "Đăng nhập một lần của tỉnh" in html
