from __future__ import annotations

import pytest
from django.test import override_settings


def test_the_accent_sheet_holds_one_rule_and_may_be_kept(client):
    answer = client.get("/giao-dien/mau/45-.08-205.css")
    assert answer.content == b":root { --accent: oklch(45% .08 205); }\n"
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert answer.cookies == {} and not answer.has_header("Vary")


@pytest.mark.parametrize("slug", ["red", "0b5a6", "1-2", "45-.08-205-1", "%3B%7D"])
def test_any_other_colour_is_not_found(client, slug):
    assert client.get(f"/giao-dien/mau/{slug}.css").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "ban-lam-viec/", "cong/", "?nen=toi"])
def test_the_gallery_opens_without_signing_in(client, path):
    answer = client.get(f"/ban-lam-viec/gallery/{path}")
    assert answer.status_code == 200
    assert 'lang="vi"' in answer.content.decode()


def test_the_dark_gallery_says_so_on_the_page_itself(client):
    assert (
        '<html lang="vi" data-theme="dark">' in client.get("/ban-lam-viec/gallery/?nen=toi").content.decode()
    )


@override_settings(DEBUG=False)
def test_a_missing_public_page_is_answered_in_vietnamese_without_a_cookie(client):
    answer = client.get("/khong-co-trang-nay-dau/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()
    assert answer.cookies == {}
