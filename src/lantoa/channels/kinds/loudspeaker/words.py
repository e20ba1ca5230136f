"""Letters, units and abbreviations as they are read aloud. The abbreviations are only the first ones of a channel:
each channel has its own list, changed in its settings."""

from __future__ import annotations

ABBREVIATIONS = """\
CCHC = cải cách hành chính
UBND = Ủy ban nhân dân
HĐND = Hội đồng nhân dân
MTTQ = Mặt trận Tổ quốc
TTHC = thủ tục hành chính
DVC = dịch vụ công
DVCTT = dịch vụ công trực tuyến
VNeID = vê nờ e ai đi
CCCD = căn cước công dân
BHXH = bảo hiểm xã hội
BHYT = bảo hiểm y tế
GCN = giấy chứng nhận
QSDĐ = quyền sử dụng đất
CNTT = công nghệ thông tin
CĐS = chuyển đổi số
PAKN = phản ánh, kiến nghị
TTPVHCC = Trung tâm phục vụ hành chính công
TP = thành phố
TPHCM = Thành phố Hồ Chí Minh
QR = quy-a
SMS = tin nhắn
OTP = ô tê pê
CP = Chính phủ
TTg = Thủ tướng Chính phủ
QH = Quốc hội
BNV = Bộ Nội vụ
SXD = Sở Xây dựng
SNV = Sở Nội vụ
NĐ = nghị định
QĐ = quyết định
KH = kế hoạch
TB = thông báo
TT = thông tư
CT = chỉ thị
NQ = nghị quyết
CV = công văn
BC = báo cáo
"""

LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "F": "ép", "G": "giê", "H": "hát", "I": "i",
    "J": "gi", "K": "ca", "L": "lờ", "M": "mờ", "N": "nờ", "O": "o", "P": "pê", "Q": "quy", "R": "rờ", "S": "sờ",
    "T": "tê", "U": "u", "V": "vê", "W": "vê kép", "X": "ích", "Y": "i dài", "Z": "dét", "Ă": "á", "Â": "ớ", "Ê": "ê",
    "Ô": "ô", "Ơ": "ơ", "Ư": "ư",
}  # fmt: skip

UNITS = {
    "km/h": "ki-lô-mét trên giờ", "km2": "ki-lô-mét vuông", "km²": "ki-lô-mét vuông", "m2": "mét vuông",
    "m²": "mét vuông", "m3": "mét khối", "m³": "mét khối", "km": "ki-lô-mét", "cm": "xăng-ti-mét", "mm": "mi-li-mét",
    "kg": "ki-lô-gam", "ha": "héc-ta", "kWh": "ki-lô-oát giờ", "m": "mét", "°C": "độ C",
}  # fmt: skip

MONEY = {"đồng": "đồng", "đ": "đồng", "VNĐ": "đồng", "VND": "đồng", "USD": "đô la Mỹ"}


def letters(word: str) -> str:
    """A word letter by letter; what is no letter is left out."""
    return " ".join(LETTERS[letter] for letter in word.upper() if letter in LETTERS)


def read_table(lines: str) -> dict[str, str]:
    """ "CCHC = cải cách hành chính" line by line; lines without an equals sign say nothing."""
    found = {}
    for line in lines.splitlines():
        short, sign, said = line.partition("=")
        if sign and short.strip() and said.strip():
            found[short.strip()] = " ".join(said.split())
    return found
