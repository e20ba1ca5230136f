"""Links in letters. The one to confirm ends after a week; those to choose and to leave never do."""

from __future__ import annotations

from django.core import signing

SALT = "channels.confirm"
WEEK = 7 * 24 * 3600


def to_confirm(subscriber_id: int, mark: str) -> str:
    return signing.dumps([subscriber_id, mark[:8]], salt=SALT)


def read_confirm(token: str) -> tuple[int, str] | None:
    """None for one that is none of ours, or is older than a week."""
    try:
        found = signing.loads(token, salt=SALT, max_age=WEEK)
    except signing.BadSignature:
        return None
    return (int(found[0]), str(found[1])) if isinstance(found, list) and len(found) == 2 else None
