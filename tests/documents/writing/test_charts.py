"""The desk's charts on paper: the same figures, a picture in Word, a drawing in the PDF, words for those who listen."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from lxml import etree
from PIL import Image

from lantoa.documents.writing import Chart, Paragraph, Picture, docx_of, pdf_of
from lantoa.documents.writing.charts import chart_svg
from lantoa.documents.writing.drawings import drawing_of
from lantoa.foundation.errors import Refused
from lantoa.ui.charts import (
    Bar,
    Bars,
    Gantt,
    GanttRow,
    Heat,
    HeatCell,
    HeatRow,
    Point,
    Spark,
    Stack,
    Stacks,
)  # fmt: skip
from tests.documents.writing.pdf_text import missing_glyphs, pages
from tests.documents.writing.samples import report

SVG = "{http://www.w3.org/2000/svg}"
BARS = Bars(
    "Tiến độ theo đơn vị",
    [Bar("Văn phòng Sở", 90, "90%"), Bar("Phòng Hạ tầng", 45, "45%", late=True), Bar("Trung tâm", None)],
    most=100,
)
STACKS = Stacks("Mức hài lòng", [Stack("Thái độ", [1, 2, 3, 4, 10]), Stack("Thời gian", [0] * 5)])
HEAT = Heat(
    "Theo tháng",
    [HeatRow("Văn phòng", [HeatCell(2, 4, 1), HeatCell(4, 4), HeatCell()])],
    columns=(("T1", "tháng 1"), ("T2", "tháng 2"), ("T3", "tháng 3")),
)
SPARK = Spark("Tin, bài", [Point("Quý I", 12), Point("Quý II", 30), Point("Quý III", 18)], unit="bài")
GANTT = Gantt(
    "Năm 2026", [GanttRow("Hội nghị", [(10, 40)], share=0.5, words="đang làm")], (0, 31, 59), 365, 70
)
ALL = [BARS, STACKS, HEAT, SPARK, GANTT]
NAMES = ["bars", "stacks", "heat", "spark", "gantt"]


def drawn(value: object) -> tuple[Any, str]:
    svg, words = chart_svg(value, "Times New Roman")
    return etree.fromstring(svg.encode()), words


def texts(root: Any) -> list[str]:
    return [element.text for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("value", ALL, ids=NAMES)
def test_every_chart_of_the_desk_becomes_a_drawing_with_words(value: object) -> None:
    root, words = drawn(value)
    assert root.get("viewBox").startswith("0 0 425 ")
    assert len(words) > 10
    assert drawing_of(Chart(value)).ratio > 0


@pytest.mark.parametrize("value", ALL, ids=NAMES)
def test_every_letter_of_a_chart_is_there_in_the_pdf(value: object) -> None:
    made = pdf_of(report(body=[Chart(value), Paragraph("Hết")], annexes=[]))
    assert missing_glyphs(made) == 0


def test_a_bar_is_as_long_as_its_share_and_shows_the_figure_of_the_desk() -> None:
    root, words = drawn(BARS)
    bars = [float(r.get("width")) for r in root.iter(f"{SVG}rect") if r.get("fill") in ("#0b5a66", "#a03408")]
    assert bars[0] / bars[1] == pytest.approx(2.0, abs=0.01)
    assert len(bars) == 2
    assert {"90%", "45%", "–"} <= set(texts(root))
    assert "Văn phòng Sở: 90%" in words


def test_late_is_told_by_a_shape_too() -> None:
    assert len(list(drawn(BARS)[0].iter(f"{SVG}polygon"))) == 1
    assert len(list(drawn(HEAT)[0].iter(f"{SVG}polygon"))) == 1


def test_pieces_of_a_stack_fill_it_and_its_legend_names_them() -> None:
    root, words = drawn(STACKS)
    parts = [float(r.get("width")) for r in root.iter(f"{SVG}rect") if r.get("height") == "16.00"]
    assert sum(parts) == pytest.approx(207, abs=0.5)
    assert "Rất hài lòng" in texts(root)
    assert "rất hài lòng 50" in words


def test_a_course_has_a_figure_at_each_point() -> None:
    root, _ = drawn(SPARK)
    assert len(list(root.iter(f"{SVG}circle"))) == 3
    assert {"Quý\u00a0I", "Quý\u00a0II", "Quý\u00a0III"} <= set(texts(root))


@pytest.mark.parametrize(
    "value", [Bars("Trống", []), Stacks("Trống", []), Spark("Trống", []), Heat("Trống", [])]
)
def test_nothing_to_show_is_no_error(value: object) -> None:
    docx_of(report(body=[Chart(value)], annexes=[]))
    pdf_of(report(body=[Chart(value)], annexes=[]))


def test_a_long_name_is_wrapped_and_cut() -> None:
    root, words = drawn(Bars("x", [Bar("Phòng " * 60, 1), Bar("k" * 400, 1)]))
    shown = [text for text in texts(root) if text.startswith(("Phòng", "k"))]
    assert len(shown) == 3
    assert all(len(text) < 60 for text in shown)
    assert "Phòng " * 10 in words


def test_in_word_it_is_a_sharp_png_with_words() -> None:
    document = docx.Document(io.BytesIO(docx_of(report(body=[Chart(BARS, "Hình 1", 120)], annexes=[]))))
    (shape,) = document.inline_shapes
    assert round(shape.width.mm) == 120
    properties = shape._inline.docPr
    assert properties.get("descr").startswith("Tiến độ theo đơn vị. Văn phòng Sở: 90%")
    image = next(part for part in document.part.package.iter_parts() if part.partname.endswith(".png"))
    size = Image.open(io.BytesIO(image.blob)).size
    assert size[0] >= 900
    assert size[1] / size[0] == pytest.approx(shape.height / shape.width, abs=0.02)


def test_in_the_pdf_its_letters_are_letters() -> None:
    made = pdf_of(report(body=[Chart(BARS, "Hình 1. Tiến độ")], annexes=[]))
    text = " ".join(" ".join(pages(made)).split())
    assert "Phòng Hạ tầng" in text
    assert "Hình 1. Tiến độ" in text


def test_the_same_chart_gives_the_same_picture() -> None:
    assert drawing_of(Chart(BARS)).png() == drawing_of(Chart(BARS)).png()


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg",
        "<html/>",
        '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="file:///etc/passwd"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><foreignObject/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>@import "x"</style></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g onload="x()"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g fill="url(http://x/y)"/></svg>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">&a;</svg>',
    ],
    ids=range(12),
)
def test_a_picture_that_reaches_out_is_refused(svg: str) -> None:
    with pytest.raises(Refused, match="SVG") as caught:
        docx_of(report(body=[Picture(svg, "hình")], annexes=[]))
    assert caught.value.code == "picture"


def test_what_is_no_chart_is_an_error_of_the_caller() -> None:
    with pytest.raises(TypeError):
        chart_svg(object(), "Tinos")
