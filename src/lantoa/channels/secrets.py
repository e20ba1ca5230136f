"""Secrets of channels at rest, and marks of addresses. Both keys come from the installation's own secret.

A database that gets out without that secret shows neither a token nor an address that was written to.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def sealed(values: Mapping[str, Any]) -> str:
    """Encrypted; nothing for nothing."""
    return _box(settings.SECRET_KEY).encrypt(json.dumps(dict(values)).encode()).decode() if values else ""


def opened(text: str) -> dict[str, Any]:
    """What was sealed. Empty where it was sealed under another secret: then it has to be typed in again."""
    if not text:
        return {}
    try:
        found: dict[str, Any] = json.loads(_box(settings.SECRET_KEY).decrypt(text.encode()))
    except (InvalidToken, ValueError):
        return {}
    return found


def mark_of(kind: str, address: str) -> str:
    """The same for the same address on a kind of channel, and no way back to it."""
    return signed("addresses", f"{kind}:{address}")[:32]


def signed(purpose: str, text: str) -> str:
    """64 hexadecimal digits that only this installation makes of the text."""
    return hmac.new(_key(settings.SECRET_KEY, purpose), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=4)
def _box(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key(secret, "channel secrets")))


@lru_cache(maxsize=8)
def _key(secret: str, purpose: str) -> bytes:
    return hashlib.sha256(f"lantoa {purpose}\0{secret}".encode()).digest()
