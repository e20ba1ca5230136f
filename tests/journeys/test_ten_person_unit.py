"""A unit of ten people gets in: from the printed address to a plan with tasks, in far less than a quarter of an hour."""

from __future__ import annotations

import email
import email.policy
import re
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Page, expect

from lantoa.organisation.roster import PEOPLE_HEADINGS, UNIT_HEADINGS
from tests.journeys.steps import item, press, sign_in, wish
from tests.support.live import Installation

PASSWORD = "mot cau de nho 2026"
COORDINATOR, COORDINATOR_MAIL = "Kim Thị Sa Mi", "sami@botre.example"
ADMIN_MAIL = "tam@botre.example"
OFFICE, CULTURE = "Văn phòng", "Phòng Văn hóa - Xã hội"
NAMES = (
    "Lê Văn Tám", "Thạch Thị Liên", "Trần Minh Khôi", "Lý Ngọc Hân", "Danh Sóc Kha",
    "Phan Thị Út", "Hứa Gia Bảo", "Nguyễn Văn Nhị", "Sơn Thị Đào",
)  # fmt: skip


def workbook(path: Path) -> Path:
    """Ten people in two units, under the headings of the template."""
    book = xlsxwriter.Workbook(path)
    people, units = book.add_worksheet("Người"), book.add_worksheet("Đơn vị")
    people.write_row(0, 0, PEOPLE_HEADINGS)
    people.write_row(1, 0, (COORDINATOR, COORDINATOR_MAIL, "", OFFICE, "Chuyên viên", "Công chức"))
    for number, name in enumerate(NAMES):
        mail = f"nguoi{number}@botre.example" if number else ADMIN_MAIL
        role = "Phụ trách đơn vị" if number in (1, 2) else "Chuyên viên"
        people.write_row(number + 2, 0, (name, mail, "", CULTURE if number % 2 else OFFICE, role, ""))
    units.write_row(0, 0, UNIT_HEADINGS)
    units.write_row(1, 0, (OFFICE, "VP", "VP", ""))
    units.write_row(2, 0, (CULTURE, "VHXH", "VHXH", "Phòng, ban, đơn vị"))
    book.close()
    return path


def set_up(page: Page, address: str, people: Path, check: Callable[[], None]) -> None:
    page.goto(address)
    page.get_by_label("Tên đầy đủ của cơ quan").fill("Ủy ban nhân dân xã Bờ Tre")
    page.get_by_label("Tên gọi ngắn").fill("UBND xã Bờ Tre")
    page.get_by_label("Mã", exact=False).first.fill("UBND-BT")
    check()
    page.get_by_role("button", name="Tiếp: đơn vị và người").click()
    page.get_by_label("Hoặc danh sách từ Excel").set_input_files(str(people))
    check()
    page.get_by_role("button", name="Tiếp: quản trị").click()
    page.locator("input[name=full_name]").fill("Lê Văn Tám")
    page.locator("input[name=email]").fill(ADMIN_MAIL)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=again]").fill(PASSWORD)
    check()
    page.get_by_role("button", name="Tiếp: thư và địa chỉ").click()
    check()
    page.get_by_role("button", name="Hoàn thành cài đặt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã cài đặt xong")


def invite_coordinator(page: Page) -> None:
    page.get_by_role("link", name="Cán bộ, tài khoản").first.click()
    page.get_by_role("link", name=COORDINATOR).click()
    page.get_by_role("link", name="UBND xã Bờ Tre").last.click()
    page.get_by_label("Vai trò", exact=False).first.select_option("coordinator")
    page.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_role("table", name="Các vai trò")).to_contain_text("Đầu mối")
    page.get_by_role("button", name="Gửi thư mời").click()
    expect(page.get_by_text(f"Thư mời cho {COORDINATOR_MAIL}")).to_be_visible()


