"""Whether an address of the outside world still answers. No Django, and no way into anybody's inner network.

Only http and https. A name is looked up once, every address found must be public, and the connection goes to the very
address that was checked: a name that answers differently a moment later leads nowhere. Each redirect is a new address
with the same checks. Of an answer only its first lines are read; a watch cuts off whoever dawdles.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from urllib.parse import quote, urljoin, urlsplit

from lantoa.channels.wire import is_public

MOST_HOPS = 5
KEPT_IN_ADDRESS = "%/:=&?~+!$,;'@()*[]"
GONE = frozenset({404, 410})
UNTOLD = frozenset({401, 403, 407, 429, 451, 999})
"""The far side is there and does not speak with programs: nothing is known of the page."""
PORTS = frozenset({80, 443, 8080, 8443})


class Fate(StrEnum):
    OK = "ok"
    GONE = "gone"
    FAILED = "failed"
    UNREACHED = "unreached"
    """Failed before anybody answered: perhaps it is our own connection."""
    INNER = "inner"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Outcome:
    fate: Fate
    said: str


def _resolve(host: str, port: int) -> list[str]:
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Way:
    """How the outside is reached. Tests give another `allowed` and `ports` to reach a server of their own."""

    resolve: Callable[[str, int], Iterable[str]] = _resolve
    allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] | None = PORTS
    within: float = 15.0
    """Seconds for a link with all its redirects."""


OUTSIDE = Way()


class _Ended(Exception):
    def __init__(self, fate: Fate, said: str) -> None:
        super().__init__(said)
        self.outcome = Outcome(fate, said)


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def visit(url: str, way: Way = OUTSIDE) -> Outcome:
    """What became of an address. Never raises for what the far side does."""
    until = time.monotonic() + way.within
    seen: set[str] = set()
    try:
        while True:
            if url in seen or len(seen) > MOST_HOPS:
                return Outcome(Fate.FAILED, "Chuyển hướng vòng quanh hoặc quá nhiều lần.")
            seen.add(url)
            status, onward = _ask(url, way, until, redirected=len(seen) > 1)
            if onward is None:
                return _of_status(status)
            url = urljoin(url, onward)
    except _Ended as ended:
        return ended.outcome
    except ValueError:
        return Outcome(Fate.FAILED, "Địa chỉ viết không đúng.")


def _of_status(status: int) -> Outcome:
    if status in GONE:
        return Outcome(Fate.GONE, f"Trang không còn (máy chủ trả lời {status}).")
    if status in UNTOLD:
        return Outcome(Fate.UNTOLD, f"Máy chủ không cho kiểm tra tự động ({status}). Mở thử bằng tay.")
    if status >= 400:
        return Outcome(Fate.FAILED, f"Máy chủ báo lỗi {status}.")
    return Outcome(Fate.OK, "Mở được.")


def _ask(url: str, way: Way, until: float, *, redirected: bool) -> tuple[int, str | None]:
    """Status and, of a redirect, where to. HEAD first; who does not take it well is asked by GET."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _Ended(Fate.FAILED, "Địa chỉ không bắt đầu bằng http:// hoặc https://.")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if way.ports is not None and port not in way.ports:
        raise _Ended(Fate.UNTOLD, f"Cổng {port} không được kiểm tra tự động. Mở thử bằng tay.")
    host = _ascii(parts.hostname)
    address = _checked(host, port, way, redirected=redirected)
    target = quote(parts.path or "/", safe=KEPT_IN_ADDRESS)
    target += f"?{quote(parts.query, safe=KEPT_IN_ADDRESS)}" if parts.query else ""
    secure = parts.scheme == "https"
    try:
        found = _once("HEAD", secure, host, port, address, target, until)
    except (ConnectionError, http.client.HTTPException):
        found = (0, None)  # some servers hang up on HEAD
    if found[0] < 100 or (found[0] >= 400 and found[0] != 429):
        try:
            found = _once("GET", secure, host, port, address, target, until)
        except (ConnectionError, http.client.HTTPException):
            raise _Ended(Fate.FAILED, "Máy chủ ngắt kết nối giữa chừng.") from None
    return found


def _ascii(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.encode("idna").decode()
    return host


def _checked(host: str, port: int, way: Way, *, redirected: bool) -> str:
    """The address to connect to, if every address of the name may be called."""
    try:
        found = list(way.resolve(host, port))
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise _Ended(Fate.UNREACHED, "Không tìm thấy máy chủ có tên này.")
    if not all(way.allowed(one) for one in found):
        how = "Chuyển hướng vào" if redirected else "Trỏ vào"
        raise _Ended(Fate.INNER, f"{how} mạng nội bộ, người đọc bên ngoài không mở được.")
    return min(found, key=lambda one: ":" in one)


def _once(
    method: str, secure: bool, host: str, port: int, address: str, target: str, until: float
) -> tuple[int, str | None]:
    """One request over a connection of its own. Raises ConnectionError or HTTPException where a whole answer did not come."""
    left = until - time.monotonic()
    if left <= 0:
        raise _slow()
    try:
        sock = socket.create_connection((address, port), timeout=min(left, 5.0))
    except OSError:
        raise _Ended(Fate.UNREACHED, "Không kết nối được máy chủ.") from None
    watch = threading.Timer(max(until - time.monotonic(), 0.01), _cut, [sock])
    watch.daemon = True
    watch.start()
    connection = http.client.HTTPConnection(host, port)
    try:
        sock.settimeout(max(until - time.monotonic(), 0.01))
        connection.sock = _trust().wrap_socket(sock, server_hostname=host) if secure else sock
        connection.request(
            method, target, headers={"User-Agent": "lantoa-kiem-tra-lien-ket", "Accept": "*/*"}
        )
        answer = connection.getresponse()
        if time.monotonic() >= until:  # cut off by the watch: what was read is not the whole
            raise _slow()
        onward = answer.getheader("Location") if answer.status in (301, 302, 303, 307, 308) else None
        return answer.status, onward
    except ssl.SSLError:
        raise _Ended(Fate.FAILED, "Chứng thư bảo mật của máy chủ không đúng.") from None
    except (OSError, http.client.HTTPException) as trouble:
        if time.monotonic() >= until - 0.05 or isinstance(trouble, TimeoutError):
            raise _slow() from None
        if isinstance(trouble, ConnectionError | http.client.HTTPException):
            raise
        raise ConnectionError from trouble
    finally:
        watch.cancel()
        connection.close()
        sock.close()


def _slow() -> _Ended:
    return _Ended(Fate.FAILED, "Máy chủ trả lời quá chậm.")


def _cut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:  # gone already
        return


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
