"""Signing in and looking after one's account: the library's pages in our look."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db

ENTRANCE = [
    "/tai-khoan/dang-nhap/",
    "/tai-khoan/mat-khau/quen/",
    "/tai-khoan/mat-khau/quen/da-gui/",
    "/tai-khoan/da-khoa/",
]
MANAGE = [
    "/tai-khoan/mat-khau/",
    "/tai-khoan/hai-buoc/",
    "/tai-khoan/dang-xuat/",
]


@pytest.fixture
def member(client):
    from lantoa.organisation.models import Account, Person

    person = Person.objects.create(full_name="Đặng Thị Thu Hiền", email="hien@batac.example")
    account = get_user_model().objects.create_user("hien@batac.example", "mat-khau-thu", person=person)
    assert isinstance(account, Account)
    client.post(
        "/tai-khoan/dang-nhap/",
        {"login": "hien@batac.example", "password": "mat-khau-thu", "next": "/tai-khoan/hai-buoc/"},
    )
    return account


def plain_text(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") :]))


@pytest.mark.parametrize("path", ENTRANCE)
def test_pages_before_signing_in_stand_in_the_plain_frame(client, path):
    answer = client.get(path)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<body class="plain">' in html and html.count("<h1") == 1
    assert not re.search(r"\sstyle=", html)


@pytest.mark.parametrize("path", MANAGE)
def test_pages_of_ones_account_stand_on_the_desk(client, member, path):
    answer = client.get(path, follow=True)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="desk"' in html and html.count("<h1") == 1
    assert 'class="btn' in html


def test_a_wrong_password_is_said_above_the_form(client):
    html = client.post(
        "/tai-khoan/dang-nhap/", {"login": "ai-do@batac.example", "password": "sai"}
    ).content.decode()
    assert 'class="note errors"' in html and 'role="alert"' in html
    assert 'value="ai-do@batac.example"' in html and "sai" not in re.findall(r'value="([^"]*)"', html)


def test_nothing_on_the_entrance_offers_to_sign_up(client):
    assert "signup" not in client.get("/tai-khoan/dang-nhap/").content.decode()
