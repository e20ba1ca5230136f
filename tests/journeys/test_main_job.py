"""The main job from end to end: a document becomes a plan, work is recorded and confirmed, progress is seen."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from lantoa.organisation.demo import DEMO_PASSWORD
from tests.journeys.steps import item, press, sign_in, wish
from tests.ledger import samples
from tests.support.live import Installation

DOCUMENT = """ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ
SỞ XÂY DỰNG
Số: 88/KH-SXD
Cần Thơ, ngày 02 tháng 3 năm 2026
KẾ HOẠCH
Đưa hướng dẫn thủ tục xây dựng về khu dân cư năm 2026
Sở Xây dựng ban hành kế hoạch như sau:
I. NHIỆM VỤ
1. Hướng dẫn người dân nộp hồ sơ cấp phép tại bến phà. Chủ trì: Văn phòng Sở. Thời gian: trước ngày 30/12/2026.
2. In tờ gấp và quay đoạn phim ngắn. Chủ trì: Phòng Quản lý xây dựng. Thời gian: trước ngày 15/12/2026.
3. Mua thêm bàn ghế cho phòng họp. Chủ trì: Văn phòng Sở. Thời gian: trước ngày 20/12/2026.
"""
FERRY = "Hướng dẫn người dân nộp hồ sơ cấp phép nhà ở tại bến phà Vàm Tấn"
LEAFLET, FILM = "In tờ gấp song ngữ về cấp phép", "Quay đoạn phim ngắn về cấp phép"
DONE = "Buổi sáng ở bến phà, giúp bà con nộp hồ sơ"


def load_and_correct(page: Page, live: Installation) -> None:
    """Edits the first, cuts the second in two, drops the third, and puts the first last."""
    page.goto(f"{live.url}/ban-lam-viec/ke-hoach/nap/")
    page.get_by_label("Hoặc dán nội dung").fill(DOCUMENT)
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.get_by_label("Số, ký hiệu").first).to_have_value("88/KH-SXD")
    expect(page.locator("li.item")).to_have_count(3)

    item(page, "bến phà").get_by_label("Nội dung nhiệm vụ").fill(FERRY)
    cut = item(page, "tờ gấp")
    cut.get_by_text("Tách, chuyển loại").click()
    cut.get_by_label("Tách thành các mục, mỗi mục một dòng").fill(f"{LEAFLET}\n{FILM}")
    press(page, wish(cut, "tach:"))
    expect(page.locator("li.item")).to_have_count(4)
    press(page, wish(item(page, FERRY), "xuong:"))
    press(page, wish(item(page, "bàn ghế"), "bo:"))
    expect(page.locator("li.item > details > summary")).to_contain_text([LEAFLET, FERRY, FILM])


def plan_of_coordinator(page: Page, live: Installation) -> str:
    """Confirms the draft; returns the address of the plan."""
    page.get_by_role("button", name="Xác nhận thành kế hoạch").click()
    expect(page).to_have_url(re.compile(r"/ke-hoach/\d+/(#.*)?$"), timeout=15_000)
    rows = page.get_by_role("table", name="Nhiệm vụ của kế hoạch").locator("tbody tr")
    expect(rows).to_have_count(3)
    for row, (text, body) in enumerate(
        [(LEAFLET, "Phòng Quản lý xây dựng"), (FERRY, "Văn phòng Sở"), (FILM, "Phòng Quản lý xây dựng")]
    ):
        expect(rows.nth(row)).to_contain_text(text)
        expect(rows.nth(row)).to_contain_text(body)
    expect(rows.nth(1)).to_contain_text("30/12/2026")
    return page.url.partition("#")[0]


def record(phone: Page, live: Installation, photo: Path) -> str:
    """The officer finds the task, records a morning's work with a photo, sends it; the address of the task."""
    phone.goto(f"{live.url}/ban-lam-viec/nhiem-vu/?tim=ben+pha+Vam+Tan")
    phone.get_by_role("link", name=re.compile(re.escape(FERRY))).click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(FERRY)
    task = phone.url
    phone.locator("a.btn--main", has_text="Ghi hoạt động").click()
    expect(phone.locator("form[data-record-ready]")).to_be_visible()
    expect(phone.locator("#towards option:checked")).to_contain_text(FERRY[:40])
    phone.get_by_label("Đã làm gì").fill(DONE)
    phone.get_by_label("Loại việc").select_option(label="Hướng dẫn tại quầy")
    phone.get_by_label("Lượt người được hướng dẫn (lượt người)").fill("31")
    phone.get_by_label(re.compile("Ảnh, tệp")).set_input_files(str(photo))
    expect(phone.locator("[data-record-files] li")).to_have_count(1)
    phone.get_by_role("button", name="Gửi xác nhận").click()
    expect(phone.locator("[data-record-status]")).to_contain_text("Đã gửi để xác nhận", timeout=30_000)
    return task


def confirm(page: Page, live: Installation) -> None:
    """The head ticks this one entry alone and confirms it."""
    page.goto(f"{live.url}/ban-lam-viec/cho-xac-nhan/")
    row = page.locator("tbody tr", has_text=DONE)
    expect(row).to_contain_text("Nguyễn Thị Hồng Ánh")
    expect(row.locator("img")).to_have_count(1)
    for box in page.locator("input[name=muc]").all():
        box.uncheck()
    row.locator("input[name=muc]").check()
    page.get_by_role("button", name=re.compile("Xác nhận (1|các) mục")).click()
    expect(page.locator("tbody tr", has_text=DONE)).to_have_count(0)


def test_a_document_becomes_work_confirmed_and_seen_by_the_director(
    live: Installation, page_desktop: Page, page_phone: Page, tmp_path: Path
) -> None:
    desk, phone = page_desktop, page_phone
    photo = tmp_path / "ben-pha.jpg"
    photo.write_bytes(samples.jpeg((640, 480), colour="teal"))

    sign_in(desk, live, "dau-moi@lantoa.example", DEMO_PASSWORD)
    load_and_correct(desk, live)
    plan = plan_of_coordinator(desk, live)
    sign_in(phone, live, "chuyen-vien@lantoa.example", DEMO_PASSWORD)
    task = record(phone, live, photo)
    phone.goto(task)
    credit = phone.locator("section[aria-labelledby=hd] li", has_text=DONE)
    expect(credit).to_contain_text("chờ xác nhận")
    sign_in(desk, live, "chanh-van-phong@lantoa.example", DEMO_PASSWORD)
    confirm(desk, live)

    phone.reload()
    expect(credit).to_contain_text("1 minh chứng")
    expect(credit).to_contain_text("đã xác nhận")
    phone.get_by_role("button", name="Đề nghị xác nhận hoàn thành").click()
    expect(phone.get_by_role("heading", name="Kết thúc nhiệm vụ")).to_have_count(0)
    desk.goto(task)
    desk.get_by_role("button", name="Xác nhận hoàn thành", exact=True).click()
    expect(desk.get_by_text("Thạch Sô Phia xác nhận ngày")).to_be_visible()
    sign_in(desk, live, "giam-doc@lantoa.example", DEMO_PASSWORD)
    desk.goto(plan)
    progress = desk.locator("dl.strip > div", has_text="Tiến độ")
    expect(progress).to_contain_text("33,3")
    expect(progress.locator(".fig")).to_have_text(re.compile(r"^33,3\s%$"))
    finished = desk.get_by_role("table", name="Nhiệm vụ của kế hoạch").locator("tbody tr", has_text=FERRY)
    expect(finished).to_contain_text("Hoàn thành")
