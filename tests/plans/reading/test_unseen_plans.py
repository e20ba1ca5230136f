"""Ten plans written with their expected reading before the grammar saw them: each of another make."""

from __future__ import annotations

from datetime import date

from lantoa.plans.reading import KnownUnit
from tests.plans.reading.reading_help import codes, read, table, texts, word


def test_hard_wrapped_text_with_labelled_lines_in_any_order() -> None:
    draft = read("""
        UBND TỈNH LÂM HẠ                      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        SỞ TƯ PHÁP                                Độc lập - Tự do - Hạnh phúc

        Số:      /KH-STP                  Lâm Hạ, ngày    tháng    năm 2026

                                     KẾ HOẠCH
               Tuyên truyền cải cách hành chính năm 2026 của Sở Tư pháp

        Thực hiện Kế hoạch số 15/KH-UBND ngày 09/01/2026 của UBND tỉnh về tuyên truyền
        cải cách hành chính năm 2026, Sở Tư pháp xây dựng kế hoạch như sau:

        I. MỤC ĐÍCH, YÊU CẦU
        1. Mục đích
        - Giúp người dân hiểu rõ các bước làm thủ tục hộ tịch, chứng thực và lý lịch tư
        pháp trên môi trường điện tử.
        2. Yêu cầu
        - Ngắn gọn.
        - Đúng thời gian.

        II. 03 NHIỆM VỤ TRỌNG TÂM
        1. Biên soạn sổ tay hướng dẫn cấp phiếu lý lịch tư pháp trực tuyến và phát miễn
        phí cho người dân đến làm thủ tục tại Trung tâm Phục vụ hành chính công, trong
        đó ưu tiên người cao tuổi
           - Thời gian hoàn thành: Quý III.
           - Sản phẩm: 1.000 cuốn sổ tay.
           - Đơn vị chủ trì: Phòng Hành chính tư pháp.
        2. Đăng câu hỏi thường gặp lên trang thông tin điện tử
           - Đơn vị phối hợp: Trung tâm Trợ giúp pháp lý; Đoàn Thanh niên.
           - Chủ trì: Văn phòng Sở.
           - Thời gian: Tuần cuối hàng tháng.
        3. Tổ chức “Ngày thứ Bảy vì dân”
           - Chủ trì: Phòng Bổ trợ tư pháp.
           - Kinh phí: 15 triệu đồng từ nguồn không tự chủ.
           - Thời gian: từ ngày 01/4/2026 đến hết ngày 30/9/2026.
           - Đối tượng: người dân vùng sâu.

        III. TỔ CHỨC THỰC HIỆN
        Văn phòng Sở theo dõi, tổng hợp báo cáo Giám đốc Sở.

        Trên đây là Kế hoạch tuyên truyền năm 2026, yêu cầu các phòng thực hiện./.

        Nơi nhận:                                            GIÁM ĐỐC
        - Như trên;
        - Lưu: VT, VP.
                                                        Trần Thị Hoa
    """)
    document = draft.document
    assert (document.number, document.issued_on, document.issuer) == (None, None, "Sở Tư pháp")
    assert document.signer_title == "GIÁM ĐỐC"
    assert {"MISSING_NUMBER", "UNREADABLE_DATE"} <= codes(draft)
    assert [parent.number for parent in draft.parents] == ["15/KH-UBND"]
    assert texts(draft.objectives) == [
        "Giúp người dân hiểu rõ các bước làm thủ tục hộ tịch, chứng thực và lý lịch tư pháp trên môi trường điện tử."
    ]
    assert len(draft.requirements) == 2
    first, second, third = draft.tasks
    assert first.text == (
        "Biên soạn sổ tay hướng dẫn cấp phiếu lý lịch tư pháp trực tuyến và phát miễn phí cho người dân đến làm"
        " thủ tục tại Trung tâm Phục vụ hành chính công, trong đó ưu tiên người cao tuổi"
    )
    assert (first.lead, first.product) == ("Phòng Hành chính tư pháp", "1.000 cuốn sổ tay")
    assert (first.time.kind, first.time.end) == ("range", date(2026, 9, 30))
    assert second.partners == ("Trung tâm Trợ giúp pháp lý", "Đoàn Thanh niên")
    assert (second.time.kind, second.time.rrule) == ("recurring", "FREQ=MONTHLY")
    assert third.budget == "15 triệu đồng từ nguồn không tự chủ"
    assert (third.time.start, third.time.end) == (date(2026, 4, 1), date(2026, 9, 30))
    assert third.audience == "người dân vùng sâu"
    assert len(draft.arrangements) == 1
    assert "COUNT_MISMATCH" not in codes(draft)


