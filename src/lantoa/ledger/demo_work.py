"""What was done in the demo's year: words and figures, invented. Pure data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """`by` recorded it for `body` of `agency`. `after` is where in the year it lies, as a share of the days so far.

    `end` is how it stands: confirmed, waiting, returned, kept, voided or corrected.
    """

    title: str
    kind: str
    by: str
    body: str
    after: float
    amounts: tuple[tuple[str, int], ...] = ()
    photos: int = 0
    end: str = "confirmed"
    agency: str = "sxd"
    forms: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    integrated: tuple[str, ...] = ()
    place: str = ""
    description: str = ""
    confirmed_by: str = "head"
    link: str = ""
    document: str = ""


_DAN = ("nguoi-dan", "doanh-nghiep")
_CB = ("cbccvc",)

WORK: tuple[Work, ...] = (
    Work("Lồng ghép nội dung cải cách hành chính trong họp giao ban tháng 1", "long-ghep", "officer", "van_phong", 0.02, (("M11", 1), ("M05-2", 46)), 1, themes=("trach-nhiem", "chuong-trinh"), audiences=_CB, fields=("chi-dao",), forms=("giao-ban",), place="Hội trường Sở, tầng 3"),
    Work("Tin “Bốn việc cần nhớ khi nộp hồ sơ cấp phép xây dựng”", "tin-bai", "editor", "van_phong", 0.05, (("M02", 1),), 0, themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("trang-thong-tin",), link="https://soxaydung.example/tin/bon-viec-can-nho"),
    Work("Hướng dẫn nộp hồ sơ trực tuyến tại quầy 07, tuần đầu năm", "tai-quay", "officer", "van_phong", 0.07, (("M15-1", 5), ("M15-2", 128)), 2, themes=("dich-vu-cong", "chuyen-doi-so"), audiences=_DAN, fields=("thu-tuc", "chinh-quyen-so"), forms=("tai-quay",), place="Trung tâm Phục vụ hành chính công"),
    Work("Niêm yết mã QR khảo sát tại Bộ phận Một cửa", "truc-quan", "officer", "van_phong", 0.1, (("M08-1", 6),), 2, themes=("hai-long",), audiences=_DAN, fields=("thu-tuc",), forms=("truc-quan", "khao-sat"), place="Bộ phận Tiếp nhận và Trả kết quả"),
    Work("Bài trên Zalo OA: ba bước thanh toán trực tuyến", "mang-xa-hoi", "editor", "van_phong", 0.13, (("M04-1", 1), ("M04-2", 2140)), 0, themes=("dich-vu-cong",), audiences=_DAN, fields=("chinh-quyen-so",), forms=("mang-xa-hoi",), link="https://zalo.example/sxd/ba-buoc"),
    Work("Phát tờ gấp hướng dẫn cấp giấy phép xây dựng (Việt – Khmer)", "an-pham", "other_officer", "quan_ly", 0.16, (("M07-1", 1500),), 2, themes=("dich-vu-cong",), audiences=("nguoi-dan", "dong-bao-khmer"), fields=("thu-tuc",), forms=("an-pham",), place="Phường Vàm Tấn", confirmed_by="other_head"),
    Work("Sinh hoạt chi bộ chuyên đề về văn hóa công vụ", "long-ghep", "officer", "van_phong", 0.2, (("M11", 1), ("M05-2", 22)), 1, themes=("van-hoa-cong-vu",), audiences=_CB, fields=("cong-vu",), forms=("giao-ban",), integrated=("hoc-tap-bac",)),
    Work("Phát thanh tiếng Khmer về thủ tục sửa chữa nhà ở", "truyen-thanh", "other_officer", "quan_ly", 0.24, (("M09-1", 9), ("M09-2", 54)), 1, themes=("dich-vu-cong",), audiences=("dong-bao-khmer",), fields=("thu-tuc",), forms=("truyen-thanh-co-so",), place="Phường Vàm Tấn", confirmed_by="other_head"),
    Work("Công văn phân công viết tin, bài cải cách hành chính", "van-ban", "coordinator", "van_phong", 0.27, (("M01", 1),), 0, themes=("chuong-trinh",), audiences=_CB, fields=("chi-dao",), document="214/SXD-VP"),
    Work("Hướng dẫn doanh nghiệp vận tải đổi phù hiệu trực tuyến", "tai-quay", "officer", "van_phong", 0.31, (("M15-1", 2), ("M15-2", 37)), 2, themes=("dich-vu-cong",), audiences=("doanh-nghiep",), fields=("thu-tuc",), forms=("tai-quay",)),
    Work("Đồ họa: hồ sơ của anh, chị đang ở bước nào", "video-do-hoa", "editor", "van_phong", 0.35, (("M10", 1),), 1, themes=("dich-vu-cong",), audiences=_DAN, fields=("chinh-quyen-so",), forms=("san-pham-so", "mang-xa-hoi")),
    Work("Tập huấn kỹ năng giao tiếp tại quầy, lớp 1", "hoi-nghi", "officer", "van_phong", 0.39, (("M05-1", 1), ("M05-2", 52)), 3, "corrected", themes=("van-hoa-cong-vu",), audiences=_CB, fields=("cong-vu",), forms=("hoi-nghi",), place="Hội trường Sở, tầng 3", document="96/GM-SXD"),
    Work("Giới thiệu cách làm hay: hẹn giờ trả kết quả qua tin nhắn", "neu-guong", "editor", "van_phong", 0.43, (("M13", 1), ("M14", 2)), 1, themes=("neu-guong",), audiences=_CB, fields=("thu-tuc",), forms=("trang-thong-tin",)),
    Work("Tin “Kết quả chỉ số cải cách hành chính của Sở”", "tin-bai", "editor", "van_phong", 0.47, (("M02", 1),), 0, themes=("ket-qua-chi-so",), audiences=_DAN, fields=("chi-dao",), forms=("trang-thong-tin",), link="https://soxaydung.example/tin/ket-qua-chi-so"),
    Work("Phát tờ gấp tại hội chợ vật liệu xây dựng", "an-pham", "other_officer", "quan_ly", 0.51, (("M07-1", 800),), 2, "voided", themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("an-pham",), confirmed_by="other_head"),
    Work("Hội nghị đối thoại với doanh nghiệp xây dựng", "hoi-nghi", "other_officer", "quan_ly", 0.55, (("M05-1", 1), ("M05-2", 87)), 3, themes=("giam-sat", "dich-vu-cong"), audiences=("doanh-nghiep",), fields=("the-che", "thu-tuc"), forms=("hoi-nghi",), integrated=("dan-chu-co-so",), place="Hội trường Sở, tầng 3", confirmed_by="other_head"),
    Work("Hướng dẫn nộp hồ sơ trực tuyến lưu động", "tai-quay", "officer", "van_phong", 0.6, (("M15-1", 3), ("M15-2", 94)), 2, themes=("dich-vu-cong", "chuyen-doi-so"), audiences=_DAN, fields=("chinh-quyen-so",), forms=("tai-quay",), place="Nhà văn hóa phường Vàm Tấn"),
    Work("Video hai phút: nộp hồ sơ từ điện thoại", "video-do-hoa", "editor", "van_phong", 0.66, (("M10", 1), ("M04-2", 5380)), 1, themes=("dich-vu-cong",), audiences=_DAN, fields=("chinh-quyen-so",), forms=("san-pham-so",), link="https://soxaydung.example/video/nop-ho-so"),
    Work("Lồng ghép trong họp giao ban quý", "long-ghep", "officer", "van_phong", 0.72, (("M11", 1), ("M05-2", 41)), 0, themes=("chuong-trinh",), audiences=_CB, fields=("chi-dao",), forms=("giao-ban",), document="12/BB-VP"),
    Work("Sinh hoạt Đoàn: đồng hành cùng người dân chuyển đổi số", "long-ghep", "youth", "doan", 0.78, (("M11", 1), ("M05-2", 35)), 2, themes=("chuyen-doi-so",), audiences=("doan-vien",), fields=("chinh-quyen-so",), forms=("giao-ban",), confirmed_by="coordinator"),
    Work("Phát thanh cơ sở về dịch vụ công trực tuyến", "truyen-thanh", "other_officer", "quan_ly", 0.83, (("M09-1", 6), ("M09-2", 36)), 1, themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("truyen-thanh-co-so",), confirmed_by="other_head"),
    Work("Hướng dẫn tại quầy 07: cấp chứng chỉ hành nghề", "tai-quay", "officer", "van_phong", 0.9, (("M15-1", 4), ("M15-2", 61)), 3, themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("tai-quay",), place="Quầy 07"),
    # The last days: what waits, what came back, what is still being written.
    Work("Hướng dẫn tại quầy 07: 64 lượt người", "tai-quay", "officer", "van_phong", 0.965, (("M15-1", 5), ("M15-2", 64)), 3, "waiting", themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("tai-quay",), place="Quầy 07"),
    Work("Bài “Ba bước nộp hồ sơ cấp phép trên Cổng Dịch vụ công quốc gia”", "tin-bai", "editor", "van_phong", 0.97, (("M02", 1),), 0, "waiting", themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("trang-thong-tin",), link="https://soxaydung.example/tin/ba-buoc-nop-ho-so"),
    Work("Phát 500 tờ gấp tại phường Vàm Tấn", "an-pham", "other_officer", "quan_ly", 0.975, (("M07-1", 500),), 2, "waiting", themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("an-pham",)),
    Work("Lồng ghép trong họp giao ban tháng", "long-ghep", "officer", "van_phong", 0.98, (("M11", 1),), 0, "waiting", themes=("chuong-trinh",), audiences=_CB, fields=("chi-dao",), forms=("giao-ban",)),
    Work("Trả lời câu hỏi thường gặp trên Zalo OA", "mang-xa-hoi", "editor", "van_phong", 0.985, (("M04-1", 3), ("M04-2", 940)), 1, "waiting", themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("mang-xa-hoi",)),
    Work("Kiểm tra bảng niêm yết tại Bộ phận Một cửa", "truc-quan", "counter", "mot_cua", 0.985, (("M08-1", 4),), 2, "waiting", themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("truc-quan",)),
    Work("Phát tờ gấp tại chợ nổi", "an-pham", "officer", "van_phong", 0.99, (("M07-1", 200),), 0, "returned", themes=("dich-vu-cong",), audiences=_DAN, fields=("thu-tuc",), forms=("an-pham",)),
    Work("Chuẩn bị bài về chỉ số hài lòng", "tin-bai", "officer", "van_phong", 0.995, (), 0, "kept", themes=("hai-long",), audiences=_DAN, fields=("thu-tuc",), forms=("trang-thong-tin",)),
    # The ward and the home-affairs department keep ledgers of their own.
    Work("Tổ công nghệ số cộng đồng hướng dẫn tại nhà văn hóa", "tai-quay", "ward_officer", "van_hoa", 0.5, (("M15-1", 2), ("M15-2", 73)), 2, "waiting", agency="ward", themes=("chuyen-doi-so",), audiences=_DAN, fields=("chinh-quyen-so",), forms=("tai-quay",)),
    Work("Hướng dẫn các sở tự chấm chỉ số cải cách hành chính", "hoi-nghi", "appraiser", "cchc", 0.4, (("M05-1", 1), ("M05-2", 63)), 1, agency="snv", themes=("ket-qua-chi-so",), audiences=_CB, fields=("chi-dao",), forms=("hoi-nghi",), confirmed_by="superior"),
)  # fmt: skip
