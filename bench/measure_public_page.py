"""What a phone fetches to see the front page for the first time, and how many it serves."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from bench import load, place
from bench.registry import Result, benchmark

ASSET = re.compile(r"""<(?:link|script|img)\b[^>]*?\b(?:href|src)=["']([^"']+)["'][^>]*>""")
FETCHED = re.compile(r"""rel=["'](?:stylesheet|icon|preload|modulepreload|manifest)|<script|<img""")
INSIDE = re.compile(r"""url\(["']?([^"')]+)["']?\)|(?:from|import)\s*\(?["'](\.?\.?/[^"']+)["']""")


@benchmark("front_page_weight", unit="KB", budget=60)
def weight(size: int) -> Result:
    """Page, style sheets, scripts, icons and what those fetch in turn, as sent over the wire."""
    with place.serving(place.demo()) as installation:
        visitor = place.Visitor(installation.url)
        page = visitor.get("/", **{"Accept-Encoding": "br, gzip"})
        plain = visitor.get("/").body.decode()
        total, notes, foreign = len(page.body), [f"trang: {len(page.body) / 1024:.1f} KB"], []
        queue = [tag[1] for tag in ASSET.finditer(plain) if FETCHED.search(tag[0])]
        seen: set[str] = set()
        while queue:
            address = urljoin(installation.url + "/", queue.pop(0))
            if address in seen or address.startswith("data:"):
                continue
            seen.add(address)
            if not address.startswith(installation.url):
                foreign.append(address)
                continue
            path = urlsplit(address).path
            asset = visitor.get(path, **{"Accept-Encoding": "br, gzip"})
            total += len(asset.body)
            notes.append(f"{path}: {len(asset.body) / 1024:.1f} KB")
            if path.endswith((".css", ".js")):
                text = visitor.get(path).body.decode()
                queue += [urljoin(address, found[1] or found[2]) for found in INSIDE.finditer(text)]
    return Result(total / 1024, notes=notes, trouble=f"lấy từ nơi khác: {foreign}" if foreign else "")


@benchmark("front_page_rate", unit="trang/giây", budget=None)
def rate(size: int) -> Result:
    """No budget yet: the number that the public article of a later issue is compared with."""
    top = load.ceiling()
    with place.serving(place.demo()) as installation:
        parts = urlsplit(installation.url)
        host, port = parts.hostname or "", parts.port or 0
        load.press(host, port, "/", seconds=1)
        result = load.press(host, port, "/", seconds=5)
    notes = [
        f"p50 {result.p50:.1f} ms, p99 {result.p99:.1f} ms",
        f"trần của máy phát tải {top.rate:.0f}/giây",
    ]
    return Result(result.rate, notes=notes, trouble=load.doubt(result, top))