def test_a_merged_annex_with_two_heading_rows() -> None:
    draft = parse_word(
        "SỞ Y TẾ",
        "Số: 210/KH-SYT",
        "Hòa Bắc, ngày 20 tháng 01 năm 2026",
        "KẾ HOẠCH",
        "Truyền thông cải cách hành chính năm 2026",
        "I. MỤC ĐÍCH",
        "Nâng cao sự hài lòng của người bệnh.",
        "II. NỘI DUNG",
        "1. Truyền thông về chuyển đổi số y tế",
        "2. Truyền thông về thái độ phục vụ",
        "(Nhiệm vụ cụ thể tại Phụ lục kèm theo)",
        "III. KINH PHÍ",
        "Nguồn sự nghiệp y tế.",
        "PHỤ LỤC",
        table(
            "STT|Nhiệm vụ|Đơn vị thực hiện|<|Thời gian|Kết quả",
            "^|^|Chủ trì|Phối hợp|^|^",
            "(1)|(2)|(3)|(4)|(5)|(6)",
            "I|Chuyển đổi số|<|<|<|<",
            "1|Quay video đặt lịch khám trực tuyến|Phòng Nghiệp vụ Y|Bệnh viện tỉnh|Quý I, II|03 video",
            "2|Dán mã QR đánh giá tại khoa khám|^|Các bệnh viện, trung tâm y tế|Trong năm|Tất cả các khoa",
            "II|Thái độ phục vụ|<|<|<|<",
            "3|Phát động thi đua nụ cười|Công đoàn ngành|Văn phòng Sở|Theo hướng dẫn của Liên đoàn Lao động|Phong trào",
            "4|Khảo sát nội trú|Văn phòng Sở||6 tháng/lần|02 báo cáo",
        ),
    )
    assert [task.ordinal for task in draft.tasks] == ["1", "2", "3", "4"]
    assert [task.lead for task in draft.tasks] == [
        "Phòng Nghiệp vụ Y", "Phòng Nghiệp vụ Y", "Công đoàn ngành", "Văn phòng Sở",
    ]  # fmt: skip
    assert draft.tasks[0].partners == ("Bệnh viện tỉnh",)
    assert draft.tasks[1].partners == ("Các bệnh viện, trung tâm y tế",)
    assert [task.time.kind for task in draft.tasks] == ["range", "range", "on_event", "recurring"]
    assert draft.tasks[3].time.rrule == "FREQ=MONTHLY;INTERVAL=6"
    assert draft.tasks[0].place.cell == "B5"
    assert draft.tasks[0].group == "Chuyển đổi số"
    assert texts(draft.objectives) == ["Nâng cao sự hài lòng của người bệnh."]


def parse_word(*items):  # type: ignore[no-untyped-def]
    from lantoa.plans.reading import parse

    return parse(word(*items))


