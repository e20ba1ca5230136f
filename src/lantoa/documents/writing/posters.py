"""A poster or leaflet on one page: a title that is seen from afar, three points, a picture, a code."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageOps

from lantoa.documents.qr import qr_svg
from lantoa.documents.writing.engine import typeset
from lantoa.documents.writing.qr_sheets import families
from lantoa.documents.writing.wording import said

POINTS = 3
PLAIN = "#0b5a66"
MOST_PIXELS = 2400
_PAPERS = {"a3": (297, 1.414), "a4": (210, 1.0)}
"""Width in millimetres, and how much larger than on A4 everything is set."""


@dataclass(frozen=True, slots=True)
class Poster:
    """Words are plain. `link` is what the code holds, `short` the same to be typed; `accent` a colour "#rrggbb"."""

    owner: str
    title: str
    summary: str
    points: Sequence[str]
    link: str
    short: str
    instruction: str
    contact: str = ""
    picture: bytes = b""
    picture_words: str = ""
    accent: str = PLAIN


def poster_pdf(poster: Poster, paper: str) -> bytes:
    """One page, whatever the words: they are set smaller until they fit, and nothing is cut off unseen."""
    width, scale = _PAPERS[paper]
    return typeset(
        "poster",
        {
            "paper": paper, "width": width, "scale": scale, "fonts": [*families()],
            "accent": poster.accent if re.fullmatch(r"#[0-9a-fA-F]{6}", poster.accent) else PLAIN,
            "owner": said(poster.owner), "title": _soft(poster.title), "summary": _soft(poster.summary),
            "points": [_soft(point) for point in poster.points[:POINTS]], "svg": qr_svg(poster.link),
            "link": poster.link, "short": said(poster.short), "instruction": said(poster.instruction),
            "contact": _soft(poster.contact), "picture": _picture(poster.picture),
            "picture_words": said(poster.picture_words),
        },
    )  # fmt: skip


def _soft(words: str) -> str:
    """A word without end may break anywhere, or it would run off the paper."""
    return re.sub(r"\S{24,}", lambda found: "\u200b".join(re.findall(r".{1,8}", found[0])), said(words))


def _picture(content: bytes) -> str:
    """As a drawing that holds a JPEG for print; nothing for what is no picture."""
    if not content:
        return ""
    try:
        with Image.open(io.BytesIO(content)) as found:
            upright = ImageOps.exif_transpose(found).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return ""
    upright.thumbnail((MOST_PIXELS, MOST_PIXELS))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=88)
    held = base64.b64encode(out.getvalue()).decode()
    wide, high = upright.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" href="data:image/jpeg;base64,{held}"/></svg>'
    )
