"""Plans in the shapes that real ones have (headings, numbering, attached to a decision, letters), in our own words."""

from __future__ import annotations

from datetime import date

from tests.plans.reading.reading_help import codes, read, texts

DECISION = """
    BỘ NỘI VỤ                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    -------                           Độc lập - Tự do - Hạnh phúc
    Số: 049/QĐ-BNV                    Hà Nội, ngày 01 tháng 3 năm 2025

    QUYẾT ĐỊNH
    Ban hành Kế hoạch thông tin, tuyên truyền cải cách hành chính năm 2025
    BỘ TRƯỞNG BỘ NỘI VỤ

    Căn cứ Nghị định số 63/2022/NĐ-CP ngày 12 tháng 9 năm 2022 của Chính phủ quy định chức năng của Bộ Nội vụ;
    Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể;
    Theo đề nghị của Vụ trưởng Vụ Cải cách hành chính.

    QUYẾT ĐỊNH:

    Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thông tin, tuyên truyền cải cách hành chính năm 2025.
    Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
    Điều 3. Chánh Văn phòng Bộ, Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này./.

    Nơi nhận:                                   KT. BỘ TRƯỞNG
    - Như Điều 3;                               THỨ TRƯỞNG
    - Lưu: VT, CCHC.
                                                Nguyễn Văn Bình

    KẾ HOẠCH
    Thông tin, tuyên truyền cải cách hành chính năm 2025
    (Ban hành kèm theo Quyết định số 049/QĐ-BNV ngày 01 tháng 3 năm 2025 của Bộ trưởng Bộ Nội vụ)

    I. MỤC TIÊU, YÊU CẦU VÀ ĐỐI TƯỢNG
    1. Mục tiêu
    a) Mục tiêu chung
    Làm cho cả xã hội hiểu và ủng hộ cải cách.
    b) Mục tiêu cụ thể
    - Toàn bộ cơ quan của bộ có chuyên mục về cải cách.
    - Ít nhất 90% công chức được cập nhật kiến thức.
    2. Yêu cầu
    a) Nội dung thiết thực, dễ nhớ.
    b) Phân công rõ người, rõ việc.
    3. Đối tượng
    a) Cán bộ, công chức, viên chức.
    b) Người dân và doanh nghiệp.
    II. NHIỆM VỤ
    1. Trên báo chí
    a) Xây dựng chuyên mục hằng tháng trên Tạp chí của bộ.
    b) Tổ chức tọa đàm truyền hình về dịch vụ công.
    2. Trên mạng xã hội
    a) Mở kênh riêng về cải cách.
    b) Sản xuất phim ngắn hướng dẫn thủ tục.
    III. TỔ CHỨC THỰC HIỆN
    1. Vụ Cải cách hành chính theo dõi, đôn đốc.
    2. Văn phòng Bộ bố trí kinh phí./.
"""


def test_a_decision_with_its_plan_attached_is_one_document() -> None:
    draft = read(DECISION)
    document = draft.document
    assert (document.type, document.number) == ("Quyết định", "049/QĐ-BNV")
    assert document.issued_on == date(2025, 3, 1)
    assert document.issuer == "Bộ Nội vụ"
    assert document.subject == "Ban hành Kế hoạch thông tin, tuyên truyền cải cách hành chính năm 2025"
    assert document.signer_title == "KT. BỘ TRƯỞNG / THỨ TRƯỞNG"
    assert draft.parents == ()
    assert [cited.number for cited in draft.references] == ["63/2022/NĐ-CP", "76/NQ-CP"]


def test_an_attached_plan_gives_the_lists_and_the_articles_give_none() -> None:
    draft = read(DECISION)
    assert texts(draft.objectives) == [
        "Làm cho cả xã hội hiểu và ủng hộ cải cách.",
        "Toàn bộ cơ quan của bộ có chuyên mục về cải cách.",
        "Ít nhất 90% công chức được cập nhật kiến thức.",
    ]
    assert texts(draft.requirements) == ["Nội dung thiết thực, dễ nhớ.", "Phân công rõ người, rõ việc."]
    assert [task.ordinal for task in draft.tasks] == ["a)", "b)", "a)", "b)"]
    assert draft.tasks[0].text == "Xây dựng chuyên mục hằng tháng trên Tạp chí của bộ."
    headings = [found.heading for found in draft.arrangements if "Điều" not in found.heading]
    assert headings == ["Đối tượng", "Đối tượng", "TỔ CHỨC THỰC HIỆN", "TỔ CHỨC THỰC HIỆN"]
    assert codes(draft) <= {"SUSPECT_WORD"}


