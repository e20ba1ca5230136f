"""Large bodies at the real server: what is taken, what is cut off and how it is said, and what is left afterwards."""

from __future__ import annotations

import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from lantoa.config import uploads
from lantoa.organisation.demo import DEMO_PASSWORD
from tests.support.live import Installation
from tests.support.processes import family, gone_within
from tests.support.visitor import Visitor

MEGABYTE = 1024 * 1024
RECORD = "/ban-lam-viec/ghi/"
BOUNDARY = "a-line-between-parts"
START = b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00isommp42\x00\x00\x00\x00mdat"
PIECE = b"\x00" * (256 * 1024)
TOO_LARGE = "Nội dung gửi lên quá lớn"
GROWTH = 60
"""Megabytes that all processes together may grow by while something large passes through."""


class Sender:
    """Somebody who sends a video by hand, piece by piece."""

    def __init__(self, live: Installation, *, signed_in: bool) -> None:
        self.live = live
        self.visitor = Visitor(live.url)
        self.fields: dict[str, str] = {}
        if signed_in:
            self.visitor.sign_in("chuyen-vien@lantoa.example", DEMO_PASSWORD)
            body = re.search(
                r'name="body"[^>]*?(?:value="|>\s*<option value=")(\d+)"', self.visitor.get(RECORD).text
            )
            assert body
            self.fields = {"title": "Quay phim", "when": "hom-nay", "kind": "an-pham", "body": body[1]}
        self.peak = 0

    def open(self, size: int, *, in_pieces: bool, declared: int | None = None) -> None:
        """Sends everything before the bytes of the video; `size` is how many follow."""
        head, tail = self._parts()
        self.tail, self.in_pieces = tail, in_pieces
        length = declared or len(head) + size + len(tail)
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.visitor.session.cookies)
        token = self.visitor.session.cookies.get("csrftoken", domain="127.0.0.1") or ""
        lines = [
            f"POST {RECORD} HTTP/1.1",
            f"Host: {self.live.url.removeprefix('http://')}",
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}",
            f"Cookie: {cookies or 'csrftoken=' + 'x' * 32}",
            f"X-CSRFToken: {token}",
            "Transfer-Encoding: chunked" if in_pieces else f"Content-Length: {length}",
        ]
        host, port = self.live.url.removeprefix("http://").split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=60)
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self._send(head)

    def _parts(self) -> tuple[bytes, bytes]:
        line = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
        values = self.fields | {"client_id": str(uuid4())} if self.fields else {}
        text = "".join(f'{line}"{name}"\r\n\r\n{value}\r\n' for name, value in values.items())
        file = f'{line}"uploads"; filename="phim.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
        return (text + file).encode() + START, f"\r\n--{BOUNDARY}--\r\n".encode()

    def _send(self, data: bytes) -> None:
        self.socket.sendall(b"%x\r\n%b\r\n" % (len(data), data) if self.in_pieces else data)

    def fill(self, size: int) -> int:
        """Sends so many bytes of video, or as many as are taken; how many that were."""
        sent = 0
        while sent < size:
            try:
                self._send(PIECE[: size - sent])
            except OSError:
                break
            sent += min(len(PIECE), size - sent)
            if sent % (32 * MEGABYTE) == 0:
                self.peak = max(self.peak, _megabytes(self.live))
        return sent

    def answer(self) -> str:
        try:
            self._send(self.tail)
            if self.in_pieces:
                self.socket.sendall(b"0\r\n\r\n")
        except OSError:
            pass  # it was cut off; what it was told is still to be read
        received = b""
        while piece := self.socket.recv(65536):
            received += piece
            head, found, body = received.partition(b"\r\n\r\n")
            length = re.search(rb"content-length: (\d+)", head.lower())
            if found and length and len(body) >= int(length[1]):
                break
        self.socket.close()
        return received.decode(errors="replace")


