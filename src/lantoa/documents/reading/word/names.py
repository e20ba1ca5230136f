"""Names of Word's XML, spelled once."""

from __future__ import annotations

from lxml.etree import _Element as Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def w(name: str) -> str:
    """`w("p")` → the full name of <w:p>."""
    return f"{{{MAIN}}}{name}"


def value(parent: Element | None, child: str, attribute: str = "val") -> str | None:
    """`<parent><w:child w:attribute="…"/></parent>`."""
    if parent is None:
        return None
    found = parent.find(w(child))
    return None if found is None else found.get(w(attribute))


def number(text: str | None, default: int | None = None) -> int | None:
    """A small whole number as Word writes it; nonsense gives `default`."""
    try:
        parsed = int(text or "")
    except ValueError:
        return default
    return parsed if abs(parsed) < 1_000_000 else default


def switched_on(parent: Element | None, child: str) -> bool | None:
    """An on/off property: None when it is not said at all."""
    found = None if parent is None else parent.find(w(child))
    if found is None:
        return None
    return (found.get(w("val")) or "true").lower() not in {"0", "false", "off", "none"}
