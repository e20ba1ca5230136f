"""Codes that are printed and sometimes typed: unique, not to be guessed, without letters that look alike. Pure."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0, 1, i, l, o: nobody who reads from a wall has to tell them apart."""
LENGTH = 8
"""31^8, nearly 10^12: with ten thousand codes in use one guess in eighty million finds any."""

_SHAPE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
_TYPED = re.compile(r"[\s\-–.]")


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """The code that somebody typed, in capitals or with hyphens; empty where it cannot be one."""
    code = _TYPED.sub("", typed).lower()
    return code if _SHAPE.fullmatch(code) else ""
