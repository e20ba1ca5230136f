"""Numbers of errors of the Zalo OA API, with what to do. A number that is not here is shown as it came."""

from __future__ import annotations

from lantoa.channels.answers import Meaning

EXPIRED = frozenset({-216, -124})

CODES = {
    -32: Meaning("Gọi Zalo quá nhanh.", again=True, pause=60),
    -201: Meaning("Zalo không nhận nội dung bài. Xem lại tiêu đề, tóm tắt, ảnh bìa.", channel=False),
    -204: Meaning("Trang Zalo OA của cơ quan đã bị xóa. Liên hệ Zalo."),
    -205: Meaning("Không có trang Zalo OA này. Xem lại mã truy cập trong cài đặt kênh."),
    -207: Meaning("Ứng dụng chưa được liên kết với Zalo OA. Liên kết lại trong Zalo for Developers."),
    -209: Meaning("Ứng dụng chưa được kích hoạt. Bật ứng dụng trong Zalo for Developers."),
    -211: Meaning("Đã hết hạn mức của Zalo OA.", again=True, pause=6 * 3600),
    -212: Meaning("Zalo OA chưa cấp quyền quản lý bài viết cho ứng dụng. Cấp quyền lại rồi nhập mã mới."),
    -216: Meaning("Zalo không nhận mã truy cập, kể cả mã mới. Cấp quyền lại rồi nhập mã mới."),
    -124: Meaning("Zalo không nhận mã truy cập, kể cả mã mới. Cấp quyền lại rồi nhập mã mới."),
    -221: Meaning("Zalo OA chưa xác thực nên chưa được đăng bài. Xác thực trang với Zalo."),
    -224: Meaning("Gói dịch vụ của Zalo OA không có quyền này. Nâng gói với Zalo."),
}
