"""Whole plans as agencies write them, against what a person read out of them by hand."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from lantoa.documents.reading import read
from lantoa.plans.reading import parse
from tests.plans.reading.unseen.compare import differences
from tests.plans.reading.unseen.office_files import MAKERS

HERE = Path(__file__).parent / "unseen"
TEXTS = sorted(path for path in HERE.iterdir() if path.suffix in (".txt", ".md", ".html", ".csv"))


def expected(name: str) -> dict[str, object]:
    return json.loads((HERE / name).with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_written_plan_is_read_as_a_person_reads_it(path: Path) -> None:
    draft = parse(read(path.read_bytes(), path.name))
    assert differences(expected(path.name), draft.as_json()) == []


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_an_office_file_is_read_as_a_person_reads_it(name: str, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name)
    draft = parse(read((tmp_path / name).read_bytes(), name))
    assert differences(expected(name), draft.as_json()) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_the_form_of_the_marks_changes_nothing(path: Path) -> None:
    """Composed or not, the same plan: NFC and NFD of one text give one reading."""
    text = path.read_bytes().decode()
    readings = {
        json.dumps(parse(read(unicodedata.normalize(form, text).encode(), path.name)).as_json())
        for form in ("NFC", "NFD")
    }
    assert len(readings) == 1


@pytest.mark.parametrize(
    "path", [path for path in TEXTS if path.suffix == ".txt"], ids=lambda path: path.name
)
def test_each_item_points_to_the_line_where_it_stands(path: Path) -> None:
    lines = unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).splitlines()
    draft = parse(read(path.read_bytes(), path.name)).as_json()
    for item in [*draft["objectives"], *draft["requirements"], *draft["tasks"], *draft["arrangements"]]:
        words = item["text"].split()[:3]
        assert " ".join(words) in " ".join(lines[item["source"]["line"] - 1].split())
