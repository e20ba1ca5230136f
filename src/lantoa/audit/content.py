"""What may stand in the audit: plain values that every database gives back as they were written, and no secrets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

LONGEST = 500  # characters of one value: the audit says what changed, it keeps no documents
HIDDEN = "(không ghi)"

_SECRET = re.compile(
    r"passw|passphrase|secret|token|api.?key|otp|recovery|credential|mật.?khẩu|mã (bí mật|khôi phục|xác thực)|khóa bí mật",
    re.IGNORECASE,
)


def words(value: str, longest: int) -> str:
    """Text that every database stores and returns unchanged: no NUL, no lone surrogate, cut to `longest`."""
    clean = value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    return clean if len(clean) <= longest else f"{clean[: longest - 1]}…"


def plain(value: Any) -> Any:
    """JSON that comes back as it went in, from SQLite's text and from PostgreSQL's jsonb: no floats, no decimals."""
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 2**53):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {words(str(key), LONGEST): plain(part) for key, part in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        return [plain(part) for part in value]
    return words("(nhị phân)" if isinstance(value, bytes) else str(value), LONGEST)


def changes(given: Mapping[str, Any]) -> dict[str, Any]:
    """`changes` as kept: a field whose name speaks of a secret is named, its values are not."""
    return {
        words(str(label), 120): [HIDDEN, HIDDEN] if _SECRET.search(str(label)) else plain(value)
        for label, value in given.items()
    }
