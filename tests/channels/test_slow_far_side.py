"""A far side that is slow or says a little for ever: it holds the worker for so long and no longer, and nobody else."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from contextlib import contextmanager
from unittest import mock

import pytest

from lantoa.channels import actions, delivering, wire
from lantoa.channels.contract import InDoubt, Temporary
from lantoa.channels.kinds.email import transport
from tests.channels.kinds.http.test_http import VALUES
from tests.channels.messages import articles, channel, later, outcomes, sent, subscribers, work
from tests.support.fake_channel import fake_kind
from tests.support.provider import provider, said

LIMIT = 0.3


@contextmanager
def trickling(first: bytes, drop: bytes):
    """Says `first`, then `drop` again and again until nobody listens."""
    server = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def talk():
        far, _ = server.accept()
        with far:
            try:
                far.sendall(first)
                while not over.wait(0.02):
                    far.sendall(drop)
            except OSError:
                return

    thread = threading.Thread(target=talk, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        over.set()
        server.close()
        thread.join(5)


def opened_at(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.connect()
    return connection


@pytest.mark.parametrize(
    ("first", "drop"),
    [(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"), (b"HTTP/1.1 200 OK\r\n\r\n", b"a"), (b"", b"H")],
)
def test_a_service_that_trickles_is_given_up_at_the_limit_and_in_doubt(first, drop):
    with (
        trickling(first, drop) as port,
        mock.patch.object(wire, "_opened", lambda *asked: opened_at(port)),
        pytest.raises(InDoubt, match="không trả lời"),
    ):
        begun = time.monotonic()
        wire.call("POST", "https://sms.example.vn/", within=LIMIT)
    assert time.monotonic() - begun < 5 * LIMIT


def test_a_handshake_that_never_ends_is_given_up_and_nothing_was_handed_over():
    rows = [(0, 0, 0, "", ("8.8.8.8", 443))]
    with trickling(b"\x16\x03\x03\x40\x00", b"a") as port:
        plain = socket.create_connection(("127.0.0.1", port), timeout=5)
        with (
            mock.patch.object(socket, "getaddrinfo", return_value=rows),
            mock.patch.object(socket, "create_connection", return_value=plain),
            mock.patch.object(wire, "CONNECT_WITHIN", LIMIT),
            pytest.raises(Temporary, match="chứng thư"),
        ):
            begun = time.monotonic()
            wire.call("POST", "https://sms.example.vn/")
    assert time.monotonic() - begun < 5 * LIMIT


def test_a_mail_server_whose_answer_has_no_end_is_given_up():
    with trickling(b"220 here\r\n250-a\r\n", b"250-a\r\n") as port, opened_at(port).sock as sock:
        begun = time.monotonic()
        with transport.limited(sock, LIMIT):
            while sock.recv(64):
                pass
    assert time.monotonic() - begun < 5 * LIMIT


@pytest.mark.django_db
def test_a_slow_service_leaves_its_message_in_doubt_and_the_other_channel_sends(cast, monkeypatch):
    late = threading.Event()

    def answer(asked):
        late.wait(5)
        return said(200, {"id": 1})

    monkeypatch.setattr(wire, "ANSWER_WITHIN", LIMIT)
    with articles(cast), fake_kind() as (_, outbox), provider(answer) as far:
        actions.add_host(cast.sxd, "sms.example.vn", "Cổng tin nhắn", actor=cast.actor("editor"))
        quick = channel(cast, "thu")
        subscribers(quick, 2)
        broadcast = sent(cast, channel(cast, "http", values=VALUES), quick)
        work()
        late.set()
        assert outcomes(broadcast) == {"unsure": 1, "sent": 2}
        later(24 * 60)
        work()
        assert (len(far.asked), len(outbox.taken)) == (1, 2)


@pytest.mark.django_db
def test_a_slow_channel_with_many_recipients_lets_the_others_have_their_turn(cast, monkeypatch):
    monkeypatch.setattr(delivering, "TURN", 0.0)
    with articles(cast), fake_kind() as (_, outbox):
        slow, quick = channel(cast, "thu", name="Kênh chậm"), channel(cast, "thu", name="Kênh nhanh")
        subscribers(slow, 3)
        subscribers(quick, 1)
        first, second = sent(cast, slow), sent(cast, quick)
        work()
        assert (outcomes(first), outcomes(second)) == ({"sent": 1, "waiting": 2}, {"sent": 1})
        for _ in range(2):
            later(1)
            work()
        assert outcomes(first) == {"sent": 3}
        assert len(outbox.taken) == 4
