"""QR codes as pictures for print. Level Q: a quarter of the code may be worn off, wet or covered."""

from __future__ import annotations

import io
import math

import segno

QUIET_ZONE = 4
"""Modules of white around a code, as ISO/IEC 18004 asks."""
PRINT_DPI = 300
PIXELS = 1200
"""A picture is at least this wide: 10 cm on paper at 300 dots an inch."""


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error="q", micro=False)


def qr_svg(text: str) -> str:
    """A drawing without size of its own, black on white, with its quiet zone."""
    out = io.BytesIO()
    _code(text).save(
        out, kind="svg", border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass=None,
        lineclass=None, xmldecl=False, nl=False,
    )  # fmt: skip
    return out.getvalue().decode()


def qr_png(text: str) -> bytes:
    """A picture in black and white; each module is a whole number of pixels, so that edges stay sharp."""
    code = _code(text)
    scale = math.ceil(PIXELS / code.symbol_size(border=QUIET_ZONE)[0])
    out = io.BytesIO()
    code.save(out, kind="png", border=QUIET_ZONE, scale=scale, dpi=PRINT_DPI)
    return out.getvalue()
