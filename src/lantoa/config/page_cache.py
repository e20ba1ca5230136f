"""Public pages as they were drawn last, given out before Django is asked at all.

Each worker keeps its own copies; whether one still holds is asked of the stamps of the tables it was drawn from
(`config.freshness`), which all processes share. Only what a view marked (`portal.keeping`) is kept.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import brotli

from lantoa.config.freshness import reading, stamps
from lantoa.config.middleware import is_staff_path
from lantoa.foundation import clock
from lantoa.portal.keeping import Kept, kept

MOST_BYTES = 48 * 1024 * 1024
"""Of pages in the memory of one worker; the one not asked for longest goes first."""
LONGEST = 600.0
"""Seconds after which a page is drawn anew all the same: for what was changed past this program."""
WORTH = 400
"""Bytes below which packing gains nothing."""
PARAMETERS = frozenset({"trang"})
"""A reader may write anything behind the `?`; only these make another page that is worth keeping."""

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
log = logging.getLogger("lantoa.pages")


@dataclass(slots=True)
class Entry:
    """An answer in every packing, and what it depends on."""

    tables: tuple[str, ...]
    stamps: tuple[bytes, ...]
    until: float
    etag: str
    kept: Kept
    packed: dict[str, tuple[bytes, list[tuple[str, str]]]]
    brief: list[tuple[str, str]]
    size: int


class PageCache:
    """WSGI around Django. `read(kept, environ)` is told of every page that is given out."""

    def __init__(
        self,
        application: Any,
        read: Callable[[Kept, Environ], None] = lambda mark, environ: None,
        *,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self.application, self.read, self.most_bytes = application, read, most_bytes
        self.entries: OrderedDict[tuple[str, ...], Entry] = OrderedDict()
        self.bytes = 0

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.application(environ, start)  # type: ignore[no-any-return]
        key = (
            environ["PATH_INFO"], environ.get("QUERY_STRING", ""), environ.get("HTTP_HOST", ""),
            environ["wsgi.url_scheme"], environ.get("HTTP_X_FORWARDED_PROTO", ""),
        )  # fmt: skip
        entry = self.entries.get(key)
        if entry is not None and entry.until > time.time() and self._holds(entry):
            return self._give(entry, environ, start)
        return self._draw(key, environ, start)

    def _holds(self, entry: Entry) -> bool:
        try:
            return stamps().current(entry.tables) == entry.stamps
        except Exception:
            # Who cannot ask must not trust what it has, now or later: changes go unheard meanwhile.
            log.warning("Không hỏi được dấu của trang; vẽ lại mọi trang.", exc_info=True)
            self.entries.clear()
            self.bytes = 0
            return False

    def _draw(self, key: tuple[str, ...], environ: Environ, start: Start) -> Iterable[bytes]:
        """Asks Django, and keeps the answer where its view allows it."""
        if is_staff_path(key[0]) or not _worth_keeping(key[1]):
            return self._uncounted(environ, start)
        try:
            before = stamps().snapshot()
        except Exception:
            return self._uncounted(environ, start)
        asked = dict(environ, REQUEST_METHOD="GET")
        for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_COOKIE"):
            asked.pop(name, None)  # a page that is kept knows nothing of who asks
        given: list[Any] = []
        with reading() as tables:
            response = self.application(
                asked, lambda status, headers, exc_info=None: given.extend((status, headers))
            )
        mark = kept(response)
        if mark is None or response.status_code != 200 or response.cookies or response.streaming:
            start(given[0], given[1])
            return response  # type: ignore[no-any-return]
        body, names = bytes(response.content), tuple(sorted(tables))
        response.close()
        entry = _entry(body, given[1], mark, names, before.of(names))
        self._store(key, entry)
        return self._give(entry, environ, start)

    def _uncounted(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """A page that is not kept is counted all the same."""
        response = self.application(environ, start)
        mark = kept(response)
        if mark is not None and response.status_code == 200:
            self.read(mark, environ)
        return response  # type: ignore[no-any-return]

    def _store(self, key: tuple[str, ...], entry: Entry) -> None:
        before = self.entries.pop(key, None)
        self.bytes += entry.size - (before.size if before else 0)
        self.entries[key] = entry
        while self.bytes > self.most_bytes and self.entries:
            try:
                _, gone = self.entries.popitem(last=False)
            except KeyError:
                break
            self.bytes -= gone.size

    def _give(self, entry: Entry, environ: Environ, start: Start) -> Iterable[bytes]:
        self.read(entry.kept, environ)
        if entry.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start("304 Not Modified", entry.brief)
            return [b""]
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        packing = "br" if "br" in accepted and "br" in entry.packed else "gzip" if "gzip" in accepted else ""
        body, headers = entry.packed.get(packing) or entry.packed[""]
        start("200 OK", headers)
        return [body if environ["REQUEST_METHOD"] == "GET" else b""]


def _worth_keeping(query: str) -> bool:
    if not query:
        return True
    given = parse_qsl(query, keep_blank_values=True)
    return all(name in PARAMETERS and value.isdigit() and len(value) < 5 for name, value in given)


def _entry(
    body: bytes, headers: list[tuple[str, str]], mark: Kept, tables: tuple[str, ...], stood: tuple[bytes, ...]
) -> Entry:
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    own = {"content-length", "etag", "cache-control", "vary", "set-cookie"}
    common = [(name, value) for name, value in headers if name.lower() not in own]
    # Asked again each time: a page that was taken off is gone from every browser too.
    common += [("Cache-Control", "public, no-cache"), ("Vary", "Accept-Encoding"), ("ETag", etag)]
    bodies = {"": body}
    if len(body) > WORTH:
        bodies |= {"br": brotli.compress(body, quality=5), "gzip": gzip.compress(body, 6, mtime=0)}
    packed = {}
    for name, content in bodies.items():
        extra = [("Content-Encoding", name)] if name else []
        packed[name] = (content, [*common, *extra, ("Content-Length", str(len(content)))])
    size = sum(map(len, bodies.values())) + 2000
    return Entry(tables, stood, _until(), etag, mark, packed, common, size)


def _until() -> float:
    """Not beyond midnight: what is late, in force or new is counted by days."""
    now = clock.now()
    midnight = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), clock.VIETNAM)
    return time.time() + min(LONGEST, (midnight - now).total_seconds())