def test_wrong_ordinals_are_kept_in_place_and_doubted() -> None:
    draft = read("""
        Số: 05/KH-TTCNTT
        Ngày 12 tháng 01 năm 2026
        KẾ HOẠCH
        Tuyên truyền cải cách hành chính năm 2026
        A. MỤC TIÊU
        a) Đúng hạn.
        b) Đúng quy định.
        b) Đúng người.
        B. NHIỆM VỤ
        1. Tập huấn chữ ký số.
        2. Mở quầy hỗ trợ.
        4. Phát thanh nội bộ.
        5. Thi trắc nghiệm.
        C. TỔ CHỨC THỰC HIỆN
        a) Phòng Tổng hợp theo dõi.
        b) Phòng Kỹ thuật phối hợp.
        c) Phòng Tài vụ bố trí tiền.
        d) Phòng Đào tạo bố trí lớp.
        đ) Phòng Quản trị lo hội trường.
        e) Công đoàn vận động.
        g) Đoàn thanh niên tham gia.
    """)
    assert len(draft.objectives) == 3
    assert [task.ordinal for task in draft.tasks] == ["1.", "2.", "4.", "5."]
    doubts = [(w.code, w.place.line) for w in draft.warnings if "ORDINAL" in w.code and w.place]
    assert doubts == [("DUPLICATE_ORDINAL", 8), ("MISSING_ORDINAL", 12)]
    assert len(draft.arrangements) == 7


def test_bullets_alone_below_a_heading_are_tasks() -> None:
    draft = read("""
        PHÒNG GIÁO DỤC
        Số: 33/KH-PGD
        KẾ HOẠCH
        Tuyên truyền cải cách hành chính năm học 2026
        Căn cứ Kế hoạch số 8/KH-UBND ngày 15/01/2026 của UBND phường Tân An về tuyên truyền cải cách hành chính;
        Phòng Giáo dục ban hành kế hoạch, cụ thể như sau:
        I. Mục đích và yêu cầu
        - Thầy cô nắm được quy trình mới.
        - Việc tuyên truyền phải gọn nhẹ.
        II. Nội dung tuyên truyền
        - Quy trình nộp hồ sơ chuyển trường.
        - Thanh toán học phí không dùng tiền mặt.
        - Kênh góp ý của phụ huynh.
        III. Hình thức tuyên truyền
        - Qua họp phụ huynh.
        - Qua nhóm Zalo của lớp.
        IV. Đối tượng
        Phụ huynh, giáo viên.
        V. Chế độ báo cáo
        Báo cáo trước ngày 20 tháng cuối quý.
    """)
    assert len(draft.tasks) == 3
    assert [task.ordinal for task in draft.tasks] == [None, None, None]
    assert texts(draft.objectives) == ["Thầy cô nắm được quy trình mới."]
    assert texts(draft.requirements) == ["Việc tuyên truyền phải gọn nhẹ."]
    assert [found.heading for found in draft.arrangements] == [
        "Hình thức tuyên truyền", "Hình thức tuyên truyền", "Đối tượng", "Chế độ báo cáo",
    ]  # fmt: skip
    assert [parent.issuer for parent in draft.parents] == ["UBND phường Tân An"]


def test_groups_by_quarter_give_their_time() -> None:
    draft = read("""
        Số: 7/KH-UBND
        Bình Lợi, ngày 10 tháng 01 năm 2026
        KẾ HOẠCH
        Tuyên truyền cải cách hành chính năm 2026 trên địa bàn xã
        I. Yêu cầu: Làm thiết thực, không phô trương.
        II. Nội dung công việc
        1. Quý I
        a) Ban hành kế hoạch và phân công.
        b) Treo băng rôn ở trụ sở.
        2. Quý II
        a) Tập huấn tổ công nghệ số.
        3. Thường xuyên
        a) Hướng dẫn người dân tại bộ phận Một cửa.
        III. Tổ chức
        Công chức Văn phòng - Thống kê theo dõi.
    """)
    assert [(task.time.kind, task.time.start) for task in draft.tasks] == [
        ("range", date(2026, 1, 1)),
        ("range", date(2026, 1, 1)),
        ("range", date(2026, 4, 1)),
        ("continuous", None),
    ]
    assert texts(draft.requirements) == ["Làm thiết thực, không phô trương."]
    assert len(draft.tasks) == 4


