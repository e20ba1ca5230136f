"""Set phrases of plans and of the articles that retell them: what opens, joins, closes, and what is noise."""

from __future__ import annotations

import re

from lantoa.plans.reading.normalise import fold, is_upper

BASIS = re.compile(
    r"(?:can cu|thuc hien|theo|trien khai|xet|de (?:trien khai|thuc hien|tiep tuc)|nham (?:trien khai|thuc hien|cu the)|tiep tuc (?:thuc hien"
    r"|trien khai)|tren co so|chap hanh|thi hanh|quan triet|cu the hoa|phuc dap|ngay \d)"
)
NUMERAL = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "muoi ba": 13, "muoi lam": 15,
}  # fmt: skip
_EXTRA = re.compile(
    r"(?:ben canh (?:do|viec|cac)|ngoai (?:ra|viec|cac)|dong thoi|mat khac|song song (?:voi )?do|hon nua)\b"
)
_LEAD_IN = re.compile(
    r"(?:nhu sau|sau day|duoi day|cu the la|cu the nhu sau|gom|gom co|bao gom|cu the|sau|la)\s*[:.]?$|duoc de cap(?: den)?\.?$|:$"
)
_TOGETHER = re.compile(r"cung voi do\b")
_CONCLUDING = re.compile(
    r"tren day la (?:noi dung )?(?:ke hoach|bao cao|noi dung|chuong trinh)|trong qua trinh (?:to chuc )?(?:thuc hien|trien khai)"
    r"|(?:de nghi|yeu cau) (?:cac|thu truong|truong cac|lanh dao).{0,120}(?:nghiem tuc|trien khai thuc hien|to chuc thuc hien)"
    r"|neu co (?:kho khan|vuong mac)|ke hoach nay (?:co hieu luc|thay the|duoc)|ke hoach (?:.{0,80})la mot trong nhung"
)
_ANNEX_POINTER = re.compile(
    r"\b(?:(?:tai|theo|o|trong|bang|kem theo|xem|dinh kem)\s+(?:cac )?"
    r"(?:phu luc|(?:bieu|bang)(?= (?:kem|dinh kem|chi tiet|phan cong|tong hop|nhiem vu|ke hoach|sau|duoi|so \d|\d)))"
    r"|phu luc (?:[ivx\d]+ )?(?:dinh kem|kem theo|ban hanh kem)|(?:co|chi tiet) (?:tai |theo )?phu luc)"
)
CAPTION = re.compile(
    r"(?:hinh anh|hinh|anh|anh minh hoa|nguon anh|chu thich anh|video|clip|do hoa|bieu do)\s*(?:so\s*)?\d*\s*[:.(]"
    r"|anh minh hoa\b|\(?anh: "
)
BYLINE = re.compile(
    r"\(?(?:tac gia|nguon(?=\s*:(?!.*(?:ngan sach|kinh phi|tu chu)))|nguon tin|bai(?:,| va)? anh|tin(?:,| va)? (?:bai|anh)|nguoi (?:dang|viet|gui)|ngay dang|dang (?:luc|ngay)"
    r"|cap nhat(?: luc| ngay)?|luot (?:xem|doc|truy cap)|xem (?:voi|them)|chia se|in bai|gui email|tin lien quan|tu khoa|tags?)\s*:"
    r"|(?:dia chi|dien thoai|dt|tel|fax|e-?mail|website|hotline)\s*:.*(?:\d{3}|@|www|\.vn|,)"
    r"|(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)\s*,?\s*(?:ngay\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.{0,20}$"
    r"|(?:ngay )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*[-|,]?\s*\d{1,2}\s?[:hg]\s?\d{2}.{0,12}$|\d{1,2}:\d{2}\b.{0,30}$"
    r"|(?:th\.?s|ts|cn|ks|bs)\.? [a-z ]{3,40}$|tat ca\s*:\s*\d|(?:hom nay|hom qua|tuan nay|thang nay|truc tuyen|dang online)\s*:\s*\d"
)
FOOTER = re.compile(
    r"(?:thong ke truy cap|so luot truy cap|luot truy cap|ban quyen thuoc|tin (?:lien quan|khac|cung chuyen muc|moi hon|cu hon)"
    r"|cac (?:tin|bai)(?: viet)? (?:khac|lien quan|moi|cu)|bai viet (?:lien quan|khac)|binh luan|y kien ban doc|copyright|©"
    r"|@? ?ghi ro nguon|chiu trach nhiem (?:chinh|noi dung|xuat ban)|giay phep so|ve dau trang|danh gia bai viet)"
)
MOTTO = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–.]\s*tu do\s*[-–.]\s*hanh phuc|^\(?du thao\b|dang cong san viet nam$"
)
TITLES = {
    "ke hoach": "Kế hoạch", "quyet dinh": "Quyết định", "chuong trinh": "Chương trình", "bao cao": "Báo cáo",
    "chi thi": "Chỉ thị", "thong bao": "Thông báo", "huong dan": "Hướng dẫn", "cong van": "Công văn",
    "nghi quyet": "Nghị quyết", "phuong an": "Phương án", "de an": "Đề án", "cong dien": "Công điện",
    "to trinh": "Tờ trình", "quy che": "Quy chế", "quy dinh": "Quy định", "ket luan": "Kết luận",
    "ke hoach lien tich": "Kế hoạch liên tịch",
}  # fmt: skip
_TITLE = re.compile(rf"(?P<word>{'|'.join(sorted(TITLES, key=len, reverse=True))})\b\s*[:.\-–]?\s*")
_RANK = (
    r"(?:(?:pho )?(?:tong )?giam doc|(?:pho )?chu tich|(?:thu|bo|cuc|vu|vien|hieu|tong cuc) truong|pho (?:cuc|vu|vien|hieu) truong"
    r"|(?:pho )?chanh (?:van phong|thanh tra)|(?:pho )?truong (?:ban|phong|doan|khoa)|(?:pho )?bi thu|thu truong (?:co quan|don vi)"
    r"|thu tuong|pho thu tuong|(?:pho )?tong thanh tra)"
)
_SIGNER = re.compile(
    rf"(?:(?:(?:tm|kt|tl|tuq|q)\s*\.|[tk]/[ml])\s*[a-z ,\-–]+|{_RANK}(?: so| benh vien| trung tam| [a-z ,\-–]{{2,60}})?)$"
)
END_MARK = re.compile(r"\s*\.?\s*/\s*\.\s*$|\s*\./\s*$")


