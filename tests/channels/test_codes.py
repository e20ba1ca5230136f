"""Codes, addresses outside, and who counts as a person: plain functions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantoa.channels.addresses import host_of, is_inside, read_host
from lantoa.channels.codes import ALPHABET, LENGTH, new_code, read_code
from lantoa.channels.visitors import is_person
from lantoa.foundation.errors import Refused


def test_a_code_has_no_letters_that_look_alike() -> None:
    codes = [new_code() for _ in range(500)]
    assert set("".join(codes)) <= set(ALPHABET)
    assert not set("01ilo") & set(ALPHABET)
    assert {len(code) for code in codes} == {LENGTH}
    assert len(set(codes)) == 500


def test_a_code_is_read_however_it_is_typed() -> None:
    assert read_code("ABCD-2345") == "abcd2345"
    assert read_code(" abcd 2345") == "abcd2345"


@pytest.mark.parametrize(
    "typed", ["", "abcd234", "abcd23456", "abcd2340", "abcd234l", "../etc/pw", "ăbcd2345"]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_code_or_nothing(typed: str) -> None:
    code = read_code(typed)
    assert code == "" or (len(code) == LENGTH and set(code) <= set(ALPHABET))


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://dichvucong.gov.vn/p/home?x=1#y", "dichvucong.gov.vn"),
        ("https://DICHVUCONG.gov.vn", "dichvucong.gov.vn"),
        ("https://dichvucong.gov.vn:443/", "dichvucong.gov.vn"),
        ("https://dichvucong.gov.vn./", "dichvucong.gov.vn"),
        ("https://xã.vn/tin", "xn--x-yfa.vn"),
    ],
)
def test_the_host_of_an_address_is_found(address: str, host: str) -> None:
    assert host_of(address) == host


@pytest.mark.parametrize(
    "address",
    [
        "http://dichvucong.gov.vn/",
        "javascript:alert(1)",
        "//dichvucong.gov.vn/",
        "https://dichvucong.gov.vn@evil.example/",
        "https://dichvucong.gov.vn:pw@evil.example/",
        "https://evil.example\\@dichvucong.gov.vn/",
        "https://dichvucong.gov.vn:8443/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "https://may-chu.local/",
        "https:///dichvucong.gov.vn/",
        "https://dichvucong.gov.vn:99999/",
        "https://dichvucong.gov.vn/\r\nSet-Cookie: a=b",
        "https://dichvucong.gov.vn/a b",
        "https://dichvucong.gov.vn/" + "a" * 500,
        " https://dichvucong.gov.vn/",
    ],
)
def test_what_could_lead_astray_has_no_host(address: str) -> None:
    assert host_of(address) == ""


@given(st.text(max_size=60))
def test_no_text_makes_reading_a_host_fail(text: str) -> None:
    assert isinstance(host_of("https://" + text), str)
    try:
        assert read_host(text)
    except Refused as refusal:
        assert refusal.field == "host"


@pytest.mark.parametrize("path", ["/", "/co-quan/so-xay-dung/", "/q/abc/?x=//y"])
def test_a_path_of_ours_is_inside(path: str) -> None:
    assert is_inside(path)


@pytest.mark.parametrize(
    "path", ["", "//evil.example", "/\\evil.example", "https://x.vn", "x", "/\t/evil", "/a\nb"]
)
def test_what_a_browser_takes_elsewhere_is_not_inside(path: str) -> None:
    assert not is_inside(path)


PEOPLE = [
    "Mozilla/5.0 (Linux; Android 13; SM-A146) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/490",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/468.0]",
    "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:126.0) Gecko/20100101 Firefox/126.0 coc_coc_browser",
]
PROGRAMS = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0 and more words",
    "curl/8.5.0 with a long enough name",
    "python-requests/2.32.3 something",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/126.0 Safari/537.36",
    "Mozilla/5.0",
    "",
]


@pytest.mark.parametrize("agent", PEOPLE)
def test_a_browser_is_a_person(agent: str) -> None:
    assert is_person("GET", {"User-Agent": agent})


@pytest.mark.parametrize("agent", PROGRAMS)
def test_a_program_is_none(agent: str) -> None:
    assert not is_person("GET", {"User-Agent": agent})


def test_a_look_ahead_is_none() -> None:
    assert not is_person("HEAD", {"User-Agent": PEOPLE[0]})
    assert not is_person("GET", {"User-Agent": PEOPLE[0], "Sec-Purpose": "prefetch;prerender"})
    assert not is_person("GET", {"User-Agent": PEOPLE[0], "Purpose": "preview"})
    assert not is_person("GET", {})
