"""Procedures of the demo: of the kinds a department of construction and a ward carry out, in our own words.

The codes are invented (1.9…): none of them stands in the national database.
"""

from __future__ import annotations

from dataclasses import dataclass

BUILDING, HOUSING, PLANNING = "Hoạt động xây dựng", "Nhà ở", "Quy hoạch - Kiến trúc"
QUALITY, ESTATE, ROADS = "Quản lý chất lượng công trình", "Kinh doanh bất động sản", "Đường bộ"
UTILITIES = "Hạ tầng kỹ thuật"
PROVINCE, COMMUNE, BOTH = ("province",), ("commune",), ("province", "commune")
FULL, PARTIAL, INFORMATION = "full", "partial", "information"
SUFFIX = ".000.00.00.H13"


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    name: str
    field: str
    levels: tuple[str, ...]
    service: str
    days: str = ""
    time_text: str = ""
    fee: str = "Không"

    @property
    def code(self) -> str:
        return f"1.9{self.number:05}{SUFFIX}"


PROVINCE_ROWS = (
    Row(101, "Cấp giấy phép xây dựng mới nhà ở riêng lẻ", BUILDING, COMMUNE, FULL, "15", fee="50.000 đồng một giấy phép"),
    Row(102, "Cấp giấy phép sửa chữa, cải tạo nhà ở riêng lẻ", BUILDING, COMMUNE, FULL, "15", fee="50.000 đồng một giấy phép"),
    Row(103, "Gia hạn giấy phép xây dựng nhà ở riêng lẻ", BUILDING, COMMUNE, FULL, "5", fee="10.000 đồng"),
    Row(104, "Cung cấp thông tin về quy hoạch trên địa bàn xã, phường", PLANNING, COMMUNE, PARTIAL, "10"),
)  # fmt: skip
DEPARTMENT_ROWS = (
    Row(201, "Cấp giấy phép xây dựng mới công trình không phải nhà ở riêng lẻ", BUILDING, PROVINCE, FULL, "20", fee="100.000 đồng một giấy phép"),
    Row(202, "Cấp giấy phép sửa chữa, cải tạo công trình", BUILDING, PROVINCE, FULL, "20", fee="100.000 đồng một giấy phép"),
    Row(203, "Cấp giấy phép di dời công trình", BUILDING, PROVINCE, PARTIAL, "20", fee="100.000 đồng một giấy phép"),
    Row(204, "Điều chỉnh giấy phép xây dựng công trình", BUILDING, PROVINCE, FULL, "20"),
    Row(205, "Gia hạn giấy phép xây dựng công trình", BUILDING, PROVINCE, FULL, "5", fee="10.000 đồng"),
    Row(206, "Cấp lại giấy phép xây dựng công trình", BUILDING, PROVINCE, FULL, "5"),
    Row(207, "Thẩm định báo cáo nghiên cứu khả thi đầu tư xây dựng", BUILDING, PROVINCE, PARTIAL, time_text="25 ngày với dự án nhóm B, 15 ngày với dự án nhóm C", fee="Theo tỷ lệ trên tổng mức đầu tư"),
    Row(208, "Thẩm định thiết kế xây dựng triển khai sau thiết kế cơ sở", BUILDING, PROVINCE, PARTIAL, "30", fee="Theo tỷ lệ trên giá trị xây dựng"),
    Row(209, "Cấp chứng chỉ hành nghề hoạt động xây dựng hạng II, hạng III", BUILDING, PROVINCE, FULL, "14", fee="300.000 đồng một chứng chỉ"),
    Row(210, "Cấp lại chứng chỉ hành nghề hoạt động xây dựng", BUILDING, PROVINCE, FULL, "5", fee="150.000 đồng một chứng chỉ"),
    Row(211, "Cấp chứng chỉ năng lực hoạt động xây dựng của tổ chức", BUILDING, PROVINCE, FULL, "14", fee="1.000.000 đồng một chứng chỉ"),
    Row(301, "Kiểm tra công tác nghiệm thu hoàn thành công trình", QUALITY, BOTH, PARTIAL, "20"),
    Row(302, "Tiếp nhận thông báo khởi công xây dựng công trình", QUALITY, BOTH, INFORMATION, "0,5"),
    Row(401, "Thông báo nhà ở hình thành trong tương lai đủ điều kiện đưa vào kinh doanh", HOUSING, PROVINCE, PARTIAL, "15"),
    Row(402, "Công nhận hạng nhà chung cư", HOUSING, PROVINCE, FULL, "12"),
    Row(403, "Cho thuê nhà ở cũ thuộc tài sản công", HOUSING, PROVINCE, PARTIAL, "30"),
    Row(501, "Cấp chứng chỉ hành nghề môi giới bất động sản", ESTATE, PROVINCE, FULL, "10", fee="200.000 đồng một chứng chỉ"),
    Row(601, "Cấp chứng chỉ hành nghề kiến trúc", PLANNING, PROVINCE, FULL, "10", fee="300.000 đồng một chứng chỉ"),
    Row(602, "Cung cấp thông tin quy hoạch đô thị và nông thôn", PLANNING, PROVINCE, PARTIAL, "10"),
    Row(701, "Cấp phép thi công trên đường bộ đang khai thác", ROADS, PROVINCE, FULL, "7"),
    Row(702, "Cấp phù hiệu xe ô tô kinh doanh vận tải", ROADS, PROVINCE, FULL, "2"),
    Row(801, "Cấp giấy phép chặt hạ, dịch chuyển cây xanh đô thị", UTILITIES, BOTH, FULL, "15"),
)  # fmt: skip
OLD_LICENCE = Row(190, "Cấp giấy phép xây dựng có thời hạn", BUILDING, PROVINCE, PARTIAL, "20")
OLD_NOTICE = Row(
    290, "Xác nhận đăng ký công bố thông tin năng lực nhà thầu", BUILDING, PROVINCE, INFORMATION, "7"
)
