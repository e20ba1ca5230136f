"""The words of the demo's pages. Our own: fees, days and the code of the procedure are invented."""

from __future__ import annotations

from typing import Any

PLAN_ARTICLE: dict[str, Any] = {
    "title": "Sở Xây dựng triển khai kế hoạch tuyên truyền cải cách hành chính",
    "summary": "Kế hoạch năm nay đặt bốn mục tiêu, giao việc cho từng phòng và mời người dân góp ý ngay tại quầy.",
    "body": [
        (
            "paragraph",
            "<p>Giám đốc Sở vừa ký kế hoạch tuyên truyền cải cách hành chính trong năm, làm theo hai kế hoạch của cấp tỉnh. "
            "Văn phòng Sở theo dõi chung; mỗi phòng tự chịu trách nhiệm về phần việc của mình.</p>",
        ),
        ("heading", "Bốn mục tiêu"),
        (
            "paragraph",
            "<ul><li>Người đứng đầu phòng, đơn vị, đoàn thể trực tiếp tham gia tuyên truyền.</li>"
            "<li>Cán bộ và người dân hiểu vì sao phải cải cách hành chính và được lợi gì.</li>"
            "<li>Nhiều người biết nộp hồ sơ, trả phí trên mạng; giữ đúng văn hóa công sở.</li>"
            "<li>Mỗi công chức, viên chức góp một sáng kiến nhỏ cho việc chung.</li></ul>",
        ),
        ("photo", "survey"),
        ("heading", "Hai yêu cầu"),
        (
            "paragraph",
            "<ol><li>Tin, bài đến đúng lúc, đủ ý, đều đặn và có ích; nói kèm trong các buổi phổ biến pháp luật, "
            "sinh hoạt dân chủ ở cơ sở, học tập và làm theo Bác.</li>"
            "<li>Dùng nhiều cách nói, cũ lẫn mới; nêu gương người làm tốt.</li></ol>",
        ),
        ("heading", "Làm những gì trong năm"),
        (
            "table",
            {
                "caption": "Việc chính và đơn vị chủ trì",
                "text": "Việc|Đơn vị\nGiới thiệu mục tiêu, ý nghĩa của cải cách hành chính|Văn phòng Sở\n"
                "Tuyên truyền văn hóa công vụ|Công đoàn\nHướng dẫn dịch vụ công trực tuyến, bưu chính công ích|Bộ phận Một cửa\n"
                "Giới thiệu lộ trình chuyển đổi số|Văn phòng Sở\nCông khai kết quả chỉ số cải cách hành chính|Văn phòng Sở\n"
                "Đưa tin cải cách hành chính của bộ, ngành, nơi khác|Biên tập viên\nTheo dõi việc thực hiện để đạt chỉ số|Văn phòng Sở",
            },
        ),
        ("heading", "Góp ý ở đâu"),
        (
            "paragraph",
            "<p>Sau khi nhận kết quả, người dân, doanh nghiệp quét mã QR ở quầy để chấm mức hài lòng. "
            "Công chức tại quầy giúp ai chưa quen.</p>",
        ),
    ],
}

SURVEY_PHOTO = {
    "alt": "Hình vẽ: người dân đứng trước quầy, công chức chỉ vào tấm bảng",
    "caption": "Công chức Sở Xây dựng chỉ cách quét mã QR để trả lời khảo sát hài lòng.",
    "credit": "tranh minh họa",
    "consent": "nobody",
    "consent_note": "",
}

QR_ARTICLE: dict[str, Any] = {
    "title": "Quét mã QR, góp ý ngay tại quầy",
    "summary": "Mỗi quầy có một mã riêng. Bảy câu hỏi, chưa đến một phút, không cần đăng nhập.",
    "body": [
        ("heading", "Trả lời như thế nào"),
        (
            "paragraph",
            "<p>Mở máy ảnh điện thoại, hướng vào mã trên quầy rồi chạm vào đường dẫn. "
            "Ai không dùng điện thoại thì trả lời trên phiếu giấy.</p>",
        ),
        ("heading", "Câu trả lời đi về đâu"),
        (
            "paragraph",
            "<p>Phiếu không ghi tên, không ghi số điện thoại. Nhóm có quá ít phiếu không hiện kết quả, "
            "để không ai đoán được người trả lời.</p>",
        ),
        ("quote", {"text": "Góp ý nào cũng có người đọc và trả lời.", "who": "Bộ phận Một cửa"}),
    ],
}

GUIDE: dict[str, Any] = {
    "title": "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "summary": "Cho nhà ở phải có giấy phép trước khi khởi công. Số liệu trong trang là mẫu.",
    "duration": "15 ngày",
    "fee": "100.000 đồng",
    "level": "full",
    "whats_new": "Không phải nộp giấy tờ đã có trong cơ sở dữ liệu quốc gia.",
    "online": "Trên Cổng Dịch vụ công quốc gia, vào bất cứ lúc nào. Kết quả có chữ ký số gửi vào tài khoản.",
    "counter": "Tại quầy 07, Trung tâm Phục vụ hành chính công, trong giờ làm việc.",
    "post": "Tại bưu cục gần nhất; nhân viên bưu chính giúp kiểm tra đủ giấy tờ.",
    "payment": "Trả bằng mã QR hoặc tài khoản ngân hàng khi nộp; tải biên lai tại cùng trang.",
    "place": "Quầy 07, Trung tâm Phục vụ hành chính công\nThứ Hai đến thứ Sáu, 07:00 đến 11:00, 13:00 đến 17:00",
    "keeper": "Phòng Quản lý xây dựng",
}
PAPERS = (
    ("Đơn đề nghị cấp giấy phép xây dựng", "01 bản", ""),
    ("Giấy tờ về quyền sử dụng đất", "01 bản sao", "không cần nếu đã có trên VNeID"),
    ("Bản vẽ thiết kế xây dựng", "02 bộ", "hoặc tệp PDF khi nộp trực tuyến"),
)
STEPS = (
    ("Nộp hồ sơ", "Nhận mã hồ sơ ngay khi nộp."),
    ("Trả lệ phí", "Trả trực tuyến hoặc tại quầy."),
    ("Bổ sung nếu được yêu cầu", "Cơ quan chỉ yêu cầu một lần, bằng văn bản."),
    ("Nhận giấy phép", "Nếu trễ hẹn, cơ quan gửi thư xin lỗi và ngày hẹn mới."),
)
ASKED = (
    (
        "Giấy phép có giá trị bao lâu?",
        "<p>Phải khởi công trong 12 tháng; được gia hạn trước khi hết hạn.</p>",
    ),
)

ANSWER_TITLE = "Sửa mặt tiền nhà có cần xin phép không?"
ANSWER = (
    "<p>Không, nếu không đổi kết cấu chịu lực và mặt tiền không nằm trên tuyến đường có quy định về kiến trúc. "
    "Chưa chắc thì gọi quầy 07 để được xem giúp bản vẽ.</p>"
)