def test_a_plan_alone_takes_the_number_of_the_decision_it_is_attached_to() -> None:
    draft = read("""
        KẾ HOẠCH
        Đánh giá chỉ số cải cách hành chính năm 2018
        (Ban hành kèm theo Quyết định số 216/QĐ-UBND ngày 18/01/2018 của UBND tỉnh)

        1. Mục tiêu
        - Đo được kết quả cải cách.
        2. Yêu cầu
        - Khách quan; đúng hạn.
        3. Nhiệm vụ
        - Ban hành hướng dẫn tự chấm điểm.
        - Tổ chức điều tra xã hội học.
        4. Tổ chức thực hiện
        - Sở Nội vụ chủ trì.
    """)
    assert draft.document.number == "216/QĐ-UBND"
    assert draft.document.issued_on == date(2018, 1, 18)
    assert draft.document.type == "Kế hoạch"
    assert texts(draft.tasks) == ["Ban hành hướng dẫn tự chấm điểm.", "Tổ chức điều tra xã hội học."]
    assert len(draft.arrangements) == 1
    assert draft.references == ()


def test_an_announcing_article_in_prose_still_names_the_plan_and_its_duties() -> None:
    draft = read("""
        Kiên Hải đẩy mạnh tuyên truyền cải cách hành chính năm 2021

        Ngày 11/3/2021, UBND tỉnh Kiên Hải ban hành Kế hoạch số 47/KH-UBND về tuyên truyền cải cách hành chính năm 2021.

        Mục đích của Kế hoạch nhằm giúp người dân hiểu và giám sát việc giải quyết thủ tục.

        Nội dung tuyên truyền gồm: giới thiệu chương trình cải cách của tỉnh; phát chuyên mục “Hỏi và đáp” trên đài; treo pano tại trung tâm các xã.

        UBND tỉnh giao Sở Nội vụ chủ trì, theo dõi việc thực hiện Kế hoạch.
    """)
    assert draft.document.number == "47/KH-UBND"
    assert draft.document.issued_on == date(2021, 3, 11)
    assert draft.document.issuer == "UBND tỉnh Kiên Hải"
    assert texts(draft.objectives) == ["giúp người dân hiểu và giám sát việc giải quyết thủ tục."]
    assert texts(draft.tasks)[:3] == [
        "giới thiệu chương trình cải cách của tỉnh",
        "phát chuyên mục “Hỏi và đáp” trên đài",
        "treo pano tại trung tâm các xã",
    ]
    assert draft.tasks[3].lead == "Sở Nội vụ"
    assert "UNMARKED_ITEM" in codes(draft)


def test_a_plan_may_span_years() -> None:
    draft = read("""
        ỦY BAN NHÂN DÂN TỈNH VĨNH YÊN
        Số: 132/KH-UBND
        Vĩnh Yên, ngày 13 tháng 8 năm 2019
        KẾ HOẠCH
        Tuyên truyền cải cách hành chính năm 2019-2020
        I. NỘI DUNG
        1. Phát sóng chuyên đề. Thời gian: hàng quý.
        2. Tổ chức hội thi. Thời gian: Quý II/2020.
    """)
    assert (draft.document.year_from, draft.document.year_to) == (2019, 2020)
    assert draft.tasks[1].time.start == date(2020, 4, 1)
    assert draft.document.issuer == "Ủy ban nhân dân tỉnh Vĩnh Yên"


def test_a_letter_pushing_plans_down_has_duties_too() -> None:
    draft = read("""
        ỦY BAN NHÂN DÂN
        TỈNH NINH PHƯỚC
        Số: 1624/UBND-VXNV
        V/v tuyên truyền cải cách hành chính năm 2022
        Ninh Phước, ngày 20 tháng 4 năm 2022
        Kính gửi:
        - Các sở, ban, ngành;
        - UBND các huyện, thành phố.

        Thực hiện Quyết định số 251/QĐ-BNV ngày 29/3/2022 của Bộ trưởng Bộ Nội vụ ban hành Kế hoạch thông tin, tuyên truyền năm 2022; Kế hoạch số 421/KH-UBND ngày 28/01/2022 của UBND tỉnh về tuyên truyền cải cách hành chính, Chủ tịch UBND tỉnh yêu cầu các cơ quan thực hiện các việc sau:

        1. Các sở, ban, ngành đẩy mạnh tuyên truyền bằng các hình thức:
        a) Trên cổng thông tin điện tử;
        b) Qua hệ thống truyền thanh;
        c) Tại hội nghị giao ban.
        2. Sở Nội vụ theo dõi, tổng hợp kết quả.
        3. Báo tỉnh, Đài tỉnh mở chuyên mục hằng tuần.

        Yêu cầu các cơ quan nghiêm túc triển khai thực hiện./.

        Nơi nhận:
        - Như trên;
        - Lưu: VT.
        TM. ỦY BAN NHÂN DÂN
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
    """)
    assert (draft.document.type, draft.document.number) == ("Công văn", "1624/UBND-VXNV")
    assert draft.document.subject == "Tuyên truyền cải cách hành chính năm 2022"
    assert draft.document.issuer == "Ủy ban nhân dân tỉnh Ninh Phước"
    assert [task.ordinal for task in draft.tasks] == ["1.", "2.", "3."]
    assert draft.tasks[0].lead == "Các sở, ban, ngành"
    assert "truyền thanh" in draft.tasks[0].text
    assert [parent.number for parent in draft.parents] == ["251/QĐ-BNV"]
    assert [cited.number for cited in draft.references] == ["421/KH-UBND"]
    assert draft.document.signer_title == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    assert "NOT_A_PLAN" in codes(draft)


