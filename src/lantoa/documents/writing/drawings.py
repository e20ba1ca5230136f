"""Pictures and charts made ready: a checked SVG for PDF, the same as PNG for Word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from lantoa.documents.writing.charts import chart_svg
from lantoa.documents.writing.engine import family, typeset
from lantoa.documents.writing.model import Chart, Picture
from lantoa.documents.writing.wording import said
from lantoa.foundation.errors import Refused

MAX_SVG = 2_000_000
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = {
    "svg", "g", "rect", "line", "polyline", "polygon", "path", "circle", "ellipse", "text", "tspan", "title",
    "desc", "defs", "linearGradient", "stop",
}  # fmt: skip
_REACHES_OUT = re.compile(r"^on|href$|^style$|^filter$|^mask$", re.I)
_ELSEWHERE = re.compile(r"url\(\s*[\"']?(?!#)|javascript:|data:", re.I)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Drawing:
    """`ratio` is height by width."""

    svg: str
    words: str
    caption: str
    width_mm: float
    ratio: float

    def png(self) -> bytes:
        return typeset(
            "picture",
            {"svg": self.svg, "width": self.width_mm, "height": self.width_mm * self.ratio},
            format="png",
        )


def drawing_of(block: Picture | Chart) -> Drawing:
    """Raises Refused for an SVG that holds more than shapes and text."""
    if isinstance(block, Chart):
        svg, words = chart_svg(block.value, family())
    else:
        svg, words = block.svg, block.words
    return Drawing(svg, said(words), said(block.caption), block.width_mm, _checked_ratio(svg))


def _checked_ratio(svg: str) -> float:
    """Height by width of a drawing of shapes and text only: no scripts, no style sheets, nothing from elsewhere."""
    if len(svg) > MAX_SVG:
        raise _refusal()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise _refusal() from error
    if root.getroottree().docinfo.doctype:
        raise _refusal()
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if not tag.startswith(_SVG) or tag.removeprefix(_SVG) not in _ELEMENTS:
            raise _refusal()
        for name, value in element.attrib.items():
            if _REACHES_OUT.search(str(name)) or _ELSEWHERE.search(str(value)):
                raise _refusal()
    box = [float(found) for found in _NUMBER.findall(root.get("viewBox", ""))]
    if root.tag != f"{_SVG}svg" or len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        raise _refusal()
    return box[3] / box[2]


def _refusal() -> Refused:
    return Refused(
        "Hình vẽ SVG không dùng được trong văn bản: chỉ nhận hình và chữ đơn giản, có khung (viewBox). Vẽ lại hình.",
        code="picture",
    )