def test_prose_orders_name_lead_partners_and_deadline() -> None:
    draft = read(
        """
        Số: 61/KH-SCT
        KẾ HOẠCH
        Tuyên truyền cải cách hành chính năm 2026
        Ngày 3/02/2026
        PHẦN I
        MỤC TIÊU
        1. Doanh nghiệp biết dùng dịch vụ công.
        PHẦN II
        NHIỆM VỤ CỤ THỂ
        1. Giao Văn phòng Sở chủ trì, phối hợp với Phòng Quản lý thương mại, Trung tâm Khuyến công tổ chức hội nghị đối thoại với doanh nghiệp, hoàn thành trước ngày 30/5/2026.
        2. Phòng Quản lý năng lượng tham mưu ban hành văn bản hướng dẫn tiết kiệm điện trong tháng 4.
        3. Các phòng, đơn vị lồng ghép nội dung cải cách trong họp giao ban hằng tháng.
        4. Thanh tra Sở kiểm tra việc thực hiện (Quý IV).
        """,
        units=[
            KnownUnit("VP", ("Văn phòng Sở", "Văn phòng")),
            KnownUnit("NL", ("Phòng Quản lý năng lượng",)),
            KnownUnit("ALL", ("các phòng, đơn vị",)),
        ],
    )
    one, two, three, four = draft.tasks
    assert (one.lead, one.lead_unit) == ("Văn phòng Sở", "VP")
    assert one.partners == ("Phòng Quản lý thương mại", "Trung tâm Khuyến công")
    assert (one.time.kind, one.time.end) == ("once", date(2026, 5, 30))
    assert (two.lead_unit, two.time.start, two.time.end) == ("NL", date(2026, 4, 1), date(2026, 4, 30))
    assert (three.lead_unit, three.time.rrule) == ("ALL", "FREQ=MONTHLY")
    assert (four.lead, four.lead_unit, four.time.start) == ("Thanh tra Sở", None, date(2026, 10, 1))
    assert [w.place.line for w in draft.warnings if w.code == "UNKNOWN_UNIT" and w.place] == [13]


