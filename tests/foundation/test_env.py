from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lantoa.foundation import env
from lantoa.foundation.env import BadSetting

NAME = "LANTOA_TRY"


@pytest.mark.parametrize(
    ("raw", "value"), [("", True), ("1", True), ("yes", True), ("ON", True), ("0", False), ("false", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch, raw: str, value: bool) -> None:
    monkeypatch.setenv(NAME, raw)
    assert env.flag(NAME, default=True) is value


@pytest.mark.parametrize(("raw", "value"), [("", 587), ("25", 25), (" 465 ", 465)])
def test_a_number_is_whole_and_within_its_bounds(monkeypatch, raw: str, value: int) -> None:
    monkeypatch.setenv(NAME, raw)
    assert env.number(NAME, 587, least=1, most=65535) == value


@pytest.mark.parametrize(
    ("read", "raw", "number"),
    [
        (env.flag, "maybe", "E002"),
        (lambda name: env.number(name, 1, least=1, most=9), "10", "E003"),
        (lambda name: env.number(name, 1), "²", "E003"),
        (lambda name: env.number(name, 1), "1.5", "E003"),
        (env.day, "08/09/2026", "E004"),
        (lambda name: env.base_url(name, ""), "lantoa.example", "E005"),
        (lambda name: env.base_url(name, ""), "https://lantoa.example/duong", "E005"),
        (lambda name: env.base_url(name, ""), "https://lantoa.example:99999", "E005"),
        (lambda name: env.choice(name, "INFO", ("INFO", "ERROR")), "loud", "E009"),
    ],
)
def test_nonsense_is_refused_with_its_number(monkeypatch, read, raw: str, number: str) -> None:
    monkeypatch.setenv(NAME, raw)
    with pytest.raises(BadSetting, match=f"lantoa.{number}: {NAME}") as refused:
        read(NAME)
    assert refused.value.number == number


def test_a_day_and_words_and_an_address_are_read(monkeypatch) -> None:
    monkeypatch.setenv(NAME, "2026-09-08")
    assert env.day(NAME) == date(2026, 9, 8)
    monkeypatch.setenv(NAME, " administrator, ,director")
    assert env.words(NAME) == ["administrator", "director"]
    monkeypatch.setenv(NAME, "https://lantoa.example:8443/")
    assert env.base_url(NAME, "") == "https://lantoa.example:8443"
    monkeypatch.setenv(NAME, "error")
    assert env.choice(NAME, "INFO", ("INFO", "ERROR")) == "ERROR"


def test_a_file_may_hold_the_value(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("giu kin\n")
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    monkeypatch.setenv(NAME, "khong dung")
    assert env.text(NAME) == "giu kin"
    monkeypatch.setenv(f"{NAME}_FILE", str(tmp_path / "absent"))
    with pytest.raises(BadSetting, match="E001"):
        env.text(NAME)


def test_lines_of_a_file_are_added_and_the_environment_wins(monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "settings.env").write_text("# lời\nLANTOA_ONE=1 = 1\nLANTOA_TWO=file\nnonsense\n")
    monkeypatch.setenv("LANTOA_TWO", "environment")
    monkeypatch.setenv("LANTOA_ONE", "")
    monkeypatch.delenv("LANTOA_ONE")
    assert env.load(tmp_path / "settings.env") == {"LANTOA_ONE"}
    assert (env.text("LANTOA_ONE"), env.text("LANTOA_TWO")) == ("1 = 1", "environment")
    monkeypatch.delenv("LANTOA_ONE")
    assert env.load(tmp_path / "absent") == frozenset()


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True), ("127.8.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True),
        ("may.localhost", True), ("0.0.0.0", False), ("10.0.0.5", False), ("lantoa.example", False), ("", False),
    ],
)  # fmt: skip
def test_this_machine_is_told_from_the_rest(host: str, own: bool) -> None:
    assert env.is_loopback(host) is own
