"""Which database: SQLite in HOME, or the PostgreSQL that an address names. Pure: an address in, Django's words out."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from lantoa.foundation.env import BadSetting

NAME = "LANTOA_DATABASE_URL"
FORM = "Dùng dạng postgresql://nguoi:matkhau@may:5432/lantoa."
# What may follow the question mark: libpq's own words for an encrypted and a bounded connection.
PARAMETERS = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name")


def sqlite(home: Path) -> dict[str, Any]:
    """The embedded database. IMMEDIATE, so that a read that leads to a write never finds it moved on."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "lantoa.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY"
            ),
        },
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": home / "test.sqlite3"},
    }


def postgresql(url: str) -> dict[str, Any]:
    """Raises BadSetting for anything but an address of PostgreSQL: a part that is not understood is not ignored."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadSetting("E007", NAME, "không phải địa chỉ PostgreSQL", FORM) from error
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/") or parts.fragment:
        raise BadSetting("E007", NAME, "không phải địa chỉ PostgreSQL", FORM)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if strange := sorted(set(options) - set(PARAMETERS)):
        hint = f"Tham số dùng được: {', '.join(PARAMETERS)}."
        raise BadSetting("E008", NAME, f"có tham số lạ “{strange[0]}”", hint)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
