"""Slowing down guesses at passwords: per account first, then per network, counted in the shared cache.

An account is closed for a quarter of an hour after five failures in a row. A network may fail a hundred times in
that while: an office shares one address. No e-mail and no address is stored, only a keyed hash of either.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac

WINDOW = 15 * 60
ACCOUNT_LIMIT = 5
NETWORK_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Locked:
    """Who is held, an account or a network, and for how long yet."""

    scope: str
    seconds: int

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(self.seconds / 60))

    @property
    def message(self) -> str:
        if self.scope == "account":
            return (
                f"Đã nhập sai {ACCOUNT_LIMIT} lần. Thử lại sau {self.minutes} phút, "
                "hoặc đề nghị quản trị mở khóa."
            )
        return f"Nơi này vừa có quá nhiều lần đăng nhập sai. Thử lại sau {self.minutes} phút."


def held(email: str, network: str) -> Locked | None:
    """What stops a sign-in now, None where nothing does."""
    for scope, key, limit in _counters(email, network):
        count, since = cache.get(key, (0, 0.0))
        if count >= limit:
            left = since + WINDOW - time.time()
            if left > 0:
                return Locked(scope, int(left))
    return None


def failed(email: str, network: str) -> bool:
    """Counts one failure. True for the one that closes the account."""
    closed = False
    for scope, key, limit in _counters(email, network):
        count, since = cache.get(key, (0, 0.0))
        now = time.time()
        if now - since > WINDOW:
            count = 0
        count += 1
        # An account's quarter of an hour starts anew with each failure, a network's with its first.
        start = now if scope == "account" or count == 1 else since
        cache.set(key, (count, start), WINDOW)
        closed = closed or (scope == "account" and count == limit)
    return closed


def forget_account(email: str) -> None:
    """After a right password, or at an administrator's word. The network's count stays."""
    cache.delete(_key("account", email.strip().lower()))


def is_account_held(email: str) -> bool:
    lock = held(email, "")
    return lock is not None and lock.scope == "account"


def _counters(email: str, network: str) -> list[tuple[str, str, int]]:
    found = [("account", _key("account", email.strip().lower()), ACCOUNT_LIMIT)]
    if network:
        found.append(("network", _key("network", network), NETWORK_LIMIT))
    return found


def _key(scope: str, value: str) -> str:
    return f"lockout:{scope}:{salted_hmac('lantoa.lockout', value, algorithm='sha256').hexdigest()}"
