"""Whether a text carries a duty: Vietnamese has no verb endings, so a list of verbs at the head decides."""

from __future__ import annotations

import re

from lantoa.plans.reading.normalise import fold, is_upper
from lantoa.plans.reading.people import from_sentence

_VERBS = """
tuyên truyền|phổ biến|tổ chức|xây dựng|ban hành|đăng|đăng tải|đăng ký|đưa|phát|phát hành|phát động|phát sóng|phát huy
|phát triển|niêm yết|công khai|cập nhật|in|in ấn|thiết kế|biên soạn|biên tập|viết|sản xuất|quay|dựng|treo|lắp đặt|lắp
|lồng ghép|tăng cường|đẩy mạnh|nâng cao|tiếp tục|thực hiện|triển khai|phối hợp|chủ trì|hướng dẫn|hỗ trợ|tham mưu|rà soát
|kiểm tra|theo dõi|giám sát|đôn đốc|tổng hợp|báo cáo|đánh giá|khảo sát|thăm dò|lấy ý kiến|tiếp nhận|xử lý|giải quyết
|trả lời|công bố|giới thiệu|vận động|khuyến khích|mở|duy trì|đổi mới|đa dạng hóa|đa dạng hoá|chú trọng|tập trung
|quán triệt|nêu gương|biểu dương|tôn vinh|khen thưởng|nhân rộng|tập huấn|bồi dưỡng|đào tạo|thi|tìm hiểu|tham gia|gửi
|cung cấp|chia sẻ|phản ánh|chủ động|bố trí|phân công|giao|cử|lập|chuẩn bị|trình|ký|đảm bảo|bảo đảm|sử dụng|ứng dụng
|vận hành|kết nối|tích hợp|số hóa|số hoá|sơ kết|tổng kết|chấm|trao|truyền thông|thông báo|quảng bá|dán|chiếu
|trình chiếu|ghi|thu|làm|nghiên cứu|đề xuất|kiến nghị|mời|đối thoại|gặp gỡ|phỏng vấn|tiến hành|hoàn thành|hoàn thiện
|sửa đổi|bổ sung|cải tiến|dành|đặt|gắn|kiện toàn|thành lập|khai thác|mở rộng|củng cố|chỉ đạo|kêu gọi|tạo|huy động
|xác định|động viên|trang bị|nhắc|họp|cấp|dịch|nộp|tư vấn|trực|sưu tầm|tuyển chọn|phân phối|nhân bản|ra mắt|hưởng ứng
|thường xuyên|kịp thời|định kỳ|yêu cầu|đề nghị|thông tin|chuyển|lan tỏa|lan toả|truyền tải|thu hút|cải thiện|khắc phục
|kết hợp|lựa chọn|xuất bản|livestream|phát thanh|truyền hình|tham dự|học tập|nắm bắt|ghi nhận|cam kết|vinh danh|treo
|bảo vệ|quản lý|phát tờ rơi|nhắn tin|gắn mã|quét|tặng|nhận|giúp|chạy|soạn thảo|soạn|đo lường|đo|kiểm thử|thí điểm|dọn
"""
# Marks are kept: without them "phỏng vấn" would be found in "Phòng Văn hóa".
_VERB = re.compile(
    rf"(?:{'|'.join(re.escape(verb) for verb in _VERBS.replace(chr(10), '').split('|') if verb)})\b"
)
_NOUN_HEADS = re.compile(
    r"(?:cong tac|noi dung|hinh thuc|nhiem vu|cac |mot so|nhung |ve |doi voi|tren |tai |qua |thong qua|nhom |linh vuc|hoat dong"
    r"|giai phap|doi tuong|muc tieu|yeu cau|cho |trong |quy |thang |san pham|ket qua|thoi gian|viec |vai tro|y nghia|su |chuong trinh)"
)
_MODAL = re.compile(r"\b(?:chu tri|phoi hop|co trach nhiem|chiu trach nhiem|phai|can|tham muu|duoc giao)\b")
# Verbs that also open a heading as nouns: "Thông tin, tuyên truyền", "Kiểm tra, giám sát", "Truyền thông nội bộ".
_NOUNLIKE = re.compile(
    r"(?:thong tin|truyen thong|phat thanh|truyen hinh|kiem tra|giam sat|theo doi|bao cao|tuyen truyen|dao tao|tap huan|boi duong"
    r"|khao sat|danh gia|tong ket|so ket|thi dua|khen thuong|ho tro|huong dan|pho bien|quan ly)"
    r"(?:\s*(?:,|va|-|/)\s*[a-z ]{3,30})?\s*:?$"
)


def starts_with_verb(text: str) -> bool:
    """Whether the first word is a verb of work."""
    return bool(_VERB.match(text[:60].lower().lstrip("\"“'( ")))


def carries_duty(text: str) -> bool:
    """Whether a text says by itself what is to be done.

    "Đăng tin về thủ tục mới" does; "Công tác thông tin", "Đối với công chức", "Văn phòng Sở:" and capitals do not.
    """
    stripped = text.strip()
    if not stripped or (is_upper(stripped) and len(stripped) < 200):
        return False
    folded = fold(stripped[:400])
    if _NOUNLIKE.fullmatch(folded.rstrip(". ")):
        return False
    if starts_with_verb(stripped):
        return True
    if from_sentence(stripped[:400]).lead:
        return True
    if _NOUN_HEADS.match(folded):
        head = folded.split(":")[0]
        return len(head) > 45 and bool(_MODAL.search(head))
    return bool(_MODAL.search(folded)) and len(folded) > 30
