"""Compiles message catalogues (.po → .mo) with Babel: a bare machine has no gettext, and a .mo is never committed.

Called when the package is built, by `make setup`, and before tests. Imports nothing of Django.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HOUSE = Path(__file__).resolve().parent.parent


def compile_catalogues(root: Path = HOUSE) -> list[Path]:
    """Writes each .mo whose .po is newer and names them. Fuzzy entries are left out: a doubt is not shown.

    Written aside and moved into place, so that processes doing the same at once do no harm.
    """
    written = []
    for source in sorted(root.glob("**/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parent.parent.name)
        handle, name = tempfile.mkstemp(dir=source.parent, suffix=".part")
        with os.fdopen(handle, "wb") as out:
            write_mo(out, catalogue)
        Path(name).chmod(0o644)
        Path(name).replace(target)
        written.append(target)
    return written
