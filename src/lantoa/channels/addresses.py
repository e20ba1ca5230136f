"""Addresses outside, to which a code may lead: what is taken, and which host that is. Pure."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lantoa.foundation.errors import Refused

LONGEST = 500
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_UNSEEN = re.compile(r"[\x00-\x20\x7f\\\u0080-\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff]")


def read_host(typed: str) -> str:
    """A host by its name, as it is compared. Raises Refused (field "host") for anything that is no public name."""
    name = typed.strip().lower().removeprefix("https://").rstrip("/").rstrip(".")
    try:
        host = name.encode("idna").decode("ascii") if name else ""
    except UnicodeError:
        host = ""
    labels = host.split(".")
    if len(host) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _no_host()
    if labels[-1].isdigit() or labels[-1] in {"local", "localhost", "internal", "lan", "home", "arpa"}:
        raise _no_host()
    return host


def _no_host() -> Refused:
    return Refused(
        "Nhập tên miền công khai, không có đường dẫn phía sau. Ví dụ: dichvucong.gov.vn.",
        code="host",
        field="host",
    )


def host_of(address: str) -> str:
    """The host of an address that may be led to; empty for anything else than https on a plain public host."""
    if len(address) > LONGEST or _UNSEEN.search(address) or not address.startswith("https://"):
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if "@" in parts.netloc or port not in {None, 443}:
        return ""
    try:
        return read_host(parts.hostname or "")
    except Refused:
        return ""


def is_inside(address: str) -> bool:
    """Whether this is a path of our own: "//elsewhere" and "/\\elsewhere" are other people's to a browser."""
    return bool(re.match(r"/(?![/\\])", address)) and not _UNSEEN.search(address)