def link_in_letter(home: Path, to: str) -> str:
    """The path of the one-time link, once the worker has written the letter."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for file in (home / "mail").glob("*.log"):
            letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            body = letter.get_body()
            found = re.search(r"/tai-khoan/moi/\S+(?=\s)", body.get_content()) if body else None
            if found and letter["To"] == to:
                return found[0]
        time.sleep(0.05)
    raise AssertionError(f"no letter to {to}")


def add_task(page: Page, text: str, lead: str, first_day: str, last_day: str) -> None:
    press(page, wish(page, "them:tasks"))
    row = item(page, "Nhiệm vụ mới")
    row.get_by_label("Nội dung nhiệm vụ").fill(text)
    row.get_by_label("Đơn vị chủ trì").select_option(label=lead)
    row.get_by_label("Kiểu thời gian").select_option("range")
    row.get_by_label("Từ ngày").fill(first_day)
    row.get_by_label("Đến ngày, hạn").fill(last_day)
    press(page, page.get_by_role("button", name="Lưu nháp").last)


def write_plan(page: Page, check: Callable[[], None]) -> None:
    page.get_by_role("link", name="Kế hoạch", exact=True).first.click()
    page.get_by_role("link", name="Nạp từ văn bản").first.click()
    page.get_by_role("button", name="Soạn trên màn hình").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rà soát bản thảo kế hoạch")
    page.get_by_label("Số, ký hiệu").first.fill("12/KH-UBND")
    page.get_by_label("Ngày ban hành").fill("05/01/2026")
    page.get_by_label("Từ năm").fill("2026")
    page.get_by_label("Đến năm").fill("2026")
    page.get_by_label("Trích yếu").fill("Tuyên truyền cải cách hành chính xã Bờ Tre năm 2026")
    add_task(page, "Phát thanh hướng dẫn nộp hồ sơ tại nhà", OFFICE, "01/02/2026", "30/11/2026")
    add_task(page, "Dán mã quét ở trụ sở các ấp", CULTURE, "01/03/2026", "31/12/2026")
    check()
    page.get_by_role("button", name="Xác nhận thành kế hoạch").click()
    expect(page).to_have_url(re.compile(r"/ke-hoach/\d+/(#.*)?$"), timeout=15_000)


def test_a_unit_of_ten_goes_from_the_printed_address_to_its_plan(
    live_empty: Installation, page_desktop: Page, axe: Callable[[Page], list[str]], tmp_path: Path
) -> None:
    page = page_desktop
    begun = time.monotonic()
    printed = re.search(r"/cai-dat/\?ma=\S+", live_empty.wait_for("cai-dat"))
    assert printed is not None

    def check() -> None:
        assert axe(page) == []

    set_up(page, f"{live_empty.url}{printed[0]}", workbook(tmp_path / "nguoi.xlsx"), check)
    sign_in(page, live_empty, ADMIN_MAIL, PASSWORD)
    invite_coordinator(page)
    letter = link_in_letter(live_empty.home, COORDINATOR_MAIL)
    page.context.clear_cookies()
    page.goto(f"{live_empty.url}{letter}")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=again]").fill(PASSWORD)
    page.get_by_role("button", name="Đặt mật khẩu và vào hệ thống").click()
    expect(page).to_have_url(re.compile("/ban-lam-viec/"), timeout=15_000)
    write_plan(page, check)

    tasks = page.get_by_role("table", name="Nhiệm vụ của kế hoạch")
    rows = tasks.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("Phát thanh hướng dẫn nộp hồ sơ tại nhà")
    expect(rows.nth(0)).to_contain_text(OFFICE)
    expect(rows.nth(0)).to_contain_text("30/11/2026")
    expect(rows.nth(1)).to_contain_text("Dán mã quét ở trụ sở các ấp")
    expect(rows.nth(1)).to_contain_text(CULTURE)
    expect(rows.nth(1)).to_contain_text("31/12/2026")
    assert time.monotonic() - begun < 900
