"""A report from the work it counts to its signed paper, and what becomes of it when the work is taken back."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from lantoa.organisation.demo import DEMO_PASSWORD
from tests.journeys.steps import sign_in
from tests.ledger import samples
from tests.support.live import Installation

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
COORDINATOR, OFFICER, HEAD = (
    "dau-moi@lantoa.example", "chuyen-vien@lantoa.example", "chanh-van-phong@lantoa.example",
)  # fmt: skip
DONE = "Hướng dẫn bà con xóm chài nộp hồ sơ cấp phép"
GUIDED = "Lượt người được hướng dẫn"


def period(today: date) -> tuple[str, date]:
    """The monthly report of two months ago, which the demo has not begun: its label, and a day in its figures."""
    month, year = (today.month - 3) % 12 + 1, today.year - (today.month < 3)
    label = f"{month:02}/{year}" if month < 3 else f"{month}/{year}"
    return f"Tháng {label}", date(year, month, 10)


def record(phone: Page, live: Installation, day: date, photo: Path) -> str:
    """The officer records what was done with its photo and sends it; the address of the activity."""
    phone.goto(f"{live.url}/ban-lam-viec/ghi/")
    expect(phone.locator("form[data-record-ready]")).to_be_visible()
    phone.get_by_label("Đã làm gì").fill(DONE)
    phone.get_by_label("Loại việc").select_option(label="Hướng dẫn tại quầy")
    phone.get_by_label(re.compile(GUIDED)).fill("37")
    phone.get_by_label(re.compile("^Ngày khác")).first.check()
    phone.get_by_role("textbox", name=re.compile("^Ngày khác")).fill(f"{day:%d/%m/%Y}")
    phone.get_by_label(re.compile("Ảnh, tệp")).set_input_files(str(photo))
    expect(phone.locator("[data-record-files] li")).to_have_count(1)
    phone.get_by_role("button", name="Gửi xác nhận").click()
    expect(phone.locator("[data-record-status]")).to_contain_text("Đã gửi để xác nhận", timeout=30_000)
    phone.goto(f"{live.url}/ban-lam-viec/so/?tim=xom+chai")
    phone.get_by_role("link", name=DONE).click()
    return phone.url


def confirm(desk: Page, activity: str) -> None:
    desk.goto(activity)
    desk.get_by_role("button", name="Xác nhận hoạt động").click()
    expect(desk.get_by_text("Đã xác nhận").first).to_be_visible()


def begin(desk: Page, live: Installation, label: str) -> str:
    """Chooses the period; the address of its report."""
    desk.goto(f"{live.url}/ban-lam-viec/bao-cao/lap/")
    choice = desk.locator("#id_period option", has_text=label.replace(" ", "\u00a0")).first
    desk.locator("#id_period").select_option(value=choice.get_attribute("value"))
    desk.get_by_role("button", name="Lập báo cáo kỳ này").click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Báo cáo")
    return desk.url


def write(desk: Page) -> None:
    """Words below every heading; what was typed and not saved is there again after the page was left."""
    expect(desk.locator("form[data-words-ready]")).to_be_visible()
    areas = desk.locator("textarea[data-word]")
    areas.first.fill("Lời chưa lưu")
    expect(desk.locator("[data-words-status]")).to_contain_text("được giữ trên máy này")
    desk.reload()
    expect(areas.first).to_have_value("Lời chưa lưu")
    for number in range(areas.count()):
        areas.nth(number).fill(f"Lời của mục thứ {number + 1}.")
    desk.get_by_role("button", name="Lưu lời văn").click()
    expect(desk.get_by_text("Đã lưu lời văn.")).to_be_visible()


def downloaded(desk: Page) -> bytes:
    """The Word file, from the press of the button to the file, written by the real worker."""
    desk.get_by_role("button", name="Tải Word").click()
    link = desk.get_by_role("link", name=re.compile(r"Tải bao-cao-.*\.docx"))
    expect(link).to_be_visible(timeout=60_000)
    with desk.expect_download() as waiting:
        link.click()
    return Path(waiting.value.path()).read_bytes()


def words_of(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    rows = [row.text for row in document.paragraphs]
    rows += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    rows += [row.text for section in document.sections for row in section.footer.paragraphs]
    return "\n".join(rows).replace("\u00a0", " ")


def guided(page: Page) -> int:
    """How many people were guided, as the page of the report shows it; a dash or no line is none."""
    row = page.locator("table tr", has=page.get_by_role("rowheader", name=re.compile(GUIDED))).first
    said = row.locator("td").first.inner_text().strip() if row.count() else "–"
    return 0 if said == "–" else int(said.replace(".", ""))


def test_work_becomes_a_signed_report_that_nothing_changes_any_more(
    live: Installation, page_desktop: Page, page_phone: Page, tmp_path: Path
) -> None:
    desk, phone = page_desktop, page_phone
    photo, paper = tmp_path / "xom-chai.jpg", tmp_path / "da-ky.pdf"
    photo.write_bytes(samples.jpeg((640, 480), colour="olive"))
    paper.write_bytes(PDF)
    label, day = period(date.today())

    sign_in(desk, live, COORDINATOR, DEMO_PASSWORD)
    report = begin(desk, live, label)
    counted = guided(desk)
    sign_in(phone, live, OFFICER, DEMO_PASSWORD)
    activity = record(phone, live, day, photo)
    sign_in(desk, live, COORDINATOR, DEMO_PASSWORD)
    desk.goto(report)
    assert guided(desk) == counted, "what nobody confirmed is not counted"
    expect(desk.get_by_text(re.compile(r"mục chưa xác nhận")).first).to_be_visible()
    sign_in(desk, live, HEAD, DEMO_PASSWORD)
    confirm(desk, activity)

    sign_in(desk, live, COORDINATOR, DEMO_PASSWORD)
    desk.goto(report)
    assert guided(desk) == counted + 37
    write(desk)
    desk.get_by_role("link", name="Chốt số liệu…").click()
    desk.get_by_role("button", name="Chốt số liệu").click()
    result = desk.get_by_role("link", name="Mở kết quả")
    expect(result).to_be_visible(timeout=60_000)
    expect(desk.get_by_text("Đã chốt bản 1.")).to_be_visible()
    result.click()
    digest = desk.locator("#ma-noi-dung").inner_text()
    text = words_of(downloaded(desk))
    assert "Lời của mục thứ 1." in text
    assert DONE in text
    assert digest[:16] in text
    desk.goto(report)
    desk.get_by_role("link", name="Nhập số, ngày và tệp đã ký").click()
    desk.get_by_label("Số, ký hiệu").fill("901/BC-SXD")
    desk.get_by_label("Ngày ban hành").fill(f"{date.today():%d/%m/%Y}")
    desk.get_by_label("Người ký", exact=True).fill("Võ Thanh Hải")
    desk.get_by_label(re.compile("Tệp đã ký")).set_input_files(str(paper))
    desk.get_by_role("button", name="Ghi nhận ban hành").click()
    expect(desk.get_by_text("901/BC-SXD").first).to_be_visible()
    first = downloaded(desk)

    sign_in(desk, live, HEAD, DEMO_PASSWORD)
    desk.goto(activity)
    expect(desk.get_by_text("Đã tính trong báo cáo")).to_be_visible()
    desk.get_by_role("link", name="Hủy bản ghi…").click()
    desk.locator("#huy").get_by_label("Lý do").fill("Ghi trùng với đợt khác")
    desk.locator("#huy").get_by_role("button", name="Hủy bản ghi").click()
    expect(desk.get_by_text("Bản ghi đã hủy").first).to_be_visible()

    sign_in(desk, live, COORDINATOR, DEMO_PASSWORD)
    desk.goto(report)
    assert desk.locator("#ma-noi-dung").inner_text() == digest
    assert guided(desk) == counted + 37
    expect(desk.get_by_text("Còn nguyên vẹn")).to_be_visible()
    expect(desk.get_by_text("Nếu lập lại hôm nay")).to_be_visible()
    assert downloaded(desk) == first
    desk.goto(report)
    desk.get_by_role("link", name="Sửa báo cáo đã ban hành").click()
    desk.get_by_label("Lý do").fill("Bỏ hoạt động ghi trùng")
    desk.get_by_role("button", name="Soạn bản sửa").click()
    expect(desk.get_by_text("Đang sửa báo cáo đã ban hành")).to_be_visible()
    text = words_of(downloaded(desk))
    assert "thay Báo cáo số 901/BC-SXD" in text
    assert f"{counted + 37} lượt người sửa thành" in text
    verified = live.lantoa("reports", "verify")
    assert verified.returncode == 0, verified.stderr
