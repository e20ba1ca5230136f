"""Slowing down guesses at passwords: per account first, then per network, counted in the shared cache.

An account is closed for a quarter of an hour after five failures in a row. A network may fail a hundred times in
that while: an office shares one address. No e-mail and no address is stored, only a keyed hash of either.

Failures from a network where the person has signed in before are counted apart from those of everywhere else: a
stranger who knows an e-mail cannot keep its owner out of where they work.
"""

from __future__ import annotations

import ipaddress
import math
import time
import unicodedata
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac

WINDOW = 15 * 60
ACCOUNT_LIMIT = 5
NETWORK_LIMIT = 100
KNOWN_FOR = 90 * 24 * 3600
MOST_KNOWN = 8


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


def signed_in(email: str, network: str) -> None:
    """After a right password: the count of this place goes, and the place is known from now on."""
    cache.delete(_account_key(email, network))
    place = _place(network)
    if place:
        others = [known for known in _known(email) if known != place]
        cache.set(_key("known", _same(email)), [place, *others][:MOST_KNOWN], KNOWN_FOR)


def forget_account(email: str) -> None:
    """At an administrator's word, or after a new password by mail. The network's count stays."""
    cache.delete_many([_key("account", part) for part in (_same(email), *_known_parts(email))])


def is_account_held(email: str) -> bool:
    """Whether somebody is kept from this account now, here or there."""
    counts = cache.get_many([_key("account", part) for part in (_same(email), *_known_parts(email))])
    return any(count >= ACCOUNT_LIMIT and since + WINDOW > time.time() for count, since in counts.values())


def _counters(email: str, network: str) -> list[tuple[str, str, int]]:
    found = [("account", _account_key(email, network), ACCOUNT_LIMIT)]
    if network:
        found.append(("network", _key("network", _block(network)), NETWORK_LIMIT))
    return found


def _account_key(email: str, network: str) -> str:
    """The count of the account at this place, where the place is known; else that of all strangers."""
    place = _place(network)
    return _key("account", f"{_same(email)} {place}" if place in _known(email) else _same(email))


def _known(email: str) -> list[str]:
    found: list[str] = cache.get(_key("known", _same(email)), [])
    return found


def _known_parts(email: str) -> list[str]:
    return [f"{_same(email)} {place}" for place in _known(email)]


def _same(email: str) -> str:
    """One spelling of an e-mail: the database takes "ſ" for "s" and "K" for "k", so they are not counted apart."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def _place(network: str) -> str:
    return _key("place", _block(network)) if network else ""


def _block(network: str) -> str:
    """Whoever has one IPv6 address has the sixty-four bits below it."""
    try:
        address = ipaddress.ip_address(network)
    except ValueError:
        return network
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _key(scope: str, value: str) -> str:
    return f"lockout:{scope}:{salted_hmac('lantoa.lockout', value, algorithm='sha256').hexdigest()}"