def test_an_unnumbered_annex_with_quarters_ticked() -> None:
    draft = parse_word(
        "Phụ lục: Chương trình công tác tuyên truyền năm 2026",
        table(
            "TT|Nội dung công việc|Quý I|Quý II|Quý III|Quý IV|Đơn vị thực hiện|Ghi chú",
            "1|In tờ rơi||x|||Văn phòng|",
            "2|Cập nhật trang tin|x|x|x|x|Tổ biên tập|Làm cả năm",
            "|Tổng cộng||||||",
        ),
    )
    assert texts(draft.tasks) == ["In tờ rơi", "Cập nhật trang tin"]
    assert (draft.tasks[0].time.start, draft.tasks[0].time.end) == (date(2026, 4, 1), date(2026, 6, 30))
    assert (draft.tasks[1].time.start, draft.tasks[1].time.end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert draft.tasks[1].lead == "Tổ biên tập"
    assert draft.tasks[1].note == "Làm cả năm"
    assert "MISSING_NUMBER" in codes(draft)


def test_a_statistics_table_and_a_budget_table_list_no_tasks() -> None:
    draft = parse_word(
        "Số: 9/KH-STC",
        "KẾ HOẠCH",
        "Tuyên truyền cải cách hành chính năm 2026",
        "I. KẾT QUẢ NĂM 2025",
        "1. Đã giải quyết nhiều hồ sơ.",
        table("STT|Lĩnh vực|Tổng số hồ sơ|Đúng hạn|Tỷ lệ", "1|Giá|120|118|98%", "2|Công sản|50|50|100%"),
        "II. NHIỆM VỤ NĂM 2026",
        "1. Công khai dự toán trên trang điện tử. Thời gian: hằng quý.",
        "2. Đối thoại với đơn vị dùng ngân sách. Thời gian: Tháng 6 và tháng 12.",
        "III. KINH PHÍ",
        table("STT|Nội dung chi|Số lượng|Đơn giá|Thành tiền", "1|In tài liệu|100|10.000|1.000.000"),
    )
    assert texts(draft.tasks) == [
        "Công khai dự toán trên trang điện tử.",
        "Đối thoại với đơn vị dùng ngân sách.",
    ]
    assert draft.tasks[1].time.end == date(2026, 12, 31)


def test_items_under_a_combined_heading_are_parted_by_their_subheadings() -> None:
    draft = read("""
        Số: 18/KH-SGTVT ngày 22/01/2026
        KẾ HOẠCH
        Công tác tuyên truyền cải cách hành chính năm 2026
        I. MỤC TIÊU
        1. Mục tiêu chung: Nâng cao nhận thức về cải cách.
        2. Mục tiêu cụ thể:
        - 100% thủ tục được niêm yết;
        - 80% hồ sơ nộp trực tuyến.
        II. NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN
        1. Nội dung
        a) Tuyên truyền đổi giấy phép lái xe qua mạng;
        b) Tuyên truyền cấp phù hiệu xe;
        c) Công bố kết quả xếp hạng.
        2. Hình thức
        a) Trên xe buýt;
        b) Trên bảng điện tử bến xe.
        III. KINH PHÍ VÀ TỔ CHỨC THỰC HIỆN
        1. Kinh phí
        Nguồn tự chủ.
        2. Tổ chức thực hiện
        a) Văn phòng Sở tổng hợp.
        b) Các phòng báo cáo trước ngày 10/12/2026.
    """)
    assert texts(draft.objectives) == [
        "Nâng cao nhận thức về cải cách.",
        "100% thủ tục được niêm yết",
        "80% hồ sơ nộp trực tuyến.",
    ]
    assert [task.ordinal for task in draft.tasks] == ["a)", "b)", "c)"]
    assert [found.heading for found in draft.arrangements] == [
        "Hình thức", "Hình thức", "Kinh phí", "Tổ chức thực hiện", "Tổ chức thực hiện",
    ]  # fmt: skip
    assert draft.document.number == "18/KH-SGTVT"
    assert draft.document.issued_on == date(2026, 1, 22)


def test_party_numbers_laws_and_an_own_earlier_plan_are_references() -> None:
    draft = read("""
        ĐẢNG BỘ TỈNH LONG HẠ
        ĐẢNG ỦY SỞ XÂY DỰNG
        Số: 15-KH/ĐU
        KẾ HOẠCH
        Tuyên truyền cải cách hành chính năm 2026
        Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
        Căn cứ Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương;
        Thực hiện Kế hoạch số 22-KH/TU ngày 02/01/2026 của Tỉnh ủy về cải cách hành chính;
        Trên cơ sở kết quả thực hiện Kế hoạch số 11-KH/ĐU ngày 10/01/2025 của Đảng ủy Sở Xây dựng;
        Đảng ủy Sở ban hành kế hoạch như sau:
        I- MỤC ĐÍCH
        1- Đảng viên gương mẫu đi đầu.
        II- NỘI DUNG
        1- Sinh hoạt chuyên đề về cải cách. Thời gian: Quý I, Quý III.
        2- Đăng ký việc làm theo Bác (theo Kết luận số 01-KL/TW ngày 18/5/2021 và Kế hoạch số 22-KH/TU).
    """)
    assert draft.document.number == "15-KH/ĐU"
    assert draft.document.type == "Kế hoạch"
    assert [parent.number for parent in draft.parents] == ["22-KH/TU"]
    assert [cited.number for cited in draft.references] == [
        "72/2025/QH15", "18-NQ/TW", "11-KH/ĐU", "01-KL/TW",
    ]  # fmt: skip
    assert [task.ordinal for task in draft.tasks] == ["1-", "2-"]
    assert draft.tasks[0].time.end == date(2026, 9, 30)
