"""The portal's own words in other languages, as a reviewer reads them."""

from __future__ import annotations

from gettext import GNUTranslations
from pathlib import Path

HERE = Path(__file__).resolve().parent / "locale"


def words(code: str) -> list[tuple[str, str]]:
    """Every Vietnamese phrase with its translation, in order; empty for a language without any."""
    path = HERE / code / "LC_MESSAGES" / "django.mo"
    if not path.exists():
        return []
    with path.open("rb") as stream:
        known: dict[str, str] = GNUTranslations(stream)._catalog  # type: ignore[attr-defined]
    return sorted((source, target) for source, target in known.items() if source)
