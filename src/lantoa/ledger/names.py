"""Names of uploaded files, made fit to show and to hand out again. No Django."""

from __future__ import annotations

import re
import unicodedata

from lantoa.foundation.text import nfc, squeeze

MOST = 150
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f]')


def clean_name(name: str, extension: str) -> str:
    """The last part of a path, composed, without control or invisible characters, under the file's true extension.

    "../../a.php" of a JPEG is "a.php.jpg"; a name that is nothing but dots is "tep.jpg".
    """
    last = re.split(r"[/\\]", nfc(name))[-1]
    seen = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    plain = squeeze(_FORBIDDEN.sub(" ", seen)).strip(". ")
    stem, dot, given = plain.rpartition(".")
    if not dot or not same_extension(f".{given}", extension):
        stem = plain
    stem = stem.strip(". ")
    if not stem or _RESERVED.match(stem):
        stem = f"tep {stem}".strip()
    return stem[: MOST - len(extension)].rstrip(". ") + extension


_ALIKE = ({".jpg", ".jpeg", ".jpe", ".jfif"}, {".tif", ".tiff"}, {".heic", ".heif"}, {".mp4", ".m4v"})


def same_extension(one: str, other: str) -> bool:
    one, other = one.lower(), other.lower()
    return one == other or any({one, other} <= group for group in _ALIKE)
