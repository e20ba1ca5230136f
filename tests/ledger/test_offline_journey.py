"""An officer in a hall without a connection: three photos and the words survive a reload, and arrive once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lantoa.organisation.demo import DEMO_PASSWORD
from tests.ledger import samples
from tests.support.live import Installation

FORM = "/ban-lam-viec/ghi/"


def sign_in(page: Page, live: Installation, mail: str = "chuyen-vien@lantoa.example") -> None:
    page.goto(f"{live.url}{FORM}")
    page.locator("input[name=login]").fill(mail)
    page.locator("input[name=password]").fill(DEMO_PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"**{FORM}")


def ready(page: Page) -> None:
    expect(page.locator("form[data-record-ready]")).to_be_visible()


def three_photos(folder: Path) -> list[str]:
    paths = []
    for number, colour in enumerate(("red", "green", "blue")):
        path = folder / f"anh-{number}.jpg"
        path.write_bytes(samples.jpeg((640, 480), colour=colour))
        paths.append(str(path))
    return paths


@pytest.fixture
def phone(page_phone: Page, live: Installation) -> Page:
    sign_in(page_phone, live)
    ready(page_phone)
    # The worker has put the form aside for when there is no connection.
    page_phone.locator("form[data-record-kept]").wait_for()
    return page_phone


def test_words_and_three_photos_survive_a_reload_without_connection_and_arrive_once(
    phone: Page, live: Installation, tmp_path: Path, axe: Callable[[Page], list[str]]
) -> None:
    context = phone.context
    assert axe(phone) == []
    context.set_offline(True)
    phone.get_by_label("Đã làm gì").fill("Hướng dẫn ở bến phà không có sóng")
    phone.get_by_label("Loại việc").select_option(label="Hướng dẫn tại quầy")
    phone.get_by_label("Lượt người được hướng dẫn (lượt người)").fill("94")
    phone.get_by_label(re.compile("Ảnh, tệp")).set_input_files(three_photos(tmp_path))
    expect(phone.locator("[data-record-files] li")).to_have_count(3)
    expect(phone.locator("[data-record-status]")).to_contain_text(
        re.compile(r"Đã lưu nháp trên máy lúc \d\d:\d\d")
    )

    phone.reload()

    ready(phone)
    expect(phone.get_by_label("Đã làm gì")).to_have_value("Hướng dẫn ở bến phà không có sóng")
    expect(phone.get_by_label("Lượt người được hướng dẫn (lượt người)")).to_have_value("94")
    expect(phone.locator("[data-record-files] li")).to_have_count(3)
    phone.get_by_role("button", name="Gửi xác nhận").click()
    expect(phone.locator("[data-record-status]")).to_contain_text("sẽ tự gửi khi có mạng")
    expect(phone.locator("[data-record-list] li")).to_contain_text("Chờ gửi")
    phone.reload()
    ready(phone)
    expect(phone.locator("[data-record-list] li")).to_have_count(1)

    context.set_offline(False)

    expect(phone.locator("[data-record-status]")).to_contain_text("Đã gửi để xác nhận", timeout=20_000)
    expect(phone.locator("[data-record-list] li")).to_have_count(0)
    phone.locator("[data-record-status] a").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hướng dẫn ở bến phà không có sóng")
    expect(phone.locator("#minh-chung .count")).to_have_text("3")
    expect(phone.locator(".st--badge").first).to_contain_text("Chờ xác nhận")
    phone.goto(f"{live.url}/ban-lam-viec/so/?tim=ben+pha+khong+co+song")
    expect(phone.get_by_text("1 hoạt động")).to_be_visible()


def test_a_broken_connection_in_the_middle_loses_nothing_and_doubles_nothing(
    phone: Page, live: Installation, tmp_path: Path
) -> None:
    broken = {"left": 2}

    def break_twice(route: Any) -> None:
        """The server has done its work; its answer is lost on the way."""
        if broken["left"]:
            broken["left"] -= 1
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.route(re.compile(r"/ghi/[0-9a-f-]{36}/tep/"), break_twice)
    phone.get_by_label("Đã làm gì").fill("Phát tờ gấp khi sóng yếu")
    phone.get_by_label(re.compile("Ảnh, tệp")).set_input_files(three_photos(tmp_path))
    expect(phone.locator("[data-record-files] li")).to_have_count(3)

    phone.get_by_role("button", name="Gửi xác nhận").click()

    expect(phone.locator("[data-record-status]")).to_contain_text("Đã gửi để xác nhận", timeout=60_000)
    phone.locator("[data-record-status] a").click()
    expect(phone.locator("#minh-chung .count")).to_have_text("3")


def test_what_the_server_refuses_comes_back_to_be_corrected(phone: Page) -> None:
    phone.get_by_label("Đã làm gì").fill("Sai số lượng")
    phone.get_by_label("Loại việc").select_option(label="Hướng dẫn tại quầy")
    phone.get_by_label("Lượt người được hướng dẫn (lượt người)").fill("chín mươi")

    phone.get_by_role("button", name="Gửi xác nhận").click()

    expect(phone.locator("[data-record-status]")).to_contain_text("Chưa gửi được")
    wrong = phone.get_by_label("Lượt người được hướng dẫn (lượt người)")
    expect(wrong).to_have_value("chín mươi")
    expect(wrong).to_be_focused()
    expect(phone.locator("form .err")).to_contain_text("Nhập số, ví dụ 1.250")
    expect(phone.get_by_label("Đã làm gì")).to_have_value("Sai số lượng")
    wrong.fill("90")
    phone.get_by_role("button", name="Lưu nháp").click()
    expect(phone.locator("[data-record-status]")).to_contain_text("Đã lưu nháp vào sổ")


def test_signing_out_clears_the_device(phone: Page, live: Installation) -> None:
    phone.get_by_label("Đã làm gì").fill("Bản nháp không được để lại")
    expect(phone.locator("[data-record-status]")).to_contain_text("Đã lưu nháp trên máy")

    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    phone.get_by_role("button", name=re.compile("Tài khoản:")).click()
    phone.get_by_role("button", name="Đăng xuất").click()
    phone.wait_for_url(f"{live.url}/")

    assert asked == ["Còn 1 bản ghi giữ trên máy này chưa gửi. Đăng xuất sẽ xóa các bản đó."]
    left = phone.evaluate(
        "async () => [(await indexedDB.databases()).length, (await caches.keys()).length,"
        " (await navigator.serviceWorker.getRegistrations()).length]"
    )
    assert left == [0, 0, 0]
