"""What a person meets at the terminal before any command of a room does its work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import BaseCommand
from django.db import OperationalError

from lantoa import __version__
from lantoa.config import command
from tests.architecture.test_docs import commands


@pytest.fixture(autouse=True)
def options_as_before(monkeypatch):
    monkeypatch.setattr(BaseCommand, "suppressed_base_arguments", set())
    monkeypatch.setattr(os, "environ", dict(os.environ))


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"], ["-h"]])
def test_help_lists_our_commands_and_no_others(capsys, arguments: list[str]) -> None:
    assert command.run(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == sorted(commands())


def test_the_version_is_that_of_the_house(capsys) -> None:
    assert command.run(["--version"]) == 0
    assert capsys.readouterr().out == f"Lan Tỏa {__version__}\n"


def test_an_unknown_command_is_wrong_usage(capsys) -> None:
    assert command.run(["nop"]) == 2
    assert "Không có lệnh “nop”" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_said_in_a_sentence(monkeypatch, capsys) -> None:
    def fail(arguments: list[str]) -> None:
        raise OperationalError("connection refused\nsecond line")

    monkeypatch.setattr("django.core.management.execute_from_command_line", fail)
    assert command.run(["doctor"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Không dùng được cơ sở dữ liệu (connection refused).")
    assert "Traceback" not in said


def lantoa(*arguments: str, home: Path, **options: object) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LANTOA_", "LANGUAGE"))}
    return subprocess.run(
        [sys.executable, "-m", "lantoa.config.command", *arguments],
        env=kept | {"LANTOA_HOME": str(home), "LANG": "C.UTF-8"}, capture_output=True, text=True, **options,
    )  # fmt: skip


def test_wrong_usage_is_said_in_vietnamese_and_leaves_no_trace(tmp_path: Path) -> None:
    done = lantoa("plans", "import", "--help", home=tmp_path / "home")
    assert done.returncode == 0
    assert done.stdout.startswith("Cách dùng: lantoa plans import")
    assert "show this help" not in done.stdout
    assert not (tmp_path / "home").exists()
    done = lantoa("up", "--port", "x", home=tmp_path / "home")
    assert done.returncode == 2
    assert "giá trị 'x' không hợp lệ" in done.stderr


def test_a_refusal_is_said_without_the_name_of_its_class(tmp_path: Path) -> None:
    done = lantoa("plans", "import", str(tmp_path / "khong-co.docx"), home=tmp_path / "home")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Không mở được tệp {tmp_path / 'khong-co.docx'}: không có tệp này.\n"


def test_a_reader_that_goes_away_is_no_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "kh.txt").write_text("KẾ HOẠCH\n" + "1. Tập huấn công chức\n" * 3000, encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "lantoa.config.command", "plans", "import", "kh.txt", "--json"],
        cwd=tmp_path, stdout=write, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")
