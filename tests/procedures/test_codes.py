"""Codes of procedures, and the addresses made from them."""

from __future__ import annotations

import pytest

from lantoa.procedures import codes
from lantoa.procedures.models import PORTAL_PATTERN


@pytest.mark.parametrize(
    "text", ["1.009994", "2.000635", "1.009994.000.00.00.H13", " 1.009994.000.00.00.h13 "]
)
def test_codes_of_the_national_database_are_known(text: str) -> None:
    assert codes.is_code(codes.tidy(text))


@pytest.mark.parametrize(
    "text", ["", "1.00999", "1,009994", "1.009994.H13", "=1.009994", "1.009994.000.00.00.H1३"]
)
def test_what_has_another_shape_is_no_code(text: str) -> None:
    assert not codes.is_code(codes.tidy(text))


def test_the_base_and_the_whole_code_are_put_where_the_pattern_names_them() -> None:
    code = "1.009994.000.00.00.H13"

    assert (
        codes.fill("https://cong.example/tt?ma={ma}", code)
        == "https://cong.example/tt?ma=1.009994.000.00.00.H13"
    )
    assert codes.fill(PORTAL_PATTERN, code).endswith("ma_thu_tuc=1.009994")


@pytest.mark.parametrize(
    "pattern",
    [
        "http://cong.example/{ma}",
        "https://cong.example/",
        "https://{ma}.example/",
        "https://cong.example@{ma}/",
        "https://cong.example/{ma.__class__}",
        "https://cong.example/{0}",
        "https://cong.example/{khac}",
        "https://cong.example/{ma",
        'https://cong.example/"onclick={ma}',
        "javascript:alert({ma})",
        "https://[{ma}/",
    ],
)
def test_a_pattern_that_cannot_lead_to_a_portal_is_told_so(pattern: str) -> None:
    assert codes.pattern_trouble(pattern)


def test_the_pattern_that_every_installation_starts_with_can_be_filled() -> None:
    assert codes.pattern_trouble(PORTAL_PATTERN) == ""
