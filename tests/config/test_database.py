from __future__ import annotations

import pytest

from lantoa.config import database
from lantoa.foundation.env import BadSetting


def test_an_address_of_postgresql_is_taken_apart() -> None:
    found = database.postgresql("postgresql://lan%40toa:m%3At@may.example:5433/lantoa?sslmode=verify-full")
    kept = {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert kept == {
        "NAME": "lantoa",
        "USER": "lan@toa",
        "PASSWORD": "m:t",
        "HOST": "may.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full"},
    }


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("mysql://may/lantoa", "E007"),
        ("postgresql://may", "E007"),
        ("postgresql://may:cong/lantoa", "E007"),
        ("postgresql://may/lantoa#x", "E007"),
        ("postgresql://may/lantoa?sslmod=require", "E008"),
    ],
)
def test_an_address_that_is_not_understood_is_refused(url: str, number: str) -> None:
    with pytest.raises(BadSetting) as refused:
        database.postgresql(url)
    assert refused.value.number == number
    assert "may:cong" not in str(refused.value)  # the address may hold a password
