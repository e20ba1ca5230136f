"""Real workers, a real mail server and a real service over HTTP: a worker is killed right after the far side took a
message. What arrived is counted."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection

from lantoa.channels import actions, counting, jobs
from lantoa.channels.models import Delivery, Part, ScanHour
from tests.channels.building import place
from tests.channels.kinds.http.test_http import VALUES
from tests.channels.messages import articles, channel, sent, subscribers
from tests.notices.mail_server import MailServer
from tests.support.databases import ROOT
from tests.support.provider import provider, said

pytestmark = pytest.mark.django_db(transaction=True)
OURS = {"PYTHONPATH": str(ROOT / "src"), "LANTOA_SECRET": settings.SECRET_KEY}


def until(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, (
            f"waited {seconds} s for {what}: {list(Delivery.objects.values('state', 'why'))}"
        )
        time.sleep(0.05)


@pytest.fixture
def workers():
    started = []

    def start(*options, port=1):
        mail = {"LANTOA_MAIL_HOST": "127.0.0.1", "LANTOA_MAIL_PORT": str(port), "LANTOA_MAIL_TLS": "0"}
        name = str(connection.settings_dict["NAME"])
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.channels.run_worker", name, *options],
            cwd=ROOT, env={**os.environ, **mail, **OURS},
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.stdin.close()
        process.kill()
        process.wait(20)


def go(process):
    process.stdin.write(b"\n")
    process.stdin.flush()


def test_a_worker_killed_between_the_server_taking_a_letter_and_the_record_sends_no_letter_twice(
    cast, workers
):
    with articles(cast), MailServer() as server:
        row = channel(cast)
        subscribers(row, 6)
        broadcast = sent(cast, row)
        port = server.port
        first, second = workers(port=port), workers("--wait", port=port)

        def on_taken():
            if len(server.letters) == 3:
                first.kill()  # the server has the third letter, and its yes is never heard
                first.wait(20)

        server.on_taken = on_taken
        until(lambda: len(server.letters) == 3 and first.poll() is not None, "the third letter")
        go(second)
        until(lambda: Part.objects.get().state == Part.State.SENT, "the end")

    states = Counter(Delivery.objects.filter(part__broadcast=broadcast).values_list("state", flat=True))
    assert states == {"sent": 5, "unsure": 1}
    assert Counter(address for address, _ in server.letters) == {f"nguoi{n}@example.vn": 1 for n in range(6)}


@pytest.mark.parametrize("repeatable", [False, True])
def test_a_worker_killed_after_a_service_took_a_message_repeats_it_only_where_the_service_knows_its_key(
    cast, workers, repeatable
):
    options = ["--repeatable"] if repeatable else []

    def answer(asked):
        if len(far.asked) == 1:
            first.kill()  # the service has the message, and its yes is never heard
            first.wait(20)
        return said(200, {"id": 1})

    with articles(cast), provider(answer) as far:
        actions.add_host(cast.sxd, "sms.example.vn", "Cổng tin nhắn", actor=cast.actor("editor"))
        broadcast = sent(cast, channel(cast, "http", values=VALUES))
        options += ["--far", str(far.port)]
        first, second = workers(*options), workers("--wait", *options)
        until(lambda: far.asked and first.poll() is not None, "the first call")
        go(second)
        until(lambda: Part.objects.get().state == Part.State.SENT, "the end")
        assert jobs.sweep(mock.Mock()) == {"started": 0}

    keys = [asked.headers["idempotency-key"] for asked in far.asked]
    assert len(keys) == (2 if repeatable else 1)
    assert len(set(keys)) == 1
    assert Delivery.objects.get().state == ("sent" if repeatable else "unsure")
    page = cast.client("counter").get(f"/ban-lam-viec/luot-gui/{broadcast.pk}/").text
    assert ("không rõ <b" in page, "Gửi lại tin không gửi được" in page) == (not repeatable, not repeatable)


def test_scans_of_a_process_that_is_killed_are_lost_for_one_interval_and_no_more(cast):
    """The process scans without a pause; the interval is a tenth of the real one, and so is what may be lost."""
    assert counting.EVERY * 2 <= 10
    row = place(cast)
    command = [
        sys.executable,
        "-m",
        "tests.channels.run_scanner",
        str(connection.settings_dict["NAME"]),
        row.code,
    ]
    every = counting.EVERY / 10
    process = subprocess.Popen(
        [*command, str(every)], cwd=ROOT, env={**os.environ, **OURS},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    scanned = []  # when each scan was answered
    try:
        for _ in process.stdout:
            scanned.append(time.monotonic())
            if scanned[-1] - scanned[0] > 2.6 * every:
                break
    finally:
        process.kill()
        process.wait(20)
        process.stdout.close()
    killed = time.monotonic()

    kept = sum(ScanHour.objects.values_list("count", flat=True))
    assert kept >= sum(moment < killed - 2 * every for moment in scanned)
    assert 0 < kept <= len(scanned) + 50  # lines on their way when it was killed
