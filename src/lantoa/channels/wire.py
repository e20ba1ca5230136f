"""One request to a far side over https, with no way in for anybody else's address.

The name is looked up once, every address found must be public, and the connection goes to the very address that was
checked: a name that answers differently a moment later leads nowhere. Redirects are never followed. The answer is
bounded in size and in time. What went wrong is told as what is known: nothing was handed over (Temporary), or nobody
knows (InDoubt). Nothing of address, headers or body gets into a message or a log.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from lantoa.channels.contract import InDoubt, Permanent, Temporary

CONNECT_WITHIN, ANSWER_WITHIN = 5.0, 20.0
MOST = 256 * 1024
SILENT = "Nhà cung cấp nhận yêu cầu nhưng không trả lời."


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    body: bytes

    def json(self) -> dict[str, Any]:
        """An object, or an empty one for anything else."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def retry_after(self) -> float | None:
        """Seconds, where the far side said some; at most a day."""
        said = self.headers.get("retry-after", "").strip()
        return min(float(said), 86_400.0) if said.isdecimal() else None


def call(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    within: float | None = None,
) -> Answer:
    """The answer, whatever its status, within so many seconds altogether (ANSWER_WITHIN). Raises Permanent for an
    address that may not be called, Temporary where nothing was handed over, InDoubt where it was and no whole answer
    came."""
    parts = urlsplit(url)
    connection = _opened(parts.scheme, parts.hostname or "", parts.port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    seconds = ANSWER_WITHIN if within is None else within
    until = time.monotonic() + seconds
    try:
        with limited(connection.sock, seconds):
            connection.sock.settimeout(seconds)
            connection.request(method, target, body=body, headers={"User-Agent": "lantoa", **(headers or {})})
            found = connection.getresponse()
            content = _read(found, until)
    except (OSError, http.client.HTTPException):
        raise InDoubt(SILENT) from None
    finally:
        connection.close()
    return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, content)


@contextmanager
def limited(sock: socket.socket, seconds: float) -> Iterator[None]:
    """Ends whatever the connection is used for after so many seconds.

    The timeout of a socket begins anew with each byte: a far side that says one every few seconds, in its headers or
    in lines without an end, would hold the worker for ever.
    """
    timer = threading.Timer(seconds, _cut, [sock])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(sock: socket.socket) -> None:
    try:
        socket.socket.shutdown(
            sock, socket.SHUT_RDWR
        )  # below TLS: who reads in the other thread meets the end
    except OSError:
        return


def _read(found: http.client.HTTPResponse, until: float) -> bytes:
    """What was cut off at the limit looks like an end, so the clock is asked last."""
    content = b""
    while part := found.read1(16_384):
        content += part
        if len(content) > MOST:
            raise InDoubt(SILENT)
    if time.monotonic() >= until:
        raise InDoubt(SILENT)
    return content


def _opened(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme != "https" or not host or port not in {None, 443}:
        raise Permanent(
            "Địa chỉ của nhà cung cấp phải bắt đầu bằng https:// và không có cổng riêng.", channel=True
        )
    address = _public_address(host)
    try:
        plain = socket.create_connection((address, 443), timeout=CONNECT_WITHIN)
    except OSError:
        raise Temporary("Không kết nối được nhà cung cấp.", channel=True) from None
    try:
        sock = _trust().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)
    except (OSError, ssl.SSLError):
        plain.close()
        raise Temporary("Không kết nối được nhà cung cấp.", channel=True) from None
    try:
        with limited(sock, CONNECT_WITHIN):
            sock.do_handshake()
    except (OSError, ssl.SSLError):
        sock.close()
        raise Temporary(
            "Không kết nối an toàn được với nhà cung cấp (chứng thư không đúng).", channel=True
        ) from None
    connection = http.client.HTTPSConnection(host, timeout=CONNECT_WITHIN)
    connection.sock = sock
    return connection


def _public_address(host: str) -> str:
    """The first address of a name, if all of them are public."""
    try:
        found = {row[4][0] for row in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise Temporary("Không tìm thấy máy chủ của nhà cung cấp.", channel=True) from None
    if not all(is_public(str(address)) for address in found):
        raise Permanent(
            "Máy chủ của nhà cung cấp nằm trong mạng nội bộ nên không được gọi đến.", channel=True
        )
    return str(sorted(found, key=lambda address: ":" in str(address))[0])


def is_public(address: str) -> bool:
    """Whether an address belongs to the outside world; what is wrapped in another is looked into."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None and not inner.is_global:
            return False
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return ip.is_global and not ip.is_multicast


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
