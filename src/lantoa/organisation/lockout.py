"""Slowing down guesses at passwords: per account first, then per network, counted in one table for all machines.

An account is closed for a quarter of an hour after five failures in a row. A network may fail a hundred times in
that while: an office shares one address. No e-mail and no address is stored, only a keyed hash of either.

Failures from a network where the person has signed in before are counted apart from those of everywhere else: a
stranger who knows an e-mail cannot keep its owner out of where they work. Which networks those are, the cache knows.

A try is counted before its password is looked at, under a lock on its rows: of many at the same moment no more than
the limit are let through. A right password takes its try back.
"""

from __future__ import annotations

import ipaddress
import math
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lantoa.organisation.models import FailedSignIns

WINDOW = timedelta(minutes=15)
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


@dataclass(frozen=True, slots=True)
class Try:
    """A try that was let through. If it fails and is the last one, it closes the account."""

    email: str
    network: str
    keys: tuple[str, ...]
    last: bool


def begin(email: str, network: str) -> Try | Locked:
    """Counts a try and lets it through, or says what stops it; a try that is stopped is not counted."""
    now, last, account = timezone.now(), False, _hash("account", _same(email))
    with transaction.atomic():
        rows = [
            (scope, _row(key, account if scope == "account" else ""), limit)
            for scope, key, limit in _counters(email, network)
        ]
        for scope, row, limit in rows:
            if lock := _lock_of(scope, row, limit, now):
                return lock
        for scope, row, limit in rows:
            row.count = row.count + 1 if now - row.since < WINDOW else 1
            # An account's quarter of an hour starts anew with each try, a network's with its first.
            if scope == "account" or row.count == 1:
                row.since = now
            row.save(update_fields=["count", "since"])
            last = last or (scope == "account" and row.count == limit)
    return Try(email, network, tuple(row.key for _, row, _ in rows), last)


def succeeded(attempt: Try) -> None:
    """A right password: the count of this place goes, and the place is known from now on."""
    with transaction.atomic():
        for row in (
            FailedSignIns.objects.select_for_update().filter(key__in=attempt.keys).order_by("-account")
        ):
            if row.account:
                row.delete()
            elif row.count:
                row.count -= 1
                row.save(update_fields=["count"])
    place = _place(attempt.network)
    if place:
        others = [known for known in _known(attempt.email) if known != place]
        cache.set(_known_key(attempt.email), [place, *others][:MOST_KNOWN], KNOWN_FOR)


def forget_account(email: str) -> None:
    """At an administrator's word, or after a new password by mail. The network's count stays."""
    FailedSignIns.objects.filter(account=_hash("account", _same(email))).delete()


def is_account_held(email: str) -> bool:
    """Whether somebody is kept from this account now, here or there."""
    counts = FailedSignIns.objects.filter(account=_hash("account", _same(email)))
    return any(_lock_of("account", row, ACCOUNT_LIMIT, timezone.now()) for row in counts)


def forget_old() -> int:
    """Counts that no longer hold anybody. Says how many."""
    gone, _ = FailedSignIns.objects.filter(since__lt=timezone.now() - WINDOW).delete()
    return gone


def _lock_of(scope: str, row: FailedSignIns, limit: int, now: datetime) -> Locked | None:
    left = row.since + WINDOW - now
    return Locked(scope, int(left.total_seconds())) if row.count >= limit and left > timedelta() else None


def _row(key: str, account: str) -> FailedSignIns:
    """The counter, held until the end of the transaction. Another sign-in may take it away between the two looks."""
    while True:
        row = FailedSignIns.objects.select_for_update().filter(key=key).first()
        if row is not None:
            return row
        # Not get_or_create: of a row that another adds first and takes away at once it says IntegrityError.
        FailedSignIns.objects.bulk_create(
            [FailedSignIns(key=key, account=account, since=timezone.now())], ignore_conflicts=True
        )


def _counters(email: str, network: str) -> list[tuple[str, str, int]]:
    """Always the account before the network: two tries never wait for each other in a circle."""
    found = [("account", _account_key(email, network), ACCOUNT_LIMIT)]
    if network:
        found.append(("network", _hash("network", _block(network)), NETWORK_LIMIT))
    return found


def _account_key(email: str, network: str) -> str:
    """The count of the account at this place, where the place is known; else that of all strangers."""
    place = _place(network)
    return _hash("account", f"{_same(email)} {place}" if place in _known(email) else _same(email))


def _known(email: str) -> list[str]:
    found: list[str] = cache.get(_known_key(email), [])
    return found


def _known_key(email: str) -> str:
    return f"lockout:known:{_hash('known', _same(email))}"


def _same(email: str) -> str:
    """One spelling of an e-mail: the database takes "ſ" for "s" and "K" for "k", so they are not counted apart."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def _place(network: str) -> str:
    return _hash("place", _block(network)) if network else ""


def _block(network: str) -> str:
    """Whoever has one IPv6 address has the sixty-four bits below it."""
    try:
        address = ipaddress.ip_address(network)
    except ValueError:
        return network
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _hash(scope: str, value: str) -> str:
    return salted_hmac(f"lantoa.lockout.{scope}", value, algorithm="sha256").hexdigest()
