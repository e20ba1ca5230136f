"""Forms of communication and themes of administrative reform, found by keywords: data, in Vietnamese labels."""

from __future__ import annotations

import re

from lantoa.plans.reading.normalise import fold, squeeze

FORMS: tuple[tuple[str, str], ...] = (
    ("Cổng/Trang thông tin điện tử", r"(?:trang|cong)(?: thong tin)? dien tu|website|trang web|trang tin|cong thong tin"),
    ("Mạng xã hội", r"fan ?page|facebook|zalo|mang xa hoi|tiktok|youtube"),
    ("Tin nhắn", r"tin nhan|\bsms\b|\bzns\b|nhan tin"),
    ("Báo chí", r"bao chi|bao in|bao dien tu|tap chi|thong tin dai chung|tin,? bai tren bao|ban tin"),
    ("Phát thanh, truyền hình", r"truyen hinh|phat thanh|phong su|song phat"),
    ("Truyền thanh cơ sở", r"truyen thanh|\bloa\b"),
    ("Tuyên truyền lưu động", r"xe loa|luu dong|xe tuyen truyen"),
    ("Sân khấu, tiểu phẩm", r"tieu pham|san khau|van nghe|kich"),
    ("Pano, áp phích, băng rôn", r"pa ?no|ap phich|bang ron|khau hieu|\bled\b|truc quan|poster|standee|pa-no"),
    ("Tờ rơi, tờ gấp, sổ tay", r"to roi|to gap|so tay|cam nang|an pham|to buom"),
    ("Hội nghị, hội thảo", r"hoi nghi|hoi thao|toa dam"),
    ("Tập huấn", r"tap huan|boi duong"),
    ("Họp giao ban, sinh hoạt", r"giao ban|cuoc hop|hop co quan|sinh hoat (?:chi bo|chi doan|chuyen de)|chao co"),
    ("Cuộc thi", r"cuoc thi|hoi thi|thi truc tuyen|thi tim hieu|thi viet|\bthi\b (?:tren|tim)"),
    ("Khảo sát", r"khao sat|tham do|lay y kien|phieu (?:danh gia|khao sat)"),
    ("Mã QR", r"ma qr|qr ?code|\bqr\b"),
    ("Video, infographic", r"video|\bclip\b|infographic|do hoa|phim ngan|podcast"),
    ("Niêm yết, công khai", r"niem yet|bang tin|cong khai tai"),
    ("Lồng ghép phổ biến pháp luật", r"long ghep|ngay phap luat|pho bien,? giao duc phap luat"),
    ("Văn bản, thư điện tử", r"thu dien tu|e-?mail|quan ly van ban|sao gui van ban"),
    ("Đối thoại, hướng dẫn trực tiếp", r"doi thoai|huong dan truc tiep|truc tiep huong dan|tuyen truyen mieng|bao cao vien"),
    ("Tổ công nghệ số cộng đồng", r"to cong nghe so|diem ho tro"),
    ("Đường dây nóng", r"duong day nong|hotline|tong dai"),
)  # fmt: skip
THEMES: tuple[tuple[str, str], ...] = (
    (
        "Vai trò, trách nhiệm của cấp ủy, người đứng đầu, công chức",
        r"vai tro,? trach nhiem|trach nhiem cua (?:nguoi dung dau|cap uy|can bo)|nguoi dung dau|cap uy",
    ),
    (
        "Chương trình cải cách hành chính giai đoạn 2021 - 2030",
        r"chuong trinh tong the|2021\s*-\s*2030|tam quan trong|quan diem,? chu truong|y nghia.{0,60}cai cach|76/nq-cp"
        r"|nhiem vu cai cach hanh chinh",
    ),
    (
        "Ứng dụng công nghệ thông tin, Chính phủ điện tử",
        r"cong nghe thong tin|chinh (?:phu|quyen) dien tu|ky nang so|chu ky so|chinh (?:phu|quyen) so",
    ),
    ("Văn hóa công vụ, đạo đức công vụ", r"van hoa (?:cong vu|cong so)|dao duc cong vu|1847/qd-ttg|ky cuong"),
    (
        "Góp ý, giám sát của người dân, doanh nghiệp",
        r"gop y|phan anh,? kien nghi|pakn|tham gia giam sat|doi thoai|hien ke",
    ),
    ("Chuyển đổi số", r"chuyen doi so"),
    (
        "Dịch vụ công trực tuyến, bưu chính công ích, thanh toán trực tuyến",
        r"dich vu cong|buu chinh cong ich|bcci|thanh toan truc tuyen|ho so truc tuyen|nop ho so|dvctt|\bdvc\b|vneid"
        r"|(?:xay dung|thu tuc).{0,40}truc tuyen",
    ),
    ("Kết quả Chỉ số cải cách hành chính", r"chi so cai cach hanh chinh|par ?index|chi so cchc|\bsipas\b|chi so hai long"),
    (
        "Tin cải cách hành chính của bộ, ngành, địa phương khác",
        r"cac bo,? nganh|dia phuong (?:ngoai tinh|khac|ban)|tinh,? thanh pho khac|tinh ban",
    ),
    ("Nêu gương tổ chức, cá nhân", r"neu guong|dien hinh|guong (?:tot|nguoi)|bieu duong|ton vinh|mo hinh hay|cach lam hay|sang kien"),
    (
        "Lồng ghép giáo dục pháp luật, dân chủ cơ sở, học tập Bác",
        r"giao duc phap luat|dan chu co so|ho chi minh|ngay phap luat|phong cach",
    ),
    ("Khảo sát sự hài lòng", r"hai long|khao sat|ma qr|qr ?code"),
)  # fmt: skip
_FORMS = tuple((label, re.compile(pattern)) for label, pattern in FORMS)
_THEMES = tuple((label, re.compile(pattern)) for label, pattern in THEMES)
_LOOKED_AT = 4000


def forms_in(text: str) -> tuple[str, ...]:
    """The forms of communication that a text speaks of, in the order of the list."""
    folded = fold(text[:_LOOKED_AT])
    return tuple(label for label, rule in _FORMS if rule.search(folded))


def themes_in(text: str) -> tuple[str, ...]:
    """The themes that a text speaks of, in the order of the list."""
    folded = fold(text[:_LOOKED_AT])
    return tuple(label for label, rule in _THEMES if rule.search(folded))


def listed_forms(text: str) -> tuple[str, ...]:
    """Forms named under their own heading, as written: parted at semicolons and breaks; at commas when each is one."""
    pieces = [piece for part in re.split(r"[;\n]", text) if (piece := squeeze(part).strip(" .,-–+•"))]
    result: list[str] = []
    for piece in pieces:
        parts = [squeeze(part).strip(" .") for part in piece.split(",")]
        result += parts if len(parts) > 1 and all(forms_in(part) for part in parts) else [piece]
    return tuple(dict.fromkeys(result))
