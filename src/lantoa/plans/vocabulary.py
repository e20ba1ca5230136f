"""The grammar's words for forms and themes beside the codes of the ledger's rows. Data; the rows stay editable."""

from __future__ import annotations

from collections.abc import Iterable

from lantoa.plans.reading.taxonomy import forms_in, themes_in

FORM_CODES = {
    "Cổng/Trang thông tin điện tử": "trang-thong-tin",
    "Mạng xã hội": "mang-xa-hoi",
    "Tin nhắn": "mang-xa-hoi",
    "Báo chí": "bao-chi",
    "Phát thanh, truyền hình": "phat-thanh-truyen-hinh",
    "Truyền thanh cơ sở": "truyen-thanh-co-so",
    "Tuyên truyền lưu động": "truyen-thanh-co-so",
    "Sân khấu, tiểu phẩm": "thi",
    "Pano, áp phích, băng rôn": "truc-quan",
    "Tờ rơi, tờ gấp, sổ tay": "an-pham",
    "Hội nghị, hội thảo": "hoi-nghi",
    "Tập huấn": "hoi-nghi",
    "Họp giao ban, sinh hoạt": "giao-ban",
    "Cuộc thi": "thi",
    "Khảo sát": "khao-sat",
    "Mã QR": "khao-sat",
    "Video, infographic": "san-pham-so",
    "Niêm yết, công khai": "truc-quan",
    "Lồng ghép phổ biến pháp luật": "ngay-phap-luat",
    "Văn bản, thư điện tử": "khac",
    "Đối thoại, hướng dẫn trực tiếp": "tai-quay",
    "Tổ công nghệ số cộng đồng": "tai-quay",
    "Đường dây nóng": "khac",
}
THEME_CODES = {
    "Vai trò, trách nhiệm của cấp ủy, người đứng đầu, công chức": "trach-nhiem",
    "Chương trình cải cách hành chính giai đoạn 2021 - 2030": "chuong-trinh",
    "Ứng dụng công nghệ thông tin, Chính phủ điện tử": "cong-nghe",
    "Văn hóa công vụ, đạo đức công vụ": "van-hoa-cong-vu",
    "Góp ý, giám sát của người dân, doanh nghiệp": "giam-sat",
    "Chuyển đổi số": "chuyen-doi-so",
    "Dịch vụ công trực tuyến, bưu chính công ích, thanh toán trực tuyến": "dich-vu-cong",
    "Kết quả Chỉ số cải cách hành chính": "ket-qua-chi-so",
    "Tin cải cách hành chính của bộ, ngành, địa phương khác": "tin-nganh-tinh-ban",
    "Nêu gương tổ chức, cá nhân": "neu-guong",
    "Lồng ghép giáo dục pháp luật, dân chủ cơ sở, học tập Bác": "long-ghep",
    "Khảo sát sự hài lòng": "hai-long",
}


def form_codes(words: Iterable[str]) -> list[str]:
    """Codes of the forms that words speak of, whether the grammar's labels or as a document wrote them."""
    return _codes(words, FORM_CODES, forms_in)


def theme_codes(words: Iterable[str]) -> list[str]:
    return _codes(words, THEME_CODES, themes_in)


def _codes(words: Iterable[str], codes: dict[str, str], found_in: object) -> list[str]:
    labels = [label for word in words for label in ([word] if word in codes else found_in(word))]  # type: ignore[operator]
    return list(dict.fromkeys(codes[label] for label in labels))