def test_a_report_is_read_and_doubted() -> None:
    draft = read("""
        SỞ NÔNG NGHIỆP
        Số: 77/BC-SNN
        BÁO CÁO
        Kết quả tuyên truyền cải cách hành chính năm 2021
        Thực hiện Kế hoạch số 266/KH-UBND ngày 16/12/2020 của UBND tỉnh, Sở báo cáo như sau:
        1. Phổ biến trong hội nghị giao ban
        - Họp giao ban mỗi tuần.
        2. Đăng tin trên trang thông tin điện tử
        - Đăng 15 tin.
    """)
    assert draft.document.type == "Báo cáo"
    assert [parent.number for parent in draft.parents] == ["266/KH-UBND"]
    assert "NOT_A_PLAN" in codes(draft)
    assert [task.ordinal for task in draft.tasks] == ["1.", "2."]


def test_duties_listed_by_body_are_led_by_that_body() -> None:
    draft = read("""
        ỦY BAN NHÂN DÂN HUYỆN CHÂU ĐỨC
        Số: 915/UBND-NC
        V/v tuyên truyền cải cách hành chính
        Châu Đức, ngày 08 tháng 10 năm 2020

        Để nâng cao hiểu biết của người dân, UBND huyện đề nghị các đơn vị thực hiện như sau:

        1. Phòng Văn hóa và Thông tin
        - Hướng dẫn nội dung tuyên truyền.
        - Kiểm tra việc treo khẩu hiệu.
        2. Trung tâm Văn hóa - Thể thao
        - Phát tin trên loa mỗi ngày.
        3. Phòng Nội vụ: tổng hợp, báo cáo.
    """)
    assert [(task.text, task.lead) for task in draft.tasks] == [
        ("Hướng dẫn nội dung tuyên truyền.", "Phòng Văn hóa và Thông tin"),
        ("Kiểm tra việc treo khẩu hiệu.", "Phòng Văn hóa và Thông tin"),
        ("Phát tin trên loa mỗi ngày.", "Trung tâm Văn hóa - Thể thao"),
        ("Phòng Nội vụ: tổng hợp, báo cáo.", "Phòng Nội vụ"),
    ]


def test_pure_decimals_are_sections_and_items() -> None:
    draft = read("""
        KẾ HOẠCH
        Khảo sát sự hài lòng năm 2019
        1. Mục đích, yêu cầu
        1.1. Mục đích
        Biết điều người dân chưa hài lòng.
        1.2. Yêu cầu
        Khảo sát khách quan.
        2. Nội dung thực hiện
        2.1. Chọn mẫu khảo sát. Thời gian: Tháng 4/2019.
        2.2. Phát phiếu tại quầy. Thời gian: Tháng 5 - 6/2019.
        2.3. Nhập và phân tích số liệu. Thời gian: trước ngày 31/8/2019.
        3. Kinh phí
        Từ ngân sách giao.
        4. Tổ chức thực hiện
        4.1. Sở Nội vụ chủ trì.
        4.2. Các sở phối hợp.
    """)
    assert [task.ordinal for task in draft.tasks] == ["2.1.", "2.2.", "2.3."]
    assert texts(draft.objectives) == ["Biết điều người dân chưa hài lòng."]
    assert texts(draft.requirements) == ["Khảo sát khách quan."]
    assert [found.heading for found in draft.arrangements] == [
        "Kinh phí", "Tổ chức thực hiện", "Tổ chức thực hiện",
    ]  # fmt: skip
    assert draft.tasks[1].time.start == date(2019, 5, 1)
    assert draft.tasks[1].time.end == date(2019, 6, 30)
    assert not codes(draft) & {"DUPLICATE_ORDINAL", "MISSING_ORDINAL"}


