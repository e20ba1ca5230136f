"""`lantoa plans import`: a dry run without a database; JSON alone on standard output; exit codes that mean something."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.plans.reading.test_retold_article import ARTICLE

DOCUMENT = {"type", "number", "subject", "issued_on", "issuer", "signer_title", "year_from", "year_to"}
TASK = {
    "position", "ordinal", "text", "lead", "lead_unit", "partners", "time", "forms", "themes", "audience", "product",
    "budget", "note", "source",
}  # fmt: skip
TIME = {"kind", "start", "end", "rrule", "event_text", "raw"}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bai-viet.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_json_has_the_promised_shape_and_nothing_else(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("plans", "import", str(article), "--json")
    printed = capsys.readouterr()
    said = json.loads(printed.out)
    assert printed.err == ""
    assert list(said) == [
        "document", "parents", "references", "objectives", "requirements", "tasks", "arrangements", "warnings",
    ]  # fmt: skip
    assert set(said["document"]) == DOCUMENT
    assert set(said["parents"][0]) == {"number", "issued_on", "issuer"}
    assert set(said["references"][0]) == {"number", "issued_on"}
    assert set(said["objectives"][0]) == {"position", "ordinal", "text", "source"}
    assert set(said["tasks"][0]) == TASK
    assert set(said["tasks"][0]["time"]) == TIME
    assert set(said["warnings"][0]) == {"code", "message", "source"}
    assert said["document"]["issued_on"] == "2024-03-06"
    assert said["tasks"][0]["source"] == {"line": 24}
    assert said["tasks"][0]["lead_unit"] is None


def test_the_summary_is_for_people(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("plans", "import", str(article))
    printed = capsys.readouterr().out
    assert "Kế hoạch 88/KH-STL, ngày 06/03/2024, Sở Thủy lợi tỉnh Bắc Hà" in printed
    assert "Nhiệm vụ: 6" in printed
    assert "DETACHED_DATE" in printed


def test_a_file_that_cannot_be_read_ends_with_one(tmp_path: Path) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 not a zip")
    with pytest.raises(CommandError) as refusal:
        call_command("plans", "import", str(broken), "--json")
    assert refusal.value.returncode == 1
    assert "hong.docx" in str(refusal.value)


def test_a_file_that_is_not_there_ends_with_one(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("plans", "import", str(tmp_path / "khong-co.txt"))
    assert refusal.value.returncode == 1


def test_the_command_itself_needs_no_database_and_no_home(article: Path, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "lantoa.config.command", "plans", "import", str(article), "--json"],
        capture_output=True,
        cwd=tmp_path,
        env={
            "PATH": "",
            "PYTHONPATH": ":".join(filter(None, sys.path)),
            "LANTOA_HOME": str(tmp_path / "home"),
        },
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    assert json.loads(run.stdout)["document"]["number"] == "88/KH-STL"
    assert not (tmp_path / "home").exists()


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "lantoa.config.command", "plans", "import"],
        capture_output=True,
        cwd=tmp_path,
        env={
            "PATH": "",
            "PYTHONPATH": ":".join(filter(None, sys.path)),
            "LANTOA_HOME": str(tmp_path / "home"),
        },
        timeout=60,
        check=False,
    )
    assert run.returncode == 2
    assert run.stdout == b""
