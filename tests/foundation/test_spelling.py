import pytest

from lantoa.foundation.spelling import find_suspects


@pytest.mark.parametrize(
    ("text", "word", "suggestion"),
    [
        ("công chức, viên chức, nh và người dân", "nh", None),
        ("Chỉ số cải cách hành chính của Sở Xây dưng và Tuyên truyền", "Xây dưng", "Xây dựng"),
        ("Hình ảnh: Đại điện của Doanh nghiệp", "Đại điện", "Đại diện"),
        ("đạo đức công vụ. Tạo kiện để cá nhân, tổ chức góp ý", "Tạo kiện", "Tạo điều kiện"),
        ("Kế hoạch đề ra việc tuyên Kết quả xác định Chỉ số", "tuyên", "tuyên truyền"),
    ],
)
def test_slips_seen_in_a_published_plan_are_found(text: str, word: str, suggestion: str | None) -> None:
    (suspect,) = find_suspects(text)

    assert (suspect.word, suspect.suggestion) == (word, suggestion)
    assert text[suspect.start : suspect.end] == word
    assert suspect.reason
