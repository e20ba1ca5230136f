"""Takes a picture of every screen at 390 and 1280 px, light and dark, from a demo of its own, into shots/.

A screen is an address of the URLconf: each role of the demo follows links from its home page, and the first page
found of each address is pictured. A screen wider than its window is said at the end, and the exit code is 1.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.support import crawl

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "shots"
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]


def serve(home: str) -> tuple[subprocess.Popen[str], str]:
    """A demo on a free port of this machine."""
    environment = {**os.environ, "LANTOA_HOME": home}
    command = [sys.executable, "-m", "lantoa.config.command"]
    subprocess.run([*command, "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [*command, "up", "--port", "0"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"(http://127\.0\.0\.1:\d+)/", line):
            return server, found[1]
    raise SystemExit("lantoa up không khởi động được.")


def sign_in(page: Page, base: str, who: str, password: str) -> None:
    page.goto(f"{base}/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", f"{who}@lantoa.example")
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/ban-lam-viec/**")


def take(context: BrowserContext, base: str, path: str, name: str) -> list[str]:
    """The four pictures of a screen. Gives a line for each that is wider than its window."""
    troubles = []
    page = context.new_page()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(base + path)
            page.screenshot(path=OUT / f"{name.replace(':', '.')}-{width}-{scheme}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            troubles.append(f"{path} ở {width} px rộng hơn màn hình {wide} px")
    page.close()
    return troubles


def read(context: BrowserContext, base: str, path: str) -> tuple[str, str] | None:
    answer = context.request.get(base + path)
    if answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
        return None
    return answer.url.removeprefix(base), answer.text()


def picture(browser: Browser, base: str, who: str, password: str, seen: set[str]) -> list[str]:
    """Takes all screens that one role reaches and nobody before it did."""
    context = browser.new_context(locale="vi-VN")
    if who:
        sign_in(context.new_page(), base, who, password)
    starts = crawl.STARTS if who else crawl.PUBLIC_STARTS
    troubles: list[str] = []
    for name, path, _ in crawl.walk(starts, lambda path: read(context, base, path)):
        if name in seen:
            continue
        seen.add(name)
        print(f"{who or 'công chúng'}: {path}", flush=True)
        troubles += take(context, base, path, name)
    context.close()
    return troubles


def main() -> int:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lantoa-shots-") as home:
        os.environ["LANTOA_HOME"] = home
        django.setup()
        from lantoa.organisation.demo import DEMO_PASSWORD

        server, base = serve(home)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=os.environ["LANTOA_BROWSER"], args=ARGUMENTS
                )
                seen: set[str] = set()
                troubles = [
                    line for who in crawl.ROLES for line in picture(browser, base, who, DEMO_PASSWORD, seen)
                ]
                browser.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)
    print(f"{len(seen)} màn hình, trong {OUT.name}/")
    for line in troubles:
        print(line, file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
