"""What a mail server reports of a letter that it could not deliver (RFC 3464). Pure; a hostile message gives nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

_ID = re.compile(r"<[0-9a-f]{40}@[^<>\s]{1,250}>")
MOST = 1024 * 1024
HARD = re.compile(r"5\.(0\.0|1\.(0|1|2|3|4|6|10)|2\.1)")
"""What RFC 3463 says of the address itself. A full mailbox (5.2.2), a way that failed (5.4) and a server that refuses us
(5.7) are nothing that the recipient has to be struck off the list for."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """`message_id` is that of our letter. Hard: there is no such mailbox; else it may take the next letter."""

    message_id: str
    hard: bool
    status: str


def read(content: bytes) -> Bounce | None:
    """None for anything that is no report of a failure of one of our letters."""
    if len(content) > MOST:
        content = content[:MOST]
    try:
        report = message_from_bytes(content, policy=policy.compat32)
        if report.get_content_type() != "multipart/report":
            return None
        status, action = _status_of(report)
        ours = _letter_of(report)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    if not ours or action != "failed" or status[:1] not in {"4", "5"}:  # "delayed" is still on its way
        return None
    return Bounce(ours, bool(HARD.fullmatch(status)), status)


def _status_of(report: Message) -> tuple[str, str]:
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in _blocks(part):
            if block.get("Status"):
                status = re.match(r"\s*([245]\.\d{1,3}\.\d{1,3})", str(block["Status"]))
                return status[1] if status else "", str(block.get("Action", "")).strip().lower()
    return "", ""


def _blocks(part: Message) -> Iterator[Message]:
    held = part.get_payload()
    if isinstance(held, list):
        yield from (block for block in held if isinstance(block, Message))


def _letter_of(report: Message) -> str:
    """The Message-ID in what came back of the letter: its headers, or all of it."""
    for part in report.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            held = part.get_payload()
            if isinstance(held, list) and held and isinstance(held[0], Message):
                found = _ID.search(str(held[0].get("Message-ID", "")))
                if found:
                    return found[0]
        elif kind == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            headers = message_from_bytes(text if isinstance(text, bytes) else b"", policy=policy.compat32)
            found = _ID.search(str(headers.get("Message-ID", "")))
            if found:
                return found[0]
    return ""
