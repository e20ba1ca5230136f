"""A far side on this machine: it answers what a test tells it to, and keeps what it was asked."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest import mock
from urllib.parse import parse_qs

from lantoa.channels import wire


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


Reply = tuple[int, dict[str, str], bytes] | None
"""None breaks the connection without a word."""


@dataclass
class Provider:
    answer: Callable[[Asked], Reply]
    asked: list[Asked] = field(default_factory=list)
    port: int = 0


def said(status: int = 200, content: Any = None, **headers: str) -> Reply:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return status, {name.replace("_", "-"): value for name, value in headers.items()}, body


@contextmanager
def provider(answer: Callable[[Asked], Reply]) -> Iterator[Provider]:
    """Whatever https address a channel calls, it is answered here."""
    held = Provider(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, headers, self.rfile.read(length))
            held.asked.append(asked)
            reply = held.answer(asked)
            if reply is None:
                self.close_connection = True
                return
            status, extra, body = reply
            self.send_response(status)
            for name, value in extra.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    held.port = server.server_address[1]
    try:
        with leading_to(held.port):
            yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def leading_to(port: int) -> Iterator[None]:
    """Whatever https address is called, the connection goes to this port of this machine, without TLS."""

    def opened(scheme: str, host: str, port_asked: int | None) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.connect()
        return connection

    with mock.patch.object(wire, "_opened", opened):
        yield
