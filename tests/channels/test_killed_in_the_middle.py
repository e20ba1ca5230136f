"""Real workers and a real mail server: a worker is killed right after the server took a letter. What arrived is counted."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connection

from lantoa.channels.models import Delivery, Part
from tests.channels.messages import articles, channel, sent, subscribers
from tests.notices.mail_server import MailServer
from tests.support.databases import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


def until(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, (
            f"waited {seconds} s for {what}: {list(Delivery.objects.values('state', 'why'))}"
        )
        time.sleep(0.05)


@pytest.fixture
def workers():
    started = []

    def start(port):
        mail = {"LANTOA_MAIL_HOST": "127.0.0.1", "LANTOA_MAIL_PORT": str(port), "LANTOA_MAIL_TLS": "0"}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.channels.run_worker", str(connection.settings_dict["NAME"])],
            cwd=ROOT, env={**os.environ, **mail, "PYTHONPATH": str(ROOT / "src")}, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait(20)


def test_a_worker_killed_between_the_server_taking_a_letter_and_the_record_sends_no_letter_twice(
    cast, workers
):
    with articles(cast), MailServer() as server:
        row = channel(cast)
        subscribers(row, 6)
        broadcast = sent(cast, row)
        port = server.port
        first = workers(port)

        def on_taken():
            if len(server.letters) == 3:
                first.kill()  # the server has the third letter, and its yes is never heard
                first.wait(20)

        server.on_taken = on_taken
        until(lambda: len(server.letters) == 3 and first.poll() is not None, "the third letter")
        workers(port)
        until(lambda: Part.objects.get().state == Part.State.SENT, "the end")

    states = Counter(Delivery.objects.filter(part__broadcast=broadcast).values_list("state", flat=True))
    assert states == {"sent": 5, "unsure": 1}
    assert Counter(address for address, _ in server.letters) == {f"nguoi{n}@example.vn": 1 for n in range(6)}
