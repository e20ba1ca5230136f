"""An address is visited: what answers, what is gone, what misbehaves, and what must never be called."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from lantoa.portal.visiting import Fate, Way, visit

LOOP = "127.0.0.1"


class FarSide(BaseHTTPRequestHandler):
    """Each path is one way to behave. `asked` keeps method and path."""

    asked: list[tuple[str, str]]

    def _answer(self) -> None:
        self.server.asked.append((self.command, self.path))  # type: ignore[attr-defined]
        name = self.path.partition("?")[0].strip("/")
        if name.isdecimal():
            self._say(int(name))
        elif name == "head-refused":
            self._say(405 if self.command == "HEAD" else 200)
        elif name == "head-hangs-up":
            if self.command == "HEAD":
                self._reset()
            else:
                self._say(200)
        elif name == "reset":
            self._reset()
        elif name == "slow":
            time.sleep(0.6)
        elif name == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(8):
                self.wfile.write(b"X-Drip: 1\r\n")
                self.wfile.flush()
                time.sleep(0.1)
        elif name == "huge":
            self._say(405 if self.command == "HEAD" else 200, length=10**12)
        elif name == "rubbish":
            self.wfile.write(b"\x00\x01 nothing like it\r\n\r\n")
        elif name == "loop":
            self._say(302, to="/loop")
        elif name == "far":
            self._say(301, to=f"/far?{len(self.path)}{self.path.partition('?')[2]}")
        elif name == "onward":
            self._say(302, to="/200")
        elif name == "inward":
            self._say(302, to=f"http://noi-bo.example:{self.server.server_port}/200")  # type: ignore[attr-defined]
        elif name == "file":
            self._say(302, to="file:///etc/passwd")

    do_GET = do_HEAD = _answer

    def _say(self, status: int, to: str = "", length: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        if to:
            self.send_header("Location", to)
        self.end_headers()

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def finish(self) -> None:
        try:
            super().finish()
        except (OSError, ValueError):
            return

    def handle(self) -> None:
        try:
            super().handle()
        except (OSError, ValueError):
            return

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def far() -> Iterator[Any]:
    server = ThreadingHTTPServer((LOOP, 0), FarSide)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def resolve(host: str, port: int) -> list[str]:
    """A name server of our own: one name is somewhere in an inner network."""
    return {"noi-bo.example": ["10.0.0.8"], "khong-co.example": []}.get(host, [LOOP])


NEAR = Way(resolve=resolve, allowed=lambda address: address == LOOP, ports=None, within=5)


def at(far: Any, path: str) -> str:
    return f"http://noi-khac.example:{far.server_port}/{path}"


@pytest.mark.parametrize(
    ("path", "fate", "said"),
    [
        ("200", Fate.OK, "Mở được"),
        ("head-refused", Fate.OK, "Mở được"),
        ("head-hangs-up", Fate.OK, "Mở được"),
        ("onward", Fate.OK, "Mở được"),
        ("huge", Fate.OK, "Mở được"),
        ("404", Fate.GONE, "404"),
        ("410", Fate.GONE, "410"),
        ("500", Fate.FAILED, "báo lỗi 500"),
        ("403", Fate.UNTOLD, "403"),
        ("429", Fate.UNTOLD, "429"),
        ("loop", Fate.FAILED, "vòng quanh"),
        ("far", Fate.FAILED, "quá nhiều lần"),
        ("reset", Fate.FAILED, "ngắt kết nối"),
        ("rubbish", Fate.FAILED, "ngắt kết nối"),
        ("file", Fate.FAILED, "http"),
        ("inward", Fate.INNER, "Chuyển hướng vào mạng nội bộ"),
    ],
)
def test_what_the_far_side_does_is_told_in_words(far: Any, path: str, fate: Fate, said: str) -> None:
    found = visit(at(far, path), NEAR)

    assert (found.fate, said in found.said) == (fate, True), found


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_who_dawdles_is_left(far: Any, path: str) -> None:
    began = time.monotonic()

    found = visit(at(far, path), Way(resolve, NEAR.allowed, None, within=0.2))

    assert (found.fate, "quá chậm" in found.said) == (Fate.FAILED, True)
    assert time.monotonic() - began < 0.55


def test_a_redirect_into_an_inner_network_is_not_followed_by_a_single_request(far: Any) -> None:
    visit(at(far, "inward"), NEAR)

    assert {path for _, path in far.asked} == {"/inward"}


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0", "ff02::1",
    ],
)  # fmt: skip
def test_no_inner_address_is_ever_called(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> Any:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket, "create_connection", never)

    found = visit("http://ten.example/", Way(resolve=lambda host, port: ["93.184.216.34", address]))

    assert found.fate is Fate.INNER


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://127.1/"]
)
def test_an_inner_address_written_otherwise_is_not_called(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Any] = []
    monkeypatch.setattr(socket, "create_connection", lambda *where, **_: made.append(where))

    assert visit(url).fate in (Fate.INNER, Fate.UNREACHED)
    assert not made


def test_a_name_that_changes_its_address_leads_nowhere_else(far: Any) -> None:
    """Looked up once for each request line; the connection goes to what was checked then, not to the name."""
    answers = iter([[LOOP], ["10.0.0.8"]])

    found = visit(at(far, "200"), Way(lambda host, port: next(answers), NEAR.allowed, None))

    assert found.fate is Fate.OK
    assert next(answers) == ["10.0.0.8"]


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "javascript:alert(1)", "http:///", "http://a.example:x/"]
)
def test_only_the_web_is_visited(url: str) -> None:
    assert visit(url, NEAR).fate is Fate.FAILED


def test_other_ports_are_left_alone() -> None:
    assert visit("http://a.example:5432/").fate is Fate.UNTOLD


def test_a_name_that_nobody_knows_and_a_closed_door_are_told_apart_from_a_fault() -> None:
    with socket.socket() as taken:
        taken.bind((LOOP, 0))
        closed = taken.getsockname()[1]
        assert visit(f"http://a.example:{closed}/", NEAR).fate is Fate.UNREACHED

    assert visit("http://khong-co.example/", NEAR).fate is Fate.UNREACHED


def test_an_address_with_vietnamese_letters_is_asked_in_ascii(far: Any) -> None:
    assert visit(f"http://cải-cách.example:{far.server_port}/200?q=bản tin", NEAR).fate is Fate.OK
    assert far.asked == [("HEAD", "/200?q=b%E1%BA%A3n%20tin")]
