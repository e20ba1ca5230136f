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
        total, notes, foreign = _weigh(installation.url, "/")
    return Result(total / 1024, notes=notes, trouble=f"lấy từ nơi khác: {foreign}" if foreign else "")


@benchmark("portal:weight", unit="KB", budget=60)
def heaviest(size: int) -> Result:
    """The heaviest of an article, a guide, a section and a search, without the pictures in their text."""
    with place.serving(place.demo()) as installation:
        site_map = place.Visitor(installation.url).get("/so-do-trang/").body.decode()
        pages = ["/tim-kiem/?q=giay+phep"]
        for kind in ("tin-tuc/[^/]+/", "thu-tuc/[^/]+/", "tin-tuc/"):
            found = re.search(rf'href="(/co-quan/[^/"]+/{kind})"', site_map)
            if not found:
                raise RuntimeError(f"the demo has no {kind}")
            pages.append(found[1])
        weighed = [(*_weigh(installation.url, path), path) for path in pages]
    total = max(one[0] for one in weighed)
    foreign = [address for _, _, several, _ in weighed for address in several]
    notes = [f"{where}: {of / 1024:.1f} KB" for of, _, _, where in weighed]
    return Result(total / 1024, notes=notes, trouble=f"lấy từ nơi khác: {foreign}" if foreign else "")


def _weigh(url: str, path: str) -> tuple[int, list[str], list[str]]:
    """Bytes of a first visit, each piece with its own, and what comes from elsewhere. Pictures of the text are left out."""
    visitor = place.Visitor(url)
    page = visitor.get(path, **{"Accept-Encoding": "br, gzip"})
    plain = visitor.get(path).body.decode()
    total, notes, foreign = len(page.body), [f"trang: {len(page.body) / 1024:.1f} KB"], []
    queue = [
        tag[1] for tag in ASSET.finditer(plain) if FETCHED.search(tag[0]) and "/tep-trang/" not in tag[1]
    ]
    seen: set[str] = set()
    while queue:
        address = urljoin(url + "/", queue.pop(0))
        if address in seen or address.startswith("data:"):
            continue
        seen.add(address)
        if not address.startswith(url):
            foreign.append(address)
            continue
        inside = urlsplit(address).path
        asset = visitor.get(inside, **{"Accept-Encoding": "br, gzip"})
        total += len(asset.body)
        notes.append(f"{inside}: {len(asset.body) / 1024:.1f} KB")
        if inside.endswith((".css", ".js")):
            text = visitor.get(inside).body.decode()
            queue += [urljoin(address, found[1] or found[2]) for found in INSIDE.finditer(text)]
    return total, notes, foreign


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
