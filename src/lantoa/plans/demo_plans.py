"""The words of the demo's plans: invented tasks and figures, except what the 2023 plan of Sóc Trăng is known to say."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MONTHLY, QUARTERLY = "FREQ=MONTHLY", "FREQ=MONTHLY;INTERVAL=3"


@dataclass(frozen=True, slots=True)
class DemoTask:
    """`lead` and `partners` are keys of bodies; `state` is how far it is on the day the demo loads.

    `due` is a share of the year (0–1), or a number of days from today when `from_today`.
    `amounts` are given to each activity; `said` are its titles, taken in turn.
    """

    text: str
    lead: str
    product: str
    kind: str
    said: tuple[str, ...]
    partners: tuple[str, ...] = ()
    rule: str = ""
    due: float = 1.0
    from_today: int | None = None
    state: str = "todo"
    people: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ("chi-dao",)
    targets: tuple[tuple[str, int], ...] = ()
    amounts: tuple[tuple[str, Decimal], ...] = ()


def _n(*pairs: tuple[str, int]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((code, Decimal(number)) for code, number in pairs)


CURRENT = (
    DemoTask(
        "Đăng tin, bài về cải cách hành chính trên Trang thông tin điện tử của Sở",
        "van_phong", "Ít nhất 24 tin, bài", "tin-bai",
        ("Bài: Ba bước nộp hồ sơ cấp phép xây dựng trên mạng", "Tin: Kết quả giải quyết hồ sơ trong tháng", "Bài: Tra cứu quy hoạch tại nhà"),
        rule=MONTHLY, state="going", people=("officer", "editor"), forms=("trang-thong-tin",),
        themes=("dich-vu-cong", "chuong-trinh"), targets=(("M02", 24),), amounts=_n(("M02", 2)),
    ),
    DemoTask(
        "Hướng dẫn người dân, doanh nghiệp nộp hồ sơ và thanh toán trực tuyến tại quầy",
        "mot_cua", "Mỗi tháng ít nhất 40 lượt người được hướng dẫn", "tai-quay",
        ("Hướng dẫn nộp hồ sơ trực tuyến tại quầy 02", "Hướng dẫn thanh toán trực tuyến tại quầy 01"),
        partners=("quan_ly",), rule=MONTHLY, state="going", people=("counter",), forms=("tai-quay",),
        themes=("dich-vu-cong",), fields=("thu-tuc",), targets=(("M15-2", 480),), amounts=_n(("M15-1", 1), ("M15-2", 43)),
    ),
    DemoTask(
        "Khảo sát mức độ hài lòng bằng mã QR tại nơi tiếp nhận hồ sơ",
        "mot_cua", "Báo cáo kết quả từng quý", "khao-sat",
        ("Thu phiếu khảo sát hài lòng trong quý",), partners=("van_phong",), rule=QUARTERLY, state="going",
        people=("counter",), forms=("khao-sat",), themes=("hai-long", "giam-sat"), fields=("thu-tuc",),
        targets=(("M12-2", 320),), amounts=_n(("M12-2", 86)),
    ),
    DemoTask(
        "Phát tờ gấp song ngữ Việt – Khmer về dịch vụ bưu chính công ích",
        "van_phong", "3.000 tờ", "an-pham",
        ("Phát 500 tờ gấp tại chùa Som Rong Cũ", "Phát 700 tờ gấp tại phường Vàm Tấn"),
        due=0.45, state="done", people=("officer",), forms=("an-pham",), themes=("dich-vu-cong",),
        fields=("thu-tuc",), targets=(("M07-1", 1200),), amounts=_n(("M07-1", 600)),
    ),
    DemoTask(
        "Tập huấn kỹ năng số cho công chức tiếp nhận và xử lý hồ sơ",
        "van_phong", "01 lớp, 40 người", "hoi-nghi", ("Lớp tập huấn kỹ năng số cho công chức một cửa",),
        partners=("mot_cua",), due=0.35, state="done", people=("officer", "coordinator"), forms=("hoi-nghi",),
        themes=("chuyen-doi-so",), fields=("chinh-quyen-so",), targets=(("M05-1", 1), ("M05-2", 40)),
        amounts=_n(("M05-1", 1), ("M05-2", 42)),
    ),
    DemoTask(
        "Rà soát, niêm yết thủ tục hành chính lĩnh vực quản lý xây dựng",
        "quan_ly", "100 % thủ tục được niêm yết đúng", "truc-quan", ("Thay bảng niêm yết thủ tục cấp phép",),
        due=0.3, state="done", people=("other_officer",), forms=("truc-quan",), themes=("dich-vu-cong",),
        fields=("thu-tuc",), targets=(("M08-1", 4),), amounts=_n(("M08-1", 4)),
    ),
    DemoTask(
        "Đối thoại với doanh nghiệp về thủ tục cấp giấy phép xây dựng",
        "quan_ly", "01 hội nghị", "hoi-nghi", ("Họp chuẩn bị hội nghị đối thoại với doanh nghiệp",),
        from_today=-8, state="late", people=("other_head", "other_officer"), forms=("hoi-nghi",),
        themes=("giam-sat",), fields=("thu-tuc",), targets=(("M05-1", 1),), amounts=_n(("M05-2", 12)),
    ),
    DemoTask(
        "Xây dựng đồ họa hướng dẫn tra cứu thông tin quy hoạch",
        "quy_hoach", "02 sản phẩm", "video-do-hoa", ("Dựng đồ họa tra cứu quy hoạch phân khu",),
        from_today=5, state="asked", people=("youth",), forms=("san-pham-so",), themes=("cong-nghe",),
        fields=("chinh-quyen-so",), targets=(("M10", 2),), amounts=_n(("M10", 2)),
    ),
    DemoTask(
        "Lồng ghép nội dung cải cách hành chính trong sinh hoạt chi bộ và họp giao ban",
        "dang_uy", "Mỗi quý ít nhất 01 cuộc", "long-ghep", ("Lồng ghép trong sinh hoạt chi bộ",),
        rule=QUARTERLY, state="going", people=("head",), forms=("giao-ban",), themes=("trach-nhiem", "long-ghep"), fields=("cong-vu",),
        targets=(("M11", 4),), amounts=_n(("M11", 1)),
    ),
    DemoTask(
        "Tổ chức thi tìm hiểu văn hóa công vụ trong công chức, viên chức",
        "cong_doan", "80 % công chức, viên chức dự thi", "cuoc-thi", ("Ban hành thể lệ cuộc thi",),
        partners=("doan",), due=0.85, state="todo", forms=("thi-truc-tuyen",), themes=("van-hoa-cong-vu",), fields=("cong-vu",),
    ),
    DemoTask(
        "Ra quân hỗ trợ người dân cài đặt tài khoản định danh và nộp hồ sơ tại nhà",
        "doan", "02 đợt", "tai-quay", ("Đợt 1: hỗ trợ người dân khu vực chợ nổi",),
        due=0.75, state="done", people=("youth",), forms=("tai-quay",), themes=("chuyen-doi-so", "dich-vu-cong"),
        fields=("chinh-quyen-so",), targets=(("M15-1", 2),), amounts=_n(("M15-1", 1), ("M15-2", 58)),
    ),
    DemoTask(
        "Giới thiệu điển hình làm tốt công tác cải cách hành chính của Sở",
        "van_phong", "04 bài", "tin-bai", ("Bài: Tổ một cửa trả hồ sơ trước hạn",),
        due=0.95, state="done", people=("editor",), forms=("trang-thong-tin",), themes=("neu-guong",),
        targets=(("M14", 4),), amounts=_n(("M02", 1), ("M14", 1)),
    ),
    DemoTask(
        "Công khai kết quả Chỉ số cải cách hành chính năm trước của Sở",
        "van_phong", "01 chuyên mục", "tin-bai", ("Đăng kết quả Chỉ số cải cách hành chính",),
        due=0.5, state="done", people=("officer",), forms=("trang-thong-tin",), themes=("ket-qua-chi-so",),
        amounts=_n(("M02", 1)),
    ),
    DemoTask(
        "Niêm yết số điện thoại tiếp nhận phản ánh, kiến nghị tại các công trình do Sở quản lý",
        "van_tai", "Đủ các điểm tiếp dân", "truc-quan", ("Treo bảng số điện thoại",),
        from_today=-15, state="late_untouched", forms=("truc-quan",), themes=("giam-sat",), fields=("thu-tuc",),
    ),
)  # fmt: skip

OBJECTIVES = (
    "Công chức, viên chức và người lao động của Sở nắm rõ nhiệm vụ cải cách hành chính trong năm.",
    "Người dân, doanh nghiệp biết cách nộp hồ sơ trực tuyến, theo dõi và góp ý về kết quả giải quyết.",
)
REQUIREMENTS = (
    "Nội dung ngắn gọn, đúng quy định, cập nhật khi thủ tục thay đổi; có tiếng Khmer ở nơi đông đồng bào.",
    "Mỗi hoạt động có minh chứng và được người phụ trách xác nhận.",
)

SOC_TRANG = (
    "Phổ biến ý nghĩa, mục tiêu của cải cách hành chính và chủ trương, chính sách có liên quan",
    "Phổ biến nội dung văn hóa công vụ cho công chức, viên chức, nhân viên",
    "Văn phòng cùng các phòng theo dõi việc thực hiện để giữ vững chỉ số cải cách hành chính",
    "Phổ biến lộ trình và tiến độ chuyển đổi số quốc gia, chuyển đổi số của tỉnh",
    "Hướng dẫn dùng dịch vụ công trực tuyến, bưu chính công ích và thanh toán trực tuyến",
    "Thông tin kết quả xác định Chỉ số cải cách hành chính của Sở",
    "Thông tin tình hình cải cách hành chính ở bộ, ngành và địa phương khác",
)
