"""No document makes the grammar fail, however broken."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.documents.blocks import Block, Place, Source
from lantoa.plans.reading import parse
from tests.plans.reading.reading_help import read, source, table, word
from tests.plans.reading.test_retold_article import ARTICLE

PIECES = [
    "I. MỤC TIÊU", "II. NỘI DUNG", "III. TỔ CHỨC THỰC HIỆN", "1. Đăng tin", "2.1. Treo pano", "a) In tờ rơi", "đ) Họp",
    "- Chủ trì: Văn phòng", "Thời gian: Quý II", "Một là, làm tốt", "Thứ hai, làm nhanh", "Bên cạnh đó, việc A và việc B",
    "Mục tiêu, yêu cầu:", "Số: 1/KH-SXD", "KẾ HOẠCH", "PHỤ LỤC", "Nơi nhận:", "GIÁM ĐỐC", "QUYẾT ĐỊNH:", "Điều 1. Ban hành",
    "Căn cứ Kế hoạch số 2/KH-UBND ngày 31/02/2026;", "như sau:", "Hình ảnh: x", "./.", "Kính gửi: các sở;", "(Kèm theo Kế hoạch số /KH-SXD)",
    "Hình thức:", "Phần thứ nhất", "i) x", "C. x", "• Tất cả: 5", "9 nhiệm vụ sau:", "(1) a; (2) b", "",
]  # fmt: skip
CELLS = [
    "STT",
    "Nội dung",
    "Chủ trì",
    "Thời gian",
    "1",
    "A",
    "",
    "<",
    "^",
    "Quý I",
    "x",
    "Văn phòng",
    "(1)",
    "Tổng cộng",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)), max_size=25))
def test_no_heap_of_lines_fails(lines: list[str]) -> None:
    blocks = tuple(Block(line, Place(line=n)) for n, line in enumerate(lines, start=1))
    draft = parse(Source("x.txt", "txt", blocks))
    json.dumps(draft.as_json())
    assert [task.position for task in draft.tasks] == list(range(1, len(draft.tasks) + 1))


@settings(max_examples=80, deadline=None)
@given(
    st.integers(1, 6).flatmap(
        lambda width: st.lists(
            st.lists(st.sampled_from(CELLS), min_size=width, max_size=width), min_size=1, max_size=8
        )
    )
)
def test_no_table_fails(rows: list[list[str]]) -> None:
    made = [
        ["" if (cell == "<" and not i) or (cell == "^" and not n) else cell for i, cell in enumerate(row)]
        for n, row in enumerate(rows)
    ]
    json.dumps(parse(word("KẾ HOẠCH", table(*["|".join(row) for row in made]))).as_json())


def test_an_empty_file_has_no_tasks_and_says_so() -> None:
    draft = parse(Source("x.txt", "txt", ()))
    assert draft.tasks == ()
    assert "NO_TASKS" in {warning.code for warning in draft.warnings}


def test_decomposed_text_reads_the_same() -> None:
    composed = read(ARTICLE).as_json()
    decomposed = parse(source(unicodedata.normalize("NFD", ARTICLE))).as_json()
    assert decomposed == composed


def test_a_very_long_line_is_read() -> None:
    text = "1. " + "Văn phòng chủ trì, phối hợp với các phòng. " * 20_000
    draft = parse(Source("x.txt", "txt", (Block("II. NỘI DUNG", Place(line=1)), Block(text, Place(line=2)))))
    assert len(draft.tasks) == 1


def test_control_characters_are_dropped() -> None:
    draft = parse(
        Source(
            "x.txt",
            "txt",
            (Block("II. NỘI DUNG", Place(line=1)), Block("1. Đăng\x00 tin\u200b mới\x07", Place(line=2))),
        )
    )
    assert draft.tasks[0].text == "Đăng tin mới"


@pytest.mark.parametrize(
    "line",
    [
        "Tuyên truyền trên mạng\n1. Đăng bài",
        "Đề ra 9 nhiệm vụ như sau:\n1. Đăng bài",
        "Tổ chức hội nghị về cải cách hành chính.",
        "1. A\na) B\n- C\n+ D",
        "PHỤ LỤC",
        "Mục tiêu:",
    ],
)
def test_a_line_said_a_thousand_times_neither_nests_nor_ends_the_reading(line: str) -> None:
    text = "KẾ HOẠCH\nTuyên truyền năm 2026\nII. NHIỆM VỤ\n" + "\n".join([line] * 1500)
    assert json.dumps(read(text).as_json())


def test_groups_under_one_heading_stand_beside_each_other() -> None:
    draft = read("""
        KẾ HOẠCH
        Tuyên truyền năm 2026
        II. NHIỆM VỤ
        1. Đăng bài.
        Tại trụ sở
        1. Treo băng rôn.
        Tại khu dân cư
        1. Phát tờ rơi.
    """)
    assert [task.group for task in draft.tasks] == [None, "Tại trụ sở", "Tại khu dân cư"]
