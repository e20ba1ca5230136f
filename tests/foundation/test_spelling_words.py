"""Broken words of administrative prose are found wherever they stand; sound prose is left alone."""

import pytest

from lantoa.foundation.spelling import MOST_TEXT, find_suspects

BROKEN = (
    "cải cách hành chinh",
    "cán bộ công chưc",
    "viên chưc của sở",
    "dich vụ công",
    "dịch vụ công trưc tuyến",
    "phục vụ nguời dân",
    "hỗ trợ doanh nghiêp",
    "xây dựng kê hoạch",
    "thực hiện kế hoach",
    "tổ chưc hội nghị",
    "phổ biên pháp luật",
    "tuyên tuyền cải cách",
    "công tác tuyên truyên",
    "hướng dân người dân",
    "ban hành văn bàn",
    "kiêm tra công tác",
    "đánh gía kết quả",
    "chuyễn đổi số",
    "phát triễn kinh tế",
    "sự hiễu biết",
    "cơ sở dử liệu",
    "hổ trợ người dân",
    "xữ lý hồ sơ",
    "thũ tục hành chính",
    "cãi cách hành chính",
    "nhiêm vụ được giao",
    "trach nhiệm của",
    "thực hiên nhiệm vụ",
    "giãi quyết thủ tục",
    "tiếp nhận hồ sớ",
    "quãn lý nhà nước",
    "các đơn vi thuộc sở",
    "phối hơp thực hiện",
    "lãnh đao sở",
    "cán bô công chức",
    "mục tiều của kế hoạch",
    "yêu câu của người dân",
    "kết qủa thực hiện",
    "chỉ sô cải cách",
    "niêm yêt công khai",
    "nghành xây dựng",
    "của của người dân",
    "nâng cao chât lượng",
    "tăng cừơng kỷ luật",
    "ứng dụng công nghê thông tin",
    "trung tâm phục vụ hành chinh công",
    "báo cao kết quả",
    "Uỷ ban nhân dan tỉnh",
    "thanh toán trực tuyên",
    "bưu chính công ich",
    "đăng tải bài viêt",
    "giám sat việc thực hiện",
    "lồng ghep nội dung",
    "nâng coa chất lượng",
    "thường xuyen kiểm tra",
    "nhân dna trong ấp",
    "hanhf chinhs công",
    "nội dung dduwowcj giao",
    "giải quye61t hồ sơ",
    "phòng củaGiám đốc",
    "cải cáchhành chính",
    "thực hiện đúng đúng thời hạn",
    "kế hoạch kế hoạch tuyên truyền",
    "chia sẽ kinh nghiệm",
    "tập chung chỉ đạo",
    "chủ chương của Đảng",
    "cơ quan hành nhà nước",
    "nhiệm vụ trong tâm",
    "công thng khai",
    "đến nam 2025",
    "ngày 15 thang 3",
    "tỉnh Sóc Trang",
    "Sở Nôi vụ",
    "kế hoạch, tr khai",
)
SOUND = (
    "Văn phòng Sở phối hợp với các phòng, đơn vị triển khai thực hiện Kế hoạch này; định kỳ hằng quý tổng hợp, báo cáo.",
    "Người dân nộp hồ sơ trên Cổng Dịch vụ công quốc gia, theo dõi tiến độ bằng mã QR và đánh giá mức độ hài lòng.",
    "Uỷ ban nhân dân thành phố hoà nhịp với nhiệm vụ chuyển đổi số; thuỷ lợi, khoẻ mạnh, quý báu.",
    "Bà Thạch Sô Phia, ông Danh Hoàng Nam và em Kim Sa Rươl dự lễ Ok Om Bok tại chùa Som Rong, Sóc Trăng.",
    "Đăng 12 tin, bài trên Fanpage, Zalo OA; 02 video clip, 01 infographic; livestream hỏi đáp về VNeID.",
    "Nghị định số 118/2025/NĐ-CP thay Nghị định số 61/2018/NĐ-CP từ ngày 01/7/2025.",
    "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn Tám",
    "Nội dung ngắn gọn, dễ thực hiện, dễ kiểm tra.",
    "Làm bảng hỏi đáp đặt tại quầy.",
    "1 | Treo băng rôn | nt | Văn phòng\n2 | Phát tờ rơi | nt",
    "Ban tổ chức tổ chức chấm thi; Sở Xây dựng xây dựng kế hoạch; soạn tờ trình trình Chủ tịch UBND tỉnh.",
    "Theo điểm c khoản 2 và điểm đ khoản 3 Điều 5; các điểm b và c khoản 1.",
    "Người dân nuôi tôm, cua; mua con voi gỗ; từ năm 2025 đến năm 2030; quý II và quý IV.",
    "Quét mã QR code, xem livestream, gửi email, chat trên Zalo, xem infographic ở fanpage, click vào link.",
    "Nhà nhà thi đua, người người thi đua; ngày ngày luyện tập, hết lớp này đến lớp khác.",
    "Tăng cường kỷ luật, kỷ cương hành chính; nêu gương tập thể, cá nhân làm tốt; phát huy vai trò của đoàn thể.",
)


@pytest.mark.parametrize("phrase", BROKEN)
def test_a_broken_word_is_found(phrase):
    assert find_suspects(f"Văn phòng {phrase} theo quy định.") or find_suspects(
        f"{phrase[0].upper()}{phrase[1:]}."
    )


@pytest.mark.parametrize("sentence", SOUND)
def test_sound_prose_is_left_alone(sentence):
    assert [suspect.word for suspect in find_suspects(sentence)] == []


def test_a_text_longer_than_any_plan_is_looked_at_in_part():
    assert find_suspects("a " * MOST_TEXT + "nghành xây dựng") == []
