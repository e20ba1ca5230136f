"""A small load generator: raw sockets, keep-alive, a few connections, and its own ceiling.

The ceiling is what it reaches against a server that does nothing; a result above a third of it says more about the
generator than about the server, and is marked as not to be believed.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import selectors
import socket
import threading
import time
from dataclasses import dataclass

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
HEADROOM = 3.0


@dataclass(frozen=True)
class Load:
    """Answers per second with 200, latencies in milliseconds, and how many went wrong."""

    rate: float
    p50: float
    p99: float
    wrong: int


class Connection:
    """One keep-alive connection that has one request under way."""

    def __init__(self, host: str, port: int, request: bytes) -> None:
        self.socket = socket.create_connection((host, port), timeout=10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = request
        self.buffer = b""
        self.started = 0.0

    def send(self) -> None:
        self.started = time.perf_counter()
        self.socket.sendall(self.request)

    def receive(self) -> int | None:
        """The status of a complete answer, 0 when the connection ended, None while more is to come."""
        chunk = self.socket.recv(262144)
        if not chunk:
            return 0
        self.buffer += chunk
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return None
        if not _complete(head.lower(), body):
            return None
        self.buffer = b""
        return int(head[9:12])


def _complete(head: bytes, body: bytes) -> bool:
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return len(body) >= int(line[15:])
        if line.startswith(b"transfer-encoding:"):
            return body.endswith(b"0\r\n\r\n")
    return True


def press(
    host: str, port: int, path: str, *, headers: str = "", connections: int = 8, seconds: float = 5.0
) -> Load:
    """Loads one address for a bounded time."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: keep-alive\r\n{headers}\r\n".encode()
    )
    selector = selectors.DefaultSelector()
    for _ in range(connections):
        connection = Connection(host, port, request)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send()
    latencies: list[float] = []
    wrong = 0
    begin = time.perf_counter()
    end = begin + seconds
    while (now := time.perf_counter()) < end:
        for key, _ in selector.select(timeout=end - now):
            connection = key.data
            status = connection.receive()
            if status is None:
                continue
            latencies.append(time.perf_counter() - connection.started)
            wrong += status != 200
            if status == 0:
                selector.unregister(connection.socket)
                connection.socket.close()
                connection = Connection(host, port, request)
                selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    latencies.sort()
    return Load(
        rate=(len(latencies) - wrong) / seconds,
        p50=1000 * latencies[len(latencies) // 2],
        p99=1000 * latencies[min(len(latencies) - 1, int(len(latencies) * 0.99))],
        wrong=wrong,
    )


def ceiling(*, connections: int = 8, seconds: float = 2.0) -> Load:
    """What this generator reaches against a process that answers two bytes without looking."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    server = multiprocessing.get_context("fork").Process(
        target=_answer_forever, args=(listener,), daemon=True
    )
    server.start()
    try:
        return press("127.0.0.1", listener.getsockname()[1], "/", connections=connections, seconds=seconds)
    finally:
        server.kill()
        server.join()
        listener.close()


def _answer_forever(listener: socket.socket) -> None:
    def answer(connection: socket.socket) -> None:
        with connection, contextlib.suppress(ConnectionResetError):
            while connection.recv(65536):
                connection.sendall(ANSWER)

    while True:
        connection, _ = listener.accept()
        threading.Thread(target=answer, args=(connection,), daemon=True).start()


def doubt(result: Load, top: Load) -> str:
    """Empty when the ceiling is far enough above the result; else what to print."""
    if result.wrong:
        return f"{result.wrong} câu trả lời không phải 200"
    if top.rate < HEADROOM * result.rate:
        return f"máy phát tải chỉ đạt {top.rate:.0f}/giây, chưa gấp {HEADROOM:g} lần kết quả"
    return ""
