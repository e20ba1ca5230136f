"""What `pip install .` puts on a machine: everything that runs, from any folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "lantoa"
ASKED_FOR = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "requirements")
# Made while running or building; the sources of the catalogues stay behind when those are compiled.
LEFT_OUT = {".pyc", ".mo", ".po"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: a build writes into the folder that it builds from."""
    place = tmp_path_factory.mktemp("wheel")
    for name in ASKED_FOR:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, place / name)
    shutil.copytree(
        SOURCE, place / "src" / "lantoa", ignore=shutil.ignore_patterns("__pycache__", "*.mo", "*.part")
    )
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-q"]
    subprocess.run([*command, "-w", place / "out", place], check=True, cwd=place)
    return next((place / "out").glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    place = wheel.parent / "installed"
    with ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def test_the_package_carries_every_file_that_runs(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if name.startswith("lantoa/")}
    wanted = {
        f"lantoa/{path.relative_to(SOURCE)}"
        for path in SOURCE.glob("**/*")
        if path.is_file() and path.suffix not in LEFT_OUT and "__pycache__" not in path.parts
    }
    compiled = {f"lantoa/{path.relative_to(SOURCE).with_suffix('.mo')}" for path in SOURCE.glob("**/*.po")}
    assert compiled
    assert carried == wanted | compiled


def test_the_package_reads_a_plan_from_another_folder(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "ke-hoach.txt").write_text(
        "KẾ HOẠCH\nTuyên truyền\n1. Tập huấn công chức\n", encoding="utf-8"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LANTOA_")}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "lantoa.config.command", "plans", "import", "ke-hoach.txt"],
        env=environment | {"PYTHONPATH": str(unpacked)}, cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "Tập huấn công chức" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["ke-hoach.txt"]
