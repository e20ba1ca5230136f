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
)
SOUND = (
    "Văn phòng Sở phối hợp với các phòng, đơn vị triển khai thực hiện Kế hoạch này; định kỳ hằng quý tổng hợp, báo cáo.",
    "Người dân nộp hồ sơ trên Cổng Dịch vụ công quốc gia, theo dõi tiến độ bằng mã QR và đánh giá mức độ hài lòng.",
    "Uỷ ban nhân dân thành phố hoà nhịp với nhiệm vụ chuyển đổi số; thuỷ lợi, khoẻ mạnh, quý báu.",
    "Bà Thạch Sô Phia, ông Danh Hoàng Nam và em Kim Sa Rươl dự lễ Ok Om Bok tại chùa Som Rong, Sóc Trăng.",
    "Đăng 12 tin, bài trên Fanpage, Zalo OA; 02 video clip, 01 infographic; livestream hỏi đáp về VNeID.",
    "Nghị định số 118/2025/NĐ-CP thay Nghị định số 61/2018/NĐ-CP từ ngày 01/7/2025.",
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