def test_roman_sections_over_plain_numbers() -> None:
    draft = read("""
        Số: 87/KH-UBND
        KẾ HOẠCH
        Cải cách hành chính năm 2014
        I. MỤC TIÊU
        1. Giảm thời gian giải quyết hồ sơ.
        2. Tăng hồ sơ qua mạng.
        3. Công khai kết quả.
        II. NHIỆM VỤ
        1. Rà soát thủ tục.
        2. Niêm yết thủ tục tại xã.
    """)
    assert len(draft.objectives) == 3
    assert texts(draft.tasks) == ["Rà soát thủ tục.", "Niêm yết thủ tục tại xã."]


def test_bullets_right_below_numbers_without_romans() -> None:
    draft = read("""
        KẾ HOẠCH
        Triển khai xác định chỉ số năm 2018
        Căn cứ Quyết định số 2071/QĐ-UBND ngày 27/7/2018 của UBND tỉnh về bộ chỉ số, UBND tỉnh ban hành kế hoạch, cụ thể như sau:
        1. Mục tiêu
        - Đánh giá đúng thực chất.
        - Công khai kết quả.
        2. Yêu cầu
        - Bảo đảm khách quan.
        3. Nội dung
        - Tự đánh giá, chấm điểm.
        - Thẩm định kết quả.
        - Công bố xếp hạng.
    """)
    assert len(draft.objectives) == 2
    assert len(draft.requirements) == 1
    assert len(draft.tasks) == 3
    assert draft.parents == ()
    assert [cited.number for cited in draft.references] == ["2071/QĐ-UBND"]


def test_a_decision_whose_articles_hold_the_plan() -> None:
    draft = read("""
        TRUNG TÂM BẢO TỒN DI TÍCH
        Số: 67/QĐ-BTDT
        Bến Lức, ngày 4 tháng 02 năm 2021
        QUYẾT ĐỊNH
        Về việc ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2021
        GIÁM ĐỐC TRUNG TÂM BẢO TỒN DI TÍCH
        Căn cứ Kế hoạch số 15/KH-SVHTT ngày 20/01/2021 của Sở Văn hóa và Thể thao về tuyên truyền cải cách hành chính năm 2021;
        Xét đề nghị của Trưởng phòng Hành chính,
        QUYẾT ĐỊNH:
        Điều 1. Mục tiêu
        1. Viên chức nắm được quy định mới.
        Điều 2. Nhiệm vụ
        1. Niêm yết giờ mở cửa và giá vé. Chủ trì: Phòng Hành chính.
        2. Đặt mã QR góp ý tại cổng. Chủ trì: Phòng Nghiệp vụ.
        Điều 3. Tổ chức thực hiện
        1. Phòng Hành chính theo dõi.
        Điều 4. Quyết định này có hiệu lực từ ngày ký./.
        Nơi nhận:
        - Như Điều 3;
        - Lưu: VT.
        GIÁM ĐỐC
    """)
    assert draft.document.number == "67/QĐ-BTDT"
    assert [parent.number for parent in draft.parents] == ["15/KH-SVHTT"]
    assert draft.parents[0].issuer == "Sở Văn hóa và Thể thao"
    assert [(task.text, task.lead) for task in draft.tasks] == [
        ("Niêm yết giờ mở cửa và giá vé.", "Phòng Hành chính"),
        ("Đặt mã QR góp ý tại cổng.", "Phòng Nghiệp vụ"),
    ]
    assert len(draft.objectives) == 1


def test_a_decision_that_approves_the_plan_inside_its_first_article() -> None:
    draft = read("""
        Số: 12/QĐ-UBND
        QUYẾT ĐỊNH
        Phê duyệt Kế hoạch tuyên truyền cải cách hành chính năm 2026
        Điều 1. Phê duyệt Kế hoạch tuyên truyền cải cách hành chính năm 2026 với các nội dung chính như sau:
        1. Mục tiêu
        a) Người dân biết quyền của mình.
        2. Nhiệm vụ
        a) Phát tờ gấp tại các thôn.
        b) Chiếu phim lưu động.
        3. Kinh phí: từ ngân sách xã.
        Điều 2. Giao Văn phòng xã theo dõi, đôn đốc.
        Điều 3. Các đơn vị chịu trách nhiệm thi hành Quyết định này./.
    """)
    assert texts(draft.objectives) == ["Người dân biết quyền của mình."]
    assert texts(draft.tasks) == ["Phát tờ gấp tại các thôn.", "Chiếu phim lưu động."]
    assert any(found.heading == "Kinh phí" for found in draft.arrangements)
