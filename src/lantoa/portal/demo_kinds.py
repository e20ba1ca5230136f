"""More pages of the demo: the roadmap, the results of the running year, an example, the question of the month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.foundation import clock
from lantoa.ledger.sketches import drawn_photo
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import actor_of_person
from lantoa.portal import honour_actions, honours
from lantoa.portal.demo_pages import Writer
from lantoa.portal.honour_forms import ConsentDraft, NominationDraft
from lantoa.portal.models import ChannelsPage, ElsewherePage, ExemplarPage, ResultsPage, RoadmapPage

GOALS: tuple[tuple[str, str, tuple[dict[str, Any], ...]], ...] = (
    (
        "Người dân biết và dùng dịch vụ công trực tuyến",
        "Mỗi quý có hướng dẫn mới; ai chưa quen được giúp ngay tại quầy.",
        (
            {
                "what": "Tin, bài hướng dẫn nộp hồ sơ trực tuyến",
                "due": (12, 15),
                "measure": "M02",
                "target": "40",
            },
            {"what": "Đặt mã QR hướng dẫn ở mọi quầy", "due": (6, 30), "done_on": (6, 12)},
        ),
    ),
    (
        "Công chức làm việc trên môi trường số",
        "",
        (
            {"what": "Tập huấn ký số cho mọi phòng", "due": (9, 30), "unit": "Văn phòng Sở"},
            {"what": "Số hóa hồ sơ lưu trữ của hai năm gần nhất", "due": (12, 31), "unit": "Văn phòng Sở"},
        ),
    ),
)


def build(today: date) -> None:
    made = organisation.find()
    with clock.standing_on(today):
        writer = Writer(made, today)
        roadmap(writer, today)
        page = ResultsPage(
            title="Kết quả tuyên truyền cải cách hành chính",
            summary="Số liệu đã xác nhận của năm đang chạy, cập nhật khi sổ hoạt động thay đổi.",
            period="now:year",
        )
        writer.publish("ket-qua", page)
        exemplars(made, writer)
        elsewhere(writer, today)
        channels(writer)
        question(made, writer, today)


def exemplars(made: organisation.Demo, writer: Writer) -> None:
    """One who agreed and is shown; one who still is asked."""
    officer = actor_of_person(made.people["officer"])
    for name, number, agrees in (
        ("Tổ hướng dẫn tại quầy", 118, True),
        ("Một công chức tiếp nhận", 119, False),
    ):
        draft = NominationDraft(
            kind="group" if agrees else "person", name=name, role="Bộ phận Một cửa",
            deed="Bày cách nộp hồ sơ trực tuyến ngay tại nhà người dân", story="", basis="decision",
            basis_number=f"{number}/QĐ-SXD", basis_day=clock.today() - timedelta(days=60),
            basis_issuer=writer.agency.legal_name,
        )  # fmt: skip
        file = SimpleUploadedFile("quyet-dinh.jpg", drawn_photo(number), "image/jpeg")
        row = honour_actions.nominate(writer.agency, draft, file, actor=officer)
        honour_actions.approve_nomination(row, actor=writer.director)
        if agrees:
            given = ConsentDraft("Tổ trưởng", clock.today() - timedelta(days=20), "spoken")
            honour_actions.record_consent(row, given, None, actor=officer)
            page = ExemplarPage(
                title="Đến tận nhà bày cách nộp hồ sơ",
                summary="Cuối tuần, tổ hướng dẫn đến từng ấp, giúp bà con nộp hồ sơ trên điện thoại.",
                nomination=row,
            )
            writer.publish("ket-qua", page)


def elsewhere(writer: Writer, today: date) -> None:
    page = ElsewherePage(
        title="Tỉnh bạn trả kết quả tại nhà qua bưu chính",
        source_name="Một tờ báo (mẫu)",
        source_url="https://bao.example/tra-ket-qua-tai-nha",
        source_day=today - timedelta(days=9),
        summary="Người dân chọn nhận giấy phép tại nhà ngay khi nộp hồ sơ; bưu tá mang đến trong ngày làm việc kế tiếp. "
        "Sở đang xem cách làm này có hợp với mình không.",
    )
    writer.publish("tin-tuc", page)


def channels(writer: Writer) -> None:
    page = ChannelsPage(title="Kênh thông tin chính thức", summary="Chỉ những kênh này là của Sở Xây dựng.")
    rows = (
        (
            "zalo",
            "Zalo của Sở Xây dựng",
            "https://zalo.example/soxaydung",
            "",
            "Tin mới, trả lời trong giờ làm việc",
        ),
        ("hotline", "Đường dây nóng cải cách hành chính", "", "0292 300 0444", "Phản ánh thái độ phục vụ"),
    )
    page.channels = [
        {
            "type": "channel",
            "value": dict(zip(("kind", "name", "address", "phone", "note"), row, strict=True)),
        }
        for row in rows
    ]
    writer.publish("van-ban", page)


def question(made: organisation.Demo, writer: Writer, today: date) -> None:
    answer = honours.answers_of(writer.agency).first()
    if answer is not None:
        officer = actor_of_person(made.people["officer"])
        row = honour_actions.nominate_question(writer.agency, answer, today, actor=officer)
        honour_actions.approve_question(row, actor=writer.director)


def roadmap(writer: Writer, today: date) -> None:
    page = RoadmapPage(
        title=f"Lộ trình chuyển đổi số năm {today.year}",
        summary="Hai mục tiêu của năm; tiến độ lấy từ sổ hoạt động đã xác nhận.",
    )
    page.goals = [
        {
            "type": "goal",
            "value": {"title": title, "intro": intro, "milestones": [_milestone(one, today) for one in rows]},
        }
        for title, intro, rows in GOALS
    ]
    writer.publish("ket-qua", page)


def _milestone(words: dict[str, Any], today: date) -> dict[str, Any]:
    value = {"unit": "", "measure": "", "target": None, "since": None, "task": "", "done_on": None, **words}
    for name in ("due", "done_on"):
        if value[name] is not None:
            value[name] = date(today.year, *value[name]).isoformat()
    if value["done_on"] is not None and value["done_on"] > today.isoformat():
        value["done_on"] = None
    return value