def is_extra(text: str) -> bool:
    """A paragraph that goes on with a list without an ordinal: "Bên cạnh đó, …", "Ngoài ra, …"."""
    return bool(_EXTRA.match(fold(text[:40])))


def is_lead_in(text: str) -> bool:
    """A sentence that introduces a list and is never an item: "… cụ thể như sau:", "Cùng với đó …"."""
    folded = fold(text[-60:]).rstrip()
    return bool(_LEAD_IN.search(folded)) or bool(_TOGETHER.match(fold(text[:20])))


def is_concluding(text: str) -> bool:
    """The last words of a plan: "Trên đây là Kế hoạch …"."""
    return bool(_CONCLUDING.match(fold(text[:300])))


def points_to_annex(text: str) -> bool:
    """ "Các nhiệm vụ được nêu tại Phụ lục kèm theo": says where the tasks are, is none itself."""
    return len(text) < 260 and bool(_ANNEX_POINTER.search(fold(text)))


def title_word(text: str, *, alone: bool = False) -> tuple[str, str] | None:
    """The kind of document that a title line names, and the rest of the line ("" when the word stands alone)."""
    hit = _TITLE.match(fold(text[:60]))
    if not hit:
        return None
    rest = text[hit.end() :].strip()
    if rest and (alone or text.rstrip().endswith((".", ":", ";")) or len(text) > 260):
        return None
    word = text[: hit.end("word")]
    if not rest and not (is_upper(word) or word[:1].isupper()):
        return None
    return TITLES[hit["word"]], rest


def is_signer(text: str) -> bool:
    """A line of a signature: "GIÁM ĐỐC", "KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN", in capitals."""
    return len(text) < 80 and is_upper(text) and bool(_SIGNER.match(fold(text).strip()))


def is_noise(text: str) -> bool:
    """Captions, bylines, addresses, counters, the national motto."""
    folded = fold(text[:200])
    return bool(CAPTION.match(folded) or BYLINE.match(folded) or MOTTO.search(folded))
