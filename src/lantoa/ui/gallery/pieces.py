"""Cases of what is read: buttons, states, notes, tables, places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator

from lantoa.ui.frames import Link
from lantoa.ui.parts import ChainLink, LogEntry
from lantoa.ui.registry import register_case as case
from lantoa.ui.tables import (
    DateColumn,
    Head,
    MainColumn,
    NumberColumn,
    PercentColumn,
    StatusColumn,
    Table,
    TextColumn,
)
from lantoa.ui.words import STATES

LONG = "Hướng dẫn tổ chức, cá nhân nộp hồ sơ, thanh toán trực tuyến và nhận kết quả điện tử đối với thủ tục cấp giấy phép xây dựng nhà ở riêng lẻ tại Trung tâm Phục vụ hành chính công và các điểm tiếp nhận cấp xã"


class TaskTable(Table):
    caption = "Các nhiệm vụ mẫu"

    name = MainColumn(verbose_name="Nhiệm vụ", url=lambda row: "#", sub=lambda row: row["form"])
    lead = TextColumn(verbose_name="Chủ trì")
    due = DateColumn(verbose_name="Thời gian")
    done = NumberColumn(verbose_name="Kết quả")
    share = PercentColumn(verbose_name="Tiến độ")
    state = StatusColumn(verbose_name="Trạng thái", orderable=False)


def tasks() -> list[dict[str, Any]]:
    return [
        {
            "name": "Ban hành kế hoạch năm, phân công đơn vị chủ trì",
            "form": "Văn bản",
            "lead": "Văn phòng",
            "due": date(2026, 1, 30),
            "done": 1,
            "share": Decimal(100),
            "state": "done",
        },
        {
            "name": LONG,
            "form": "Trực tiếp",
            "lead": "Phòng Quản lý xây dựng",
            "due": date(2026, 12, 14),
            "done": 1284,
            "share": Decimal("66.7"),
            "state": "work",
        },
        {
            "name": "Hội nghị đối thoại với doanh nghiệp",
            "form": "Hội nghị",
            "lead": "Phòng Quản lý vận tải",
            "due": date(2026, 8, 28),
            "done": 0,
            "share": None,
            "state": "late",
        },
    ]


def register() -> None:
    buttons()
    states()
    notes()
    tables()
    places()
    layers()


def buttons() -> None:
    case(
        "c-btn",
        "các loại",
        '<div class="row"><c-btn kind="main">Xác nhận</c-btn><c-btn>Lưu nháp</c-btn><c-btn kind="stop">Hủy hoạt động</c-btn>'
        '<c-btn kind="bare">Bỏ lọc</c-btn><c-btn kind="icon" icon="find" aria-label="Tìm"></c-btn>'
        '<c-btn href="#" icon="plus">Ghi hoạt động</c-btn></div>',
    )
    case(
        "c-btn",
        "không bấm được, đang gửi",
        '<div class="row"><c-btn kind="main" :disabled="True">Xác nhận</c-btn><c-btn :disabled="True">Lưu nháp</c-btn>'
        '<c-btn kind="main" busy="1">Đang gửi</c-btn></div>',
    )
    case(
        "c-btn",
        "chữ dài",
        '<c-btn kind="main">Xác nhận và báo cho tất cả đơn vị phối hợp trong kế hoạch</c-btn>',
    )
    case(
        "c-btn",
        "đếm mục đã chọn",
        '<form method="post" action="#"><label class="opt"><input type="checkbox" data-pick checked> Bài viết tháng 9</label>'
        '<label class="opt"><input type="checkbox" data-pick> Phát thanh tháng 9</label>'
        '<c-btn kind="main" count="Xác nhận {n} mục đã chọn" count_none="Chọn mục để xác nhận">Xác nhận các mục đã chọn</c-btn></form>',
    )


def states() -> None:
    every = {"states": list(STATES)}
    case(
        "c-status",
        "hình, chữ và màu",
        '<div class="row">{% for st in states %}<c-status :st="st" />{% endfor %}</div>',
        every,
    )
    case(
        "c-status",
        "có nền",
        '<div class="row">{% for st in states %}<c-status :st="st" :badge="True" />{% endfor %}</div>',
        every,
    )
    case("c-status", "lời riêng", '<c-status st="late" word="Trễ 4 ngày làm việc" />')
    case(
        "c-tag",
        "nhãn",
        '<div class="row"><c-tag>Hội nghị, tập huấn</c-tag><c-tag>Cải cách chế độ công vụ</c-tag></div>',
    )
    case("c-count", "số đếm", '<c-count :n="1284" what="mục chờ xử lý" />')
    case(
        "c-fig",
        "mở đến bản ghi",
        '<p>Đã phát <c-fig href="#">18.420</c-fig> tờ, không liên kết thì in đậm: <c-fig>12</c-fig>.</p>',
    )


def notes() -> None:
    for st, title, text in (
        ("late", "Chưa lưu được.", "Ngày 31/09/2026 không có."),
        ("risk", "Số thứ tự lặp lại.", "“Thứ hai” xuất hiện hai lần."),
        ("info", "", "Kỳ số liệu Quý III kết thúc ngày 14/09/2026."),
        ("done", "", "Đã xác nhận 4 hoạt động."),
    ):
        case("c-note", st, f'<c-note st="{st}" title="{title}"><p>{text}</p></c-note>')
    case(
        "c-note",
        "chữ dài",
        '<c-note st="risk" title="Cần xem lại"><p>{{ long }}</p></c-note>',
        {"long": LONG},
    )
    case(
        "c-empty",
        "có việc làm tiếp",
        '<c-empty title="Chưa có hoạt động nào trong Quý IV" text="Hoạt động ghi từ điện thoại hoặc từ nhiệm vụ sẽ hiện ở đây." href="#" label="Ghi hoạt động" level="3" />',
    )
    case("c-empty", "chỉ báo", '<c-empty title="Không có việc trễ hạn" level="3" />')


def tables() -> None:
    case("c-table", "ba dòng", '<c-table :table="table" />', {"table": TaskTable(tasks())})
    case("c-table", "không có dòng", '<c-table :table="table" />', {"table": TaskTable([])})
    case(
        "c-tbl",
        "viết tay, có tổng",
        '<c-tbl caption="Người dùng, xếp theo tên" :heads="heads"><c-slot name="foot"><tr role="row"><th scope="row" role="rowheader">Cộng 2 người</th><td role="cell"></td><td role="cell" class="num">7</td></tr></c-slot>'
        '<c-tbl.row><c-tbl.first sub="Văn phòng">Nguyễn Thị Hồng Ánh</c-tbl.first><c-tbl.cell th="Chức vụ">Chuyên viên</c-tbl.cell><c-tbl.cell th="Việc" :num="True">3</c-tbl.cell></c-tbl.row>'
        '<c-tbl.row><c-tbl.first>Trần Quốc Bảo</c-tbl.first><c-tbl.cell th="Chức vụ">Chuyên viên</c-tbl.cell><c-tbl.cell th="Việc" :num="True">4</c-tbl.cell></c-tbl.row></c-tbl>',
        {"heads": ["Họ và tên", "Chức vụ", Head("Việc", num=True)]},
    )
    case("c-pager", "ở giữa", '<c-pager :page="page" />', {"page": Paginator(range(176), 10).page(2)})
    case(
        "c-kv",
        "khóa và giá trị",
        '<c-kv :rows="rows" />',
        {"rows": [("Chủ trì", "Văn phòng"), ("Phối hợp", LONG)]},
    )
    case("c-kv", "từng dòng", '<c-kv><c-kv.row k="Chủ trì"><a href="#">Văn phòng</a></c-kv.row></c-kv>')
    case(
        "c-strip",
        "các con số đầu trang",
        '<c-strip><c-strip.fig label="Tiến độ kế hoạch năm 2026" value="53,7 %" href="#" sub="cần đạt 62,5 % đến hết tháng 8" />'
        '<c-strip.fig label="Chờ tôi xác nhận" value="5" href="#" sub="lâu nhất: 6 ngày làm việc" /><c-strip.fig label="Trễ hạn" value="2" href="#" /></c-strip>',
    )


def places() -> None:
    links = [
        Link("Bảng", "#", "page"),
        Link("Lịch", "#"),
        Link("Dòng thời gian", "#"),
        Link("Trễ hạn", "#", count=2),
    ]
    case("c-views", "cách xem", '<c-views :links="links" label="Cách xem mẫu" />', {"links": links})
    crumbs = [Link("Kế hoạch", "#"), Link("Năm 2026", "#")]
    case("c-crumbs", "vị trí", '<c-crumbs :links="links" here="Nhiệm vụ 5" />', {"links": crumbs})
    case(
        "c-steps",
        "bước hai",
        '<c-steps :names="names" at="2" />',
        {"names": ["Tải lên", "Rà soát", "Xác nhận"]},
    )
    chain = [
        ChainLink("Kế hoạch", "118/KH-SXD", "#"),
        ChainLink("Nhiệm vụ", "5. Tập huấn", "#"),
        ChainLink("Hoạt động", "HĐ-2026-0341", current=True),
        ChainLink("Minh chứng", "3 tệp", "#"),
    ]
    case("c-chain", "chuỗi", '<c-chain :links="links" />', {"links": chain})
    entries = [
        LogEntry("Xác nhận", "Huỳnh Tấn Khoa", "19/06/2026 09:12"),
        LogEntry("Đang chờ thẩm định", state="now"),
        LogEntry("Công bố", state=""),
    ]
    case("c-log", "lịch sử", '<c-log :entries="entries" />', {"entries": entries})
    case(
        "c-head",
        "đầu trang",
        '<c-head title="Kế hoạch năm 2026" sub="Số 118/KH-SXD ngày 22/01/2026"><c-slot name="actions"><c-btn>In kế hoạch</c-btn><c-btn kind="main" icon="plus">Thêm nhiệm vụ</c-btn></c-slot></c-head>',
    )
    case(
        "c-sec",
        "mục có số đếm",
        '<c-sec id="muc-mau" title="Trễ hạn" count="2" href="#" link="Tất cả nhiệm vụ"><p>Nội dung của mục.</p></c-sec>',
    )


def layers() -> None:
    case(
        "c-dialog",
        "hỏi lý do",
        '<c-btn type="button" data-dialog="hop-mau">Mở hộp thoại</c-btn><c-dialog id="hop-mau" title="Trả lại 2 hoạt động?"><p>Người ghi sẽ nhận được lý do và sửa lại.</p>'
        '<c-slot name="foot"><c-btn type="button" data-close>Thôi</c-btn><c-btn kind="main" type="button" data-close>Trả lại</c-btn></c-slot></c-dialog>',
    )
    case(
        "c-menu",
        "trình đơn",
        '<c-menu id="don-mau" label="Việc khác"><a href="#">Sửa</a><a href="#">Chuyển đơn vị khác</a></c-menu>',
    )
    case(
        "c-toast",
        "báo xong, báo lỗi",
        '<div class="stack"><c-toast text="Đã xác nhận 4 hoạt động"><c-btn kind="bare">Hoàn tác</c-btn></c-toast><c-toast st="late" text="Chưa gửi được, đã lưu trên máy"><c-btn kind="bare">Gửi lại</c-btn></c-toast></div>',
    )
    case("c-more", "mở thêm", '<c-more title="Thêm chi tiết"><p>Nội dung mở ra tại chỗ.</p></c-more>')
    case(
        "c-formula",
        "cách tính",
        '<c-formula :open="True"><p>Tiến độ = Σ (trọng số × kết quả ÷ chỉ tiêu) ÷ Σ trọng số</p></c-formula>',
    )