def _megabytes(live: Installation) -> int:
    assert live.process is not None
    total = 0
    for pid in [live.process.pid, *family(live.process.pid)]:
        try:
            found = re.search(r"RssAnon:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        except OSError:
            continue
        total += int(found[1]) if found else 0
    return total // 1024


def _left(live: Installation) -> list[str]:
    """What lies in the folder of uploads on their way, once the server has had a moment to tidy up."""
    end = time.monotonic() + 5
    folder = live.home / "uploads"
    while folder.is_dir() and any(folder.iterdir()) and time.monotonic() < end:
        time.sleep(0.02)
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


@pytest.fixture
def officer(live: Installation) -> Sender:
    return Sender(live, signed_in=True)


@pytest.fixture
def stranger(live: Installation) -> Sender:
    return Sender(live, signed_in=False)


def test_a_body_that_declares_too_much_is_told_so_before_it_is_read(
    live: Installation, officer: Sender
) -> None:
    officer.open(0, in_pieces=False, declared=uploads.SIGNED_IN + 1)

    answer = officer.answer()

    assert answer.startswith("HTTP/1.1 413")
    assert TOO_LARGE in answer
    assert "1024 MB" in answer
    assert _left(live) == []


def test_a_stranger_is_cut_off_in_the_middle_of_an_endless_stream(
    live: Installation, stranger: Sender
) -> None:
    stranger.open(0, in_pieces=True)

    sent = stranger.fill(100 * MEGABYTE)
    answer = stranger.answer()

    assert sent < 20 * MEGABYTE
    assert answer.startswith("HTTP/1.1 413")
    assert TOO_LARGE in answer
    assert _left(live) == []


def test_a_stream_without_a_length_of_who_is_signed_in_ends_too(live: Installation, officer: Sender) -> None:
    officer.open(0, in_pieces=True)
    before = _megabytes(live)

    sent = officer.fill(2 * uploads.SIGNED_IN)
    answer = officer.answer()

    assert sent < uploads.SIGNED_IN + 64 * MEGABYTE
    assert answer.startswith("HTTP/1.1 413")
    assert officer.peak - before < GROWTH
    assert _left(live) == []


def test_what_comes_in_pieces_without_a_length_is_kept(live: Installation, officer: Sender) -> None:
    officer.open(0, in_pieces=True)
    officer.fill(3 * MEGABYTE)

    answer = officer.answer()

    assert answer.startswith("HTTP/1.1 302"), answer[:3000]
    assert _sizes(live) == [3 * MEGABYTE + len(START)]


def _sizes(live: Installation) -> list[int]:
    """Of the large files that are kept."""
    return [
        path.stat().st_size for path in (live.home / "files").rglob("*") if path.stat().st_size > 2 * MEGABYTE
    ]


@pytest.fixture
def tidy(live: Installation) -> Iterator[None]:
    yield
    for path in (live.home / "files").rglob("*"):
        if path.is_file() and path.stat().st_size > 2 * MEGABYTE:
            path.unlink()


@pytest.mark.usefixtures("tidy")
def test_a_video_of_300_megabytes_is_kept_within_little_memory(live: Installation, officer: Sender) -> None:
    size = 300 * MEGABYTE
    officer.open(size - len(START), in_pieces=False)
    before = _megabytes(live)
    officer.fill(size - len(START))

    answer = officer.answer()

    assert answer.startswith("HTTP/1.1 302"), answer[:3000]
    assert size in _sizes(live)
    assert max(officer.peak, _megabytes(live)) - before < GROWTH
    assert _left(live) == []


@pytest.mark.usefixtures("tidy")
def test_one_megabyte_more_is_refused_with_its_limit(live: Installation, officer: Sender) -> None:
    size = 301 * MEGABYTE
    officer.open(size - len(START), in_pieces=False)
    officer.fill(size - len(START))

    answer = officer.answer()
    page = officer.visitor.get(re.search(r"(?i)\blocation: (\S+)", answer)[1]).text  # type: ignore[index]

    assert "“phim.mp4” lớn hơn 300 MB" in page
    assert all(kept < 300 * MEGABYTE for kept in _sizes(live))
    assert _left(live) == []


def test_what_a_killed_server_left_of_an_upload_is_gone_after_the_next_start(
    live: Installation, officer: Sender
) -> None:
    officer.open(64 * MEGABYTE, in_pieces=False)
    officer.fill(32 * MEGABYTE)
    folder = live.home / "uploads"
    assert [path.name for path in folder.iterdir()]
    assert live.process is not None
    everybody = family(live.process.pid)
    live.stop(signal.SIGKILL)
    assert gone_within(everybody, 10)
    assert list(folder.iterdir())

    live.start()

    assert list(folder.iterdir()) == []
