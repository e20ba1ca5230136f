"""The people of the demo: invented, with the names that the Kinh, Khmer and Hoa of the delta bear."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lantoa.organisation.models import Role


@dataclass(frozen=True, slots=True)
class Held:
    """A role: where, as what, and since when if not since the agency began."""

    role: str
    agency: str
    body: str = ""
    title: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """`what` is said beside the account at start."""

    key: str
    name: str
    mail: str
    what: str
    roles: tuple[Held, ...]
    phone: str = ""
    account: bool = True

    @property
    def email(self) -> str:
        return f"{self.mail}@lantoa.example"


PEOPLE = (
    DemoPerson(
        "officer", "Nguyễn Thị Hồng Ánh", "chuyen-vien", "Chuyên viên, Văn phòng Sở Xây dựng",
        (Held(Role.OFFICER, "sxd", "van_phong", "Chuyên viên"),), "0292 300 0411",
    ),
    DemoPerson(
        "head", "Thạch Sô Phia", "chanh-van-phong", "Chánh Văn phòng Sở Xây dựng",
        (Held(Role.HEAD, "sxd", "van_phong", "Chánh Văn phòng"),), "0292 300 0402",
    ),
    DemoPerson(
        "coordinator", "Lý Mỹ Duyên", "dau-moi", "Đầu mối cải cách hành chính, Sở Xây dựng",
        (
            Held(Role.COORDINATOR, "sxd", "", "Phó Chánh Văn phòng"),
            Held(Role.OFFICER, "sxd", "van_phong", "Phó Chánh Văn phòng"),
        ),
        "0292 300 0403",
    ),
    DemoPerson(
        "director", "Trần Văn Đước", "giam-doc", "Giám đốc Sở Xây dựng",
        (Held(Role.DIRECTOR, "sxd", "", "Giám đốc"),), "0292 300 0400",
    ),
    DemoPerson(
        "editor", "Sơn Thị Pha Ly", "bien-tap", "Biên tập viên, Sở Xây dựng",
        (
            Held(Role.EDITOR, "sxd", "", "Biên tập viên"),
            Held(Role.OFFICER, "sxd", "van_phong", "Chuyên viên"),
        ),
    ),
    DemoPerson(
        "other_head", "Huỳnh Quốc Bảo", "truong-phong", "Trưởng phòng Quản lý xây dựng, Sở Xây dựng",
        (Held(Role.HEAD, "sxd", "quan_ly", "Trưởng phòng"),),
    ),
    DemoPerson(
        "other_officer", "Lâm Thị Ngọc Ẩn", "chuyen-vien-2", "Chuyên viên, Phòng Quản lý xây dựng",
        (Held(Role.OFFICER, "sxd", "quan_ly", "Chuyên viên"),),
    ),
    DemoPerson(
        "planner", "Đặng Hoàng Yến", "quy-hoach", "Trưởng phòng Quy hoạch - Kiến trúc, Sở Xây dựng",
        (Held(Role.HEAD, "sxd", "quy_hoach", "Trưởng phòng"),),
    ),
    DemoPerson(
        "counter", "Tăng Gia Hân", "mot-cua", "Phụ trách Bộ phận Một cửa, Sở Xây dựng",
        (Held(Role.HEAD, "sxd", "mot_cua", "Phụ trách"),),
    ),
    DemoPerson(
        "youth", "Kim Sa Rươl", "doan-thanh-nien", "Bí thư Đoàn Thanh niên Sở Xây dựng",
        (Held(Role.HEAD, "sxd", "doan", "Bí thư"), Held(Role.OFFICER, "sxd", "quy_hoach", "Chuyên viên")),
    ),
    DemoPerson(
        "superior", "Phạm Thị Thanh Vân", "so-noi-vu", "Theo dõi cải cách hành chính, Sở Nội vụ",
        (
            Held(Role.SUPERIOR, "province", "", "Trưởng phòng Cải cách hành chính"),
            Held(Role.HEAD, "snv", "cchc", "Trưởng phòng"),
        ),
        "0292 300 0204",
    ),
    DemoPerson(
        "appraiser", "Quách Minh Triết", "tham-dinh", "Thành viên tổ thẩm định, Sở Nội vụ",
        (
            Held(Role.APPRAISER, "province", "", "Thành viên tổ thẩm định"),
            Held(Role.OFFICER, "snv", "cchc", "Chuyên viên"),
        ),
    ),
    DemoPerson(
        "outsider", "Bùi Anh Khoa", "chuyen-vien-snv", "Chuyên viên, Sở Nội vụ",
        (Held(Role.OFFICER, "snv", "cong_chuc", "Chuyên viên"),),
    ),
    DemoPerson(
        "administrator", "Dương Thị Sà Quên", "quan-tri", "Quản trị hệ thống",
        (Held(Role.ADMINISTRATOR, "province", "", "Quản trị hệ thống"),), "0292 300 0109",
    ),
    DemoPerson(
        "ward_chair", "Danh Hoàng Nam", "chu-tich-phuong", "Chủ tịch Ủy ban nhân dân phường Vàm Tấn",
        (Held(Role.DIRECTOR, "ward", "", "Chủ tịch"),),
    ),
    DemoPerson(
        "ward_officer", "Trương Thị Ngọc Ửng", "phuong", "Đầu mối cải cách hành chính, phường Vàm Tấn",
        (
            Held(Role.COORDINATOR, "ward", "", "Công chức Văn hóa - Xã hội"),
            Held(Role.HEAD, "ward", "van_hoa", "Phụ trách phòng"),
        ),
    ),
    DemoPerson(
        "old_director", "Trịnh Công Lý", "nguyen-giam-doc", "Nguyên Giám đốc Sở Xây dựng tỉnh Sóc Trăng",
        (Held(Role.DIRECTOR, "old_sxd", "", "Giám đốc"),), account=False,
    ),
    DemoPerson(
        "old_head", "Liêu Thị Bích Ngà", "nguyen-chanh-van-phong", "Nguyên Chánh Văn phòng Sở Xây dựng tỉnh Sóc Trăng",
        (Held(Role.HEAD, "old_sxd", "van_phong", "Chánh Văn phòng"),), account=False,
    ),
    DemoPerson(
        "old_coordinator", "Mạch Tấn Phúc", "nguyen-dau-moi", "Nguyên đầu mối cải cách hành chính, Sở Xây dựng tỉnh Sóc Trăng",
        (Held(Role.COORDINATOR, "old_sxd", "", "Phó Chánh Văn phòng"),), account=False,
    ),
    DemoPerson(
        "province_coordinator", "Ngô Ngọc Hạnh", "van-phong-uy-ban", "Đầu mối cải cách hành chính, Văn phòng Ủy ban nhân dân thành phố",
        (Held(Role.COORDINATOR, "province", "", "Chuyên viên"),), account=False,
    ),
)  # fmt: skip
