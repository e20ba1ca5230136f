"""What every file keeps to."""

from __future__ import annotations

import re

from tests.architecture.house import ROOT, SOURCE, judge, python_files, templates, where

LONGEST = 400
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\son[a-z]+\s*=\s*[\"']|\sstyle\s*=\s*[\"']|javascript:", re.I
)
DATA_SCRIPT = re.compile(r"<script[^>]*type=\"application/(?:ld\+)?json\"")


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    paths = [
        *python_files(),
        *templates(),
        *sorted(ROOT.glob("tests/**/*.py")),
        *sorted(ROOT.glob("bench/**/*.py")),
    ]
    paths += [path for kind in ("css", "js") for path in sorted(SOURCE.glob(f"**/static/**/*.{kind}"))]
    lengths = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in paths]
    judge((f"{where(path)}: {lines}" for path, lines in lengths if lines > LONGEST), {})


def test_no_template_carries_script_or_style_inside() -> None:
    found = []
    for path in templates():
        if path.suffix != ".html":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if INLINE.search(line) and not DATA_SCRIPT.search(line):
                found.append(f"{where(path, number)}: {line.strip()[:80]}")
    judge(found, {})


def test_no_source_leaves_something_for_later() -> None:
    marks = (r"(#|//|/\*).*\b(TO" + "DO|FIX" + "ME|XX" + "X)", "raise NotImplemented" + "Error")
    found = [
        f"{where(path)}: {mark}"
        for path in [*python_files(), *templates()]
        for mark in marks
        if re.search(mark, path.read_text(encoding="utf-8"))
    ]
    judge(found, {})
