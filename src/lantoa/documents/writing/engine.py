"""typst, the typesetter: our own source, people's words only ever as data, nothing read from disk or network.

The same source and data give the same bytes: the clock is fixed, and so are the fonts of one machine.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path

import typst

FAMILIES = ("Times New Roman", "Tinos", "TeX Gyre Termes", "Libertinus Serif")
"""Fonts with every Vietnamese letter, best first; the last comes with typst. Debian's Liberation lacks some."""

_SOURCES = Path(__file__).parent / "data"


@cache
def fonts() -> typst.Fonts:
    """What the system has beside what typst carries; looked for once."""
    return typst.Fonts()


@cache
def family() -> str:
    """The font for official papers on this machine."""
    found = set(fonts().families())
    return next(name for name in FAMILIES if name in found)


def typeset(source: str, data: object, *, format: str = "pdf", made_at: dt.datetime | None = None) -> bytes:
    """Sets the file data/SOURCE.typ with `data`, which it sees as one JSON value. A picture has one page."""
    compiled = typst.Compiler(root=_SOURCES, font_paths=fonts()).compile(
        (_SOURCES / f"{source}.typ").read_bytes(),
        format=format,  # type: ignore[arg-type]
        ppi=220.0,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))},
        timestamp=_seconds(made_at),
    )
    return compiled if isinstance(compiled, bytes) else b"".join(compiled or [])


def _seconds(moment: dt.datetime | None) -> int:
    if moment is None:
        return 0
    return int((moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp())
