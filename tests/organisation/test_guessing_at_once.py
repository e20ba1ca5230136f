"""Many wrong passwords at the same moment, on the real database, in threads: none slips past the count."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from lantoa.audit.models import Entry
from lantoa.organisation import demo, lockout
from lantoa.organisation.models import FailedSignIns
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 12


def all_together(number: int, call: Any) -> list[Any]:
    """What each of the calls, begun at the same moment, returned."""
    gate = threading.Barrier(number)
    results: list[Any] = [None] * number

    def run(place: int) -> None:
        gate.wait()
        try:
            results[place] = call(place)
        except Exception as error:  # the test looks at what it is
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_of_twelve_wrong_passwords_at_once_five_are_looked_at(cast: Cast) -> None:
    email = cast.officer.email

    def guess(place: int) -> str:
        answer = Client().post("/tai-khoan/dang-nhap/", {"login": email, "password": f"doan-{place}"})
        return "held" if "Thử lại sau" in answer.text else "wrong"

    found = Counter(all_together(AT_ONCE, guess))

    assert found == {"wrong": lockout.ACCOUNT_LIMIT, "held": AT_ONCE - lockout.ACCOUNT_LIMIT}
    assert Entry.objects.filter(verb="organisation.sign_in_failed").count() == lockout.ACCOUNT_LIMIT
    assert Entry.objects.filter(verb="organisation.account_held").count() == 1
    assert lockout.is_account_held(email)


def test_tries_from_one_network_at_once_are_all_counted(cast: Cast) -> None:
    all_together(AT_ONCE, lambda place: lockout.begin(f"ai-do-{place}@x.vn", "10.0.0.1"))

    assert FailedSignIns.objects.get(key=lockout._hash("network", "10.0.0.1")).count == AT_ONCE


def test_colleagues_who_sign_in_at_once_leave_no_count(cast: Cast) -> None:
    people = [cast.officer.email, cast.head.email, cast.coordinator.email, cast.director.email]

    def sign_in(place: int) -> int:
        data = {"login": people[place % len(people)], "password": demo.DEMO_PASSWORD}
        return int(Client().post("/tai-khoan/dang-nhap/", data).status_code)

    # Fewer for each account than would close it: the tries of one moment count until they are known to be right.
    assert all_together(AT_ONCE, sign_in) == [302] * AT_ONCE
    assert set(FailedSignIns.objects.values_list("count", flat=True)) <= {0}


def test_counts_that_come_and_go_at_once_stop_nobody(cast: Cast) -> None:
    """One adds the count that another has just taken away: neither of them is an error."""

    def come_and_go(place: int) -> str:
        for _ in range(10):
            attempt = lockout.begin(cast.officer.email, "10.0.0.1")
            assert isinstance(attempt, lockout.Try)
            lockout.succeeded(attempt)
        return "in"

    # Fewer than would close the account, if all were being looked at in one moment.
    assert all_together(lockout.ACCOUNT_LIMIT - 1, come_and_go) == ["in"] * (lockout.ACCOUNT_LIMIT - 1)
    assert set(FailedSignIns.objects.values_list("count", flat=True)) <= {0}
