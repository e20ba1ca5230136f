"""What every answer carries: a strict policy everywhere but on the editor's path."""

import pytest
from django.test import Client

from lantoa.config.middleware import EDITOR_POLICY, STRICT_POLICY
from lantoa.organisation.models import Agency

pytestmark = pytest.mark.django_db


def test_the_strict_policy_allows_nothing_inline():
    assert "unsafe" not in STRICT_POLICY
    assert "default-src 'none'" in STRICT_POLICY


@pytest.mark.parametrize("path", ["/", "/tai-khoan/login/", "/ban-lam-viec/", "/khong-co/", "/robots.txt"])
def test_pages_carry_the_strict_policy(path):
    response = Client().get(path)

    assert response["Content-Security-Policy"] == STRICT_POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


def test_only_the_editors_path_is_laxer():
    assert Client().get("/soan-trang/")["Content-Security-Policy"] == EDITOR_POLICY
    assert "'unsafe-eval'" not in EDITOR_POLICY


def test_a_public_page_reads_and_sets_no_cookie(django_assert_max_num_queries):
    client = Client()
    client.cookies["sessionid"] = "x" * 32

    response = client.get("/")

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_missing_page_says_so_in_vietnamese():
    response = Client().get("/khong-co/")

    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.text


def test_a_stale_form_token_is_said_in_vietnamese(cast):
    client = Client(enforce_csrf_checks=True)
    client.cookies = cast.client("officer").cookies

    response = client.post("/ban-lam-viec/nhiem-vu/1/lam/", {"viec": "bat-dau"})

    assert response.status_code == 403
    assert "Phiên làm việc đã đổi" in response.text


@pytest.mark.parametrize("path", ["/co-quan/so-xay-dung/ke-hoach/{}/", "/ban-lam-viec/so/{}/"])
def test_a_number_that_no_key_can_be_names_nothing(path):
    assert Client().get(path.format(10**30)).status_code == 404


def test_a_nul_in_an_address_or_a_form_is_left_out(cast):
    client = cast.client("officer")

    assert client.get("/ban-lam-viec/tim/", {"q": "ke\0 hoach"}).context["search_query"] == "ke hoach"
    typed = client.post("/ban-lam-viec/ghi/", {"title": "Đăng\0 bài"}).context["form"]["title"].value()
    assert typed == "Đăng bài"


@pytest.mark.parametrize("numbers", [[10**30], [-(10**30), 1], ["9" * 30]])
def test_numbers_beyond_every_key_are_no_row(numbers):
    assert not Agency.objects.filter(pk__in=numbers, valid_to__year=1).exists()
