"""Reading the environment: a value is right, or the start is refused with a number, a reason and a hint."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit


class BadSetting(Exception):
    """An environment variable holds nonsense. The text starts with its check number."""

    def __init__(self, number: str, name: str, reason: str, hint: str) -> None:
        super().__init__(f"lantoa.{number}: {name} {reason}. {hint}")
        self.number = number


def load(path: Path) -> frozenset[str]:
    """Adds the `NAME=value` lines of a file to the environment and returns the names that it set.

    What is set there already wins. No file, no change.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    added = set()
    for line in lines:
        name, sign, value = line.partition("=")
        name = name.strip()
        if sign and not name.startswith("#") and name not in os.environ:
            os.environ[name] = value.strip()
            added.add(name)
    return frozenset(added)


def text(name: str, default: str = "") -> str:
    """The value with blanks trimmed. `NAME_FILE` may name a file that holds it (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            with open(path, encoding="utf-8") as stream:
                return stream.read().strip()
        except OSError as error:
            raise BadSetting(
                "E001",
                f"{name}_FILE",
                f"không đọc được tệp ({error.strerror})",
                "Kiểm tra đường dẫn và quyền đọc.",
            ) from error
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool = False) -> bool:
    """`1, true, yes, on` or `0, false, no, off`."""
    raw = text(name).lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise BadSetting("E002", name, f"là “{raw}”, không phải có/không", "Dùng 1 hoặc 0.")


def number(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    """A whole number within [least, most]."""
    raw = text(name)
    if not raw:
        return default
    if not re.fullmatch(r"-?[0-9]{1,12}", raw) or not least <= int(raw) <= most:
        raise BadSetting("E003", name, f"là “{raw}”", f"Dùng số nguyên từ {least} đến {most}.")
    return int(raw)


def choice(name: str, default: str, among: Sequence[str]) -> str:
    """One of these words, in capitals whatever was typed."""
    raw = text(name, default).upper() or default
    if raw not in among:
        raise BadSetting("E009", name, f"là “{raw}”", f"Dùng một trong: {', '.join(among)}.")
    return raw


def day(name: str) -> date | None:
    """An ISO date, or None when unset."""
    raw = text(name)
    if not raw:
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise BadSetting(
            "E004", name, f"là “{raw}”", "Dùng dạng năm-tháng-ngày, ví dụ 2026-09-08."
        ) from error


def base_url(name: str, default: str) -> str:
    """An absolute http(s) address without a path or trailing slash."""
    raw = text(name, default).rstrip("/")
    if not is_base_url(raw):
        raise BadSetting("E005", name, f"là “{raw}”", "Dùng dạng https://ten-mien, không kèm đường dẫn.")
    return raw


def is_base_url(raw: str) -> bool:
    """Whether a text is an absolute http(s) address with nothing after the host and port."""
    try:
        parts = urlsplit(raw)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and not (parts.path or parts.query or parts.fragment)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server at that host name or address. An empty one means every address."""
    bare = host.strip().strip("[]").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]
