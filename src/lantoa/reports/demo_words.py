"""What the officers of the demo wrote below each heading. Invented."""

from __future__ import annotations

from lantoa.organisation.drafts import LetterheadDraft

_CITY, _HOME = "Ủy ban nhân dân thành phố Cần Thơ", "Sở Nội vụ thành phố Cần Thơ"
_BELOW = ("Các phòng, đơn vị thuộc Sở",)

LETTERHEADS = {
    "province": LetterheadDraft(
        place="Cần Thơ",
        symbol="UBND",
        addressed_to=("Bộ Nội vụ",),
        recipients=(
            "Như trên",
            "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân thành phố",
            "Các sở, ban, ngành thành phố",
            "Ủy ban nhân dân các phường, xã",
            "Lưu: VT, NC",
        ),
        authority="KT.",
        on_behalf="Chủ tịch",
        signer_title="Phó Chủ tịch",
        signer="Hồ Ngọc Diễm",
    ),
    "sxd": LetterheadDraft(
        place="Cần Thơ",
        symbol="SXD",
        addressed_to=(_CITY, _HOME),
        recipients=(
            "Như trên",
            "Giám đốc, các Phó Giám đốc Sở",
            *_BELOW,
            "Trang thông tin điện tử Sở",
            "Lưu: VT, VP",
        ),
        signer_title="Giám đốc",
        signer="Trần Văn Đước",
    ),
    "snv": LetterheadDraft(
        place="Cần Thơ",
        symbol="SNV",
        addressed_to=(_CITY,),
        recipients=("Như trên", "Giám đốc, các Phó Giám đốc Sở", *_BELOW, "Lưu: VT, CCHC"),
        authority="TL.",
        on_behalf="Giám đốc",
        signer_title="Trưởng phòng Cải cách hành chính",
        signer="Phạm Thị Thanh Vân",
    ),
    "ward": LetterheadDraft(
        place="Vàm Tấn",
        symbol="UBND",
        addressed_to=(_CITY, _HOME),
        recipients=(
            "Như trên",
            "Thường trực Đảng ủy, Hội đồng nhân dân phường",
            "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân phường",
            "Lưu: VT, VHXH",
        ),
        authority="TM.",
        on_behalf="Ủy ban nhân dân",
        signer_title="Chủ tịch",
        signer="Danh Hoàng Nam",
    ),
    "old_sxd": LetterheadDraft(
        place="Sóc Trăng",
        symbol="SXD",
        addressed_to=("Ủy ban nhân dân tỉnh Sóc Trăng",),
        recipients=("Như trên", *_BELOW, "Lưu: VT"),
        signer_title="Giám đốc",
        signer="Trịnh Công Lý",
    ),
}
"""What each agency of the demo sets for its papers."""

DEPARTMENT = {
    "chi-dao": (
        "Sở đã ban hành kế hoạch tuyên truyền cải cách hành chính trong tháng đầu năm, giao Văn phòng Sở làm đầu mối, "
        "từng phòng có một công chức phụ trách.\n"
        "Giám đốc Sở kiểm tra tiến độ tại giao ban hằng tháng; nhiệm vụ chậm được nêu tên đơn vị và hạn mới."
    ),
    "ke-hoach": "Phần lớn nhiệm vụ trong kỳ đúng hạn. Nhiệm vụ chậm do chờ kinh phí in ấn, đã điều chỉnh sang kỳ sau.",
    "ket-qua": (
        "Nội dung tập trung vào nộp hồ sơ trực tuyến, thanh toán không dùng tiền mặt và trả kết quả qua bưu chính.\n"
        "Hướng dẫn trực tiếp tại Bộ phận Một cửa là cách được người dân đánh giá dễ làm theo nhất."
    ),
    "mat-duoc": (
        "Tin, bài gắn với việc người dân đang cần: mỗi bài nêu một thủ tục, thời hạn giải quyết và nơi hỏi.\n"
        "Đoàn viên trực quầy hướng dẫn giờ cao điểm làm giảm hồ sơ phải bổ sung."
    ),
    "ton-tai": (
        "Tờ gấp song ngữ Việt – Khmer in chậm so với kế hoạch.\n"
        "Một số phòng gửi tin, bài dồn vào cuối kỳ nên đăng chưa đều."
    ),
    "phuong-huong": (
        "Hoàn thành tờ gấp song ngữ; mở chuyên mục hỏi đáp trên trang Zalo của Sở; tập huấn viết tin cho đầu mối các phòng."
    ),
}  # fmt: skip

WARD = {
    "chi-dao": "Ủy ban nhân dân phường giao Phòng Văn hóa - Xã hội tham mưu; nội dung được đưa vào giao ban hằng tuần với các khu vực.",
    "ket-qua": "Tuyên truyền qua loa phường, nhóm Zalo khu vực và tại Trung tâm Phục vụ hành chính công.",
    "mat-duoc": "Tổ công nghệ số cộng đồng đến từng hộ hướng dẫn đăng ký tài khoản định danh.",
    "ton-tai": "Người cao tuổi còn ngại nộp hồ sơ trực tuyến, cần người làm mẫu nhiều lần.",
    "phuong-huong": "Tổ chức ngày hướng dẫn tại khu vực vào sáng thứ Bảy, mỗi tháng một khu vực.",
}

NOTE = (
    "Nêu rõ mô hình, cách làm mới trong kỳ kèm số liệu so với kỳ trước.\n"
    "Báo cáo đã ký gửi trên hệ thống; không gửi thêm bản giấy."
)
RETURNED = "Mục tồn tại, hạn chế chưa nêu nguyên nhân và cách khắc phục. Bổ sung rồi gửi lại."
