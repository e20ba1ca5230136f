"""Pages of reports: who sees what, figures that open their records, words that are never lost."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.foundation import clock
from lantoa.ledger.actions import record_activity, submit, void
from lantoa.ledger.drafts import ActivityDraft
from lantoa.ledger.models import ActivityKind, Measurement
from lantoa.reports import actions
from lantoa.reports.models import Passage, Report
from tests.plans.building import issue as issue_plan
from tests.plans.building import task_draft
from tests.reports.building import frozen, issued, work, written

pytestmark = pytest.mark.django_db

LIST = "/ban-lam-viec/bao-cao/"


@pytest.fixture(autouse=True)
def april():
    with clock.standing_on(date(2026, 4, 2)):
        yield


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def address_of(report):
    return reverse("reports:report", args=[report.pk])


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def figure_links(html):
    """`{text of a figure: its address}`."""
    found = re.findall(r'<a class="fig" href="([^"]+)"[^>]*>([^<]+)</a>', html)
    return {text: address.replace("&amp;", "&") for address, text in found}


def begun(cast, period="2026-Q1"):
    return actions.begin_report(cast.sxd, period, actor=cast.actor("coordinator"))


def posted(report, html, **texts):
    """What the form of the page would send."""
    edition = re.search(r'name="edition" value="(\d+)"', html)[1]
    seen = re.search(r'name="seen" value="(\w+)"', html)[1]
    words = {f"muc-{key.replace('_', '-')}": text for key, text in texts.items()}
    return {"edition": edition, "seen": seen, **words}


def test_the_list_begins_empty_and_says_what_comes_next(cast):
    writer = page(cast.client("coordinator"), LIST)
    reader = page(cast.client("officer"), LIST)

    assert "Lập báo cáo" in writer
    assert "Chưa có báo cáo nào" in reader
    assert "Lập báo cáo" not in reader


def test_what_is_due_stands_first_with_its_days_and_begins_with_one_press(cast):
    client = cast.client("coordinator")

    html = page(client, "/ban-lam-viec/bao-cao/lap/")
    response = client.post("/ban-lam-viec/bao-cao/lap/", {"period": "2026-Q1"})

    first = re.search(r"<option value=\"([^\"]+)\"[^>]*>([^<]+)", html.split("Đến kỳ")[1])
    assert first[1] == "2026-Q1"
    assert "số liệu 15/12/2025 – 14/03/2026 — hạn 20/03/2026" in first[2]
    report = Report.objects.get()
    assert response.headers["Location"] == address_of(report)
    assert client.post("/ban-lam-viec/bao-cao/lap/", {"period": "2026-Q1"}).headers["Location"] == address_of(
        report
    )


def test_a_period_that_nobody_reports_is_not_begun(cast):
    response = cast.client("coordinator").post("/ban-lam-viec/bao-cao/lap/", {"period": "2031-Q2"})

    assert response.status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("director", 200),
        ("officer", 404),
        ("head", 404),
        ("superior", 404),
        ("outsider", 404),
        ("administrator", 404),
    ],
)
def test_a_report_being_written_is_read_by_who_oversees_the_agency(cast, who, status):
    report = begun(cast)

    page(cast.client(who), address_of(report), status)


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("head", 200), ("superior", 200), ("outsider", 404), ("administrator", 404)],
)
def test_an_issued_report_is_read_in_its_house_and_above(cast, who, status):
    issued(cast)
    report = Report.objects.get()

    html = page(cast.client(who), address_of(report), status)

    assert ("88/BC-SXD" in html) is (status == 200)


def test_while_a_correction_is_written_readers_see_what_was_issued(cast):
    issued(cast)
    report = Report.objects.get()
    actions.begin_correction(report, "Bổ sung số tin, bài", actor=cast.actor("coordinator"))

    for who in ("officer", "superior"):
        html = page(cast.client(who), address_of(report))
        assert "88/BC-SXD" in html
        assert "Bổ sung số tin, bài" not in html
        assert "Đang soạn" not in page(cast.client(who), LIST).split("<tbody")[1]


def test_every_figure_opens_records_that_come_to_it(cast):
    work(cast, M02=3)
    work(cast, M02=4, title="Bài thứ hai")
    work(cast, M02=9, day=date(2025, 11, 1), title="Kỳ trước")
    work(cast, M02=50, day=date(2026, 3, 20), title="Kỳ sau")
    report = begun(cast)
    client = cast.client("coordinator")

    links = figure_links(page(client, address_of(report)))

    rows = Measurement.objects.filter(
        measure__code="M02", state="confirmed", ends__range=("2025-12-15", "2026-03-14")
    )
    assert sum(row.value for row in rows) == Decimal(7)
    opened = text_of(page(client, links["7"]))
    assert "Cộng: 7 tin, bài" in opened.replace("\xa0", " ")
    assert "2 số liệu" in opened
    assert "Cộng: 9" in text_of(page(client, links["9"])).replace("\xa0", " ")


def test_entries_that_wait_are_told_and_open(cast):
    work(cast, M02=3)
    actor = cast.actor("officer")
    draft = ActivityDraft(
        kind=ActivityKind.objects.first().code, title="Việc chưa ai xác nhận", day=date(2026, 2, 1),
        agency_id=cast.sxd.pk, body_id=sorted(actor.body_ids)[0],
    )  # fmt: skip
    submit(record_activity(draft, actor=actor), actor=actor)
    client = cast.client("coordinator")

    html = page(client, address_of(begun(cast)))

    link = re.search(r'href="([^"]+)">1 mục chưa xác nhận', html)[1].replace("&amp;", "&")
    assert "Việc chưa ai xác nhận" in page(client, link)


def test_words_are_kept_and_those_of_the_period_before_are_taken_over_without_a_script(cast):
    with clock.standing_on(date(2025, 10, 2)):
        issued(cast, "70/BC-SXD", period="2025-Q3", signed_on=date(2025, 9, 18))
    report = begun(cast)
    client = cast.client("coordinator")
    html = page(client, address_of(report))
    assert "Lời của mục Công tác chỉ đạo" in html

    client.post(
        reverse("reports:write", args=[report.pk]),
        posted(report, html, chi_dao="Lời mới") | {"viec": "dung-lai:chi-dao"},
    )

    text = Passage.objects.get(report=report, key="chi-dao").text
    assert text.startswith("Lời mới\nLời của mục Công tác chỉ đạo")


def test_of_two_writers_the_second_keeps_the_words_typed_and_sees_the_first_ones(cast):
    report = begun(cast)
    client = cast.client("coordinator")
    html = page(client, address_of(report))
    address = reverse("reports:write", args=[report.pk])
    client.post(address, posted(report, html, chi_dao="Của người thứ nhất"))

    response = client.post(address, posted(report, html, chi_dao="Của người thứ hai", ton_tai="Chậm"))

    shown = response.content.decode()
    assert response.status_code == 409
    assert "Của người thứ hai" in shown
    assert "Của người thứ nhất" in shown
    assert Passage.objects.get().text == "Của người thứ nhất"
    again = client.post(address, posted(report, shown, chi_dao="Gộp cả hai", ton_tai="Chậm"))
    assert again.status_code == 302
    assert dict(Passage.objects.values_list("key", "text")) == {"chi-dao": "Gộp cả hai", "ton-tai": "Chậm"}


def test_words_that_are_too_long_stay_on_the_page(cast):
    report = begun(cast)
    client = cast.client("coordinator")
    html = page(client, address_of(report))

    response = client.post(
        reverse("reports:write", args=[report.pk]), posted(report, html, chi_dao="dài " * 6000)
    )

    assert response.status_code == 422
    assert "dài dài dài" in response.content.decode()
    assert not Passage.objects.exists()


def test_a_figure_that_changed_since_the_words_is_marked(cast):
    work(cast, M02=3)
    report = begun(cast)
    client = cast.client("coordinator")
    html = page(client, address_of(report))
    client.post(reverse("reports:write", args=[report.pk]), posted(report, html, ket_qua="Có 3 tin, bài."))
    assert "đã đổi sau khi viết" not in page(client, address_of(report))

    work(cast, M02=2, title="Bài đến sau")

    html = page(client, address_of(report))
    assert "Số liệu đã đổi sau khi viết mục này" in html
    assert "3 tin, bài thành 5 tin, bài" in text_of(html)


def test_only_who_plans_writes(cast):
    report = written(cast)
    address = reverse("reports:write", args=[report.pk])

    for who, status in {"director": 404, "officer": 404, "outsider": 404, "superior": 404}.items():
        assert cast.client(who).post(address, {"edition": "1"}).status_code == status
    assert "<textarea" not in page(cast.client("director"), address_of(report))


def test_a_frozen_report_opens_the_entries_it_counted_whatever_becomes_of_them(cast):
    activity = work(cast, M02=3)
    issued(cast)
    report = Report.objects.get()
    client = cast.client("coordinator")
    void(activity, "Ghi nhầm", actor=cast.actor("head"))

    html = page(client, address_of(report))

    entries = page(client, figure_links(html)["3"])
    assert "Đã hủy" in entries
    assert reverse("ledger:version", args=[activity.pk, 1]) in entries
    assert "Nếu lập lại hôm nay, 1 số sẽ khác" in html
    assert "3 tin, bài thành không có số liệu" in text_of(html)
    assert report.current.digest in html
    assert "Còn nguyên vẹn" in html


def test_an_alteration_is_told_on_the_page(cast):
    issued(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_signing SET document_number = '99/BC-SXD'")

    html = page(cast.client("coordinator"), address_of(Report.objects.get()))

    assert "đã bị sửa ngoài hệ thống" in html


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_lists_are_exported(cast, form):
    work(cast, M02=3)
    signing = issued(cast)
    client = cast.client("coordinator")

    listed = client.get(f"{LIST}?xuat={form}")
    entries = client.get(
        reverse("reports:entries", args=[signing.issue.report_id, 1]) + f"?so_do=M02&xuat={form}"
    )

    for response in (listed, entries):
        assert response.status_code == 200
        assert b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize(
    "query", ["nam=2026", "nam=1e30", "trang_thai=issued", "trang_thai=writing", "so=88", "co_quan=999999", "sap-xep=due_on"]
)  # fmt: skip
def test_filters_of_the_list_open(cast, query):
    issued(cast)

    page(cast.client("coordinator"), f"{LIST}?{query}")


def test_the_list_costs_the_same_for_one_report_and_for_three(cast):
    client = cast.client("coordinator")
    begun(cast)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    begun(cast, "2026-M01")
    begun(cast, "2026-M02")

    with CaptureQueriesContext(connection) as three:
        html = page(client, LIST)

    assert "3 báo cáo" in html
    assert len(three) == len(one)


def test_the_page_costs_the_same_whatever_was_recorded(cast):
    work(cast, M02=3)
    report = begun(cast)
    client = cast.client("coordinator")
    client.get(address_of(report))
    with CaptureQueriesContext(connection) as one:
        client.get(address_of(report))
    work(cast, M02=1, title="Hai")
    work(cast, M02=1, title="Ba")

    with CaptureQueriesContext(connection) as three:
        client.get(address_of(report))

    assert len(three) == len(one)


def test_a_frozen_issue_that_was_not_signed_is_for_the_agency_alone(cast):
    report = frozen(cast)

    page(cast.client("director"), address_of(report))
    for who in ("officer", "superior", "outsider"):
        page(cast.client(who), address_of(report), 404)
        page(cast.client(who), reverse("reports:issue", args=[report.pk, 1]), 404)
        page(cast.client(who), reverse("reports:entries", args=[report.pk, 1]), 404)


def test_the_activity_says_in_which_reports_it_was_counted(cast):
    activity = work(cast, M02=3)
    issued(cast)
    address = reverse("ledger:activity", args=[activity.pk])
    void(activity, "Ghi nhầm", actor=cast.actor("head"))

    for who in ("officer", "coordinator", "superior"):
        html = page(cast.client(who), address)
        assert "Đã tính trong báo cáo" in html
        assert "số 88/BC-SXD" in html
        assert "tính bản 1 của hoạt động, báo cáo giữ nguyên" in html
        assert reverse("reports:issue", args=[Report.objects.get().pk, 1]) in html.split('class="chain"')[1]


def test_a_report_that_waits_for_its_signature_is_told_to_who_oversees_alone(cast):
    activity = work(cast, M02=3)
    frozen(cast)
    address = reverse("ledger:activity", args=[activity.pk])

    assert "đã chốt, chờ ký" in page(cast.client("coordinator"), address)
    assert "Đã tính trong báo cáo" not in page(cast.client("officer"), address)


def test_the_day_begins_with_the_report_that_is_due(cast):
    with clock.standing_on(date(2026, 3, 16)):
        writer = page(cast.client("coordinator"), "/ban-lam-viec/")
        reader = page(cast.client("officer"), "/ban-lam-viec/")

    assert "Báo cáo đến kỳ" in writer
    assert "còn 4 ngày làm việc" in writer
    assert "Chưa lập" in writer
    assert "Báo cáo đến kỳ" not in reader


@pytest.mark.parametrize(
    "words", ["báo cáo quý I/2026", "bao cao quy i/2026", "88/BC-SXD", "so xay dung 2026"]
)
def test_reports_are_found_by_period_and_number(cast, words):
    issued(cast)
    address = reverse("reports:report", args=[Report.objects.get().pk])

    assert address in page(cast.client("officer"), f"/ban-lam-viec/tim/?q={words}")
    assert address not in page(cast.client("outsider"), f"/ban-lam-viec/tim/?q={words}")


def test_tasks_and_plans_of_a_report_open(cast):
    plan = issue_plan(cast, task_draft("Đăng tin bài", lead_body_id=cast.body("sxd.van_phong").pk))
    client = cast.client("coordinator")

    html = page(client, address_of(begun(cast)))

    assert reverse("plans:plan", args=[plan.pk]) in html
    assert reverse("plans:task", args=[plan.tasks.get().pk]) in html
