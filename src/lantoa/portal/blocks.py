"""The pieces of a page's body: few, and each with a plain template."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]
MOST_COLUMNS = 8

CONSENTS = [
    ("nobody", "Trong ảnh không nhận ra ai"),
    ("given", "Người trong ảnh đã đồng ý cho đăng"),
    ("event", "Ảnh chụp toàn cảnh sự kiện công khai"),
]


class PhotoBlock(blocks.StructBlock):
    """A picture that is not shown without words for it and without an answer about the people in it."""

    picture = ImageChooserBlock(label="Ảnh")
    alt = blocks.CharBlock(
        label="Mô tả ảnh",
        max_length=200,
        help_text="Nói điều thấy trong ảnh, cho người không nhìn được. Không lặp lại chú thích.",
    )
    caption = blocks.CharBlock(label="Chú thích", max_length=250, required=False)
    credit = blocks.CharBlock(label="Người chụp, nguồn ảnh", max_length=160, required=False)
    consent = blocks.ChoiceBlock(label="Người trong ảnh", choices=CONSENTS)
    consent_note = blocks.CharBlock(
        label="Ghi chú về sự đồng ý",
        max_length=200,
        required=False,
        help_text="Đồng ý bằng cách nào, ngày nào. Không hiện trên trang.",
    )

    class Meta:
        icon = "image"
        label = "Ảnh"
        template = "portal/blocks/photo.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label="Lời trích")
    who = blocks.CharBlock(label="Ai nói, văn bản nào", max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = "Trích dẫn"
        template = "portal/blocks/quote.html"


class TableValue(blocks.StructValue):
    """Rows as cells; every row as wide as the first."""

    @property
    def rows(self) -> list[list[str]]:
        """What was pasted from a sheet has tabs; what was typed has strokes."""
        lines = [line for line in str(self.get("text", "")).splitlines() if line.strip()]
        cells = [[cell.strip() for cell in line.split("\t" if "\t" in line else "|")] for line in lines]
        width = min(len(cells[0]), MOST_COLUMNS) if cells else 0
        return [(row + [""] * width)[:width] for row in cells]

    @property
    def head(self) -> list[str]:
        return self.rows[0] if self.rows else []

    @property
    def body(self) -> list[list[tuple[str, str]]]:
        """Each cell with the heading of its column: a narrow screen shows it beside the cell."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows[1:]]


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(label="Tên bảng", max_length=160)
    text = blocks.TextBlock(
        label="Các dòng",
        help_text="Dán từ Excel, hoặc mỗi dòng một hàng, các ô cách nhau bằng dấu |. Dòng đầu là tên cột.",
    )

    class Meta:
        icon = "table"
        label = "Bảng"
        template = "portal/blocks/table.html"
        value_class = TableValue


class FileBlock(blocks.StructBlock):
    attachment = DocumentChooserBlock(label="Tài liệu")
    label = blocks.CharBlock(label="Tên hiện trên trang", max_length=200, required=False)

    class Meta:
        icon = "doc-full"
        label = "Tài liệu tải về"
        template = "portal/blocks/file.html"


class CitationBlock(blocks.StructBlock):
    """A document of the portal that the page rests on. Readers are warned once it is replaced or out of force."""

    record = blocks.PageChooserBlock(label="Văn bản trên cổng", page_type="portal.RecordPage")
    where = blocks.CharBlock(
        label="Điều, khoản", max_length=120, required=False, help_text="Ví dụ: Điều 5, khoản 2."
    )

    class Meta:
        icon = "doc-full"
        label = "Viện dẫn văn bản"
        template = "portal/blocks/citation.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label="Đề mục", max_length=160, icon="title", template="portal/blocks/heading.html"
    )
    subheading = blocks.CharBlock(
        label="Đề mục nhỏ", max_length=160, icon="title", template="portal/blocks/subheading.html"
    )
    paragraph = blocks.RichTextBlock(
        label="Đoạn văn, danh sách",
        features=TEXT_FEATURES,
        icon="pilcrow",
        template="portal/blocks/paragraph.html",
    )
    photo = PhotoBlock()
    quote = QuoteBlock()
    table = TableBlock()
    file = FileBlock()
    citation = CitationBlock()

    def clean(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        """A small heading stands below a heading: readers who cannot see jump from one to the next."""
        cleaned = super().clean(value, *args, **kwargs)
        kinds = [child.block_type for child in cleaned]
        if "subheading" in kinds and "heading" not in kinds[: kinds.index("subheading")]:
            at = kinds.index("subheading")
            error = blocks.StreamBlockValidationError(
                block_errors={at: _said("Đề mục nhỏ phải đứng sau một đề mục. Đổi thành đề mục.")}
            )
            raise error
        return cleaned


def _said(words: str) -> Any:
    from django.core.exceptions import ValidationError

    return ValidationError(words)


class PaperBlock(blocks.StructBlock):
    name = blocks.CharBlock(label="Giấy tờ", max_length=250)
    copies = blocks.CharBlock(label="Số bản", max_length=80, required=False)
    note = blocks.CharBlock(label="Ghi chú", max_length=250, required=False)

    class Meta:
        icon = "doc-empty"
        label = "Giấy tờ"


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Việc", max_length=160)
    text = blocks.TextBlock(label="Cách làm", required=False)

    class Meta:
        icon = "list-ol"
        label = "Bước"


class AskedBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="Câu hỏi", max_length=250)
    answer = blocks.RichTextBlock(label="Trả lời", features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = "Hỏi, đáp"
