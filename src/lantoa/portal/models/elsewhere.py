"""What others publish, pointed to and never copied; and where the agency can be found."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from lantoa.portal.models.tree import PortalPage, Written, told

MOST_OWN_WORDS = 400


class ElsewherePage(PortalPage):
    """News of ministries and other places: its title, whose it is, where it stands, and what we say of it.

    There is no body: what others wrote is read where they published it.
    """

    source_name = models.CharField("Nơi đăng", max_length=200)
    source_url = models.URLField(
        "Đường dẫn bài gốc", max_length=500, validators=[URLValidator(schemes=["https", "http"])]
    )
    source_day = models.DateField("Ngày đăng ở nơi đó", null=True, blank=True)
    summary = models.TextField(
        "Tóm tắt bằng lời của mình",
        max_length=MOST_OWN_WORDS,
        help_text="Nhiều nhất 400 ký tự. Không chép nguyên văn: người đọc mở bài gốc.",
    )

    is_creatable = True
    template = "portal/pages/elsewhere.html"
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("source_name"), FieldPanel("source_url"), FieldPanel("source_day")], "Bài gốc"
        ),
        FieldPanel("summary"),
    ]

    class Meta:
        verbose_name = "tin từ nơi khác"

    def clean(self) -> None:
        super().clean()
        if len(self.summary) > MOST_OWN_WORDS:
            raise ValidationError({"summary": f"Tóm tắt nhiều nhất {MOST_OWN_WORDS} ký tự."})

    def words(self) -> list[str]:
        return [*super().words(), self.summary, self.source_name]


class ChannelBlock(blocks.StructBlock):
    """One place where the agency can be found: an address to open, or a number to call."""

    kind = blocks.ChoiceBlock(
        label="Kênh",
        choices=[
            ("website", "Trang thông tin điện tử"),
            ("zalo", "Zalo"),
            ("facebook", "Facebook"),
            ("video", "Kênh video"),
            ("app", "Ứng dụng"),
            ("hotline", "Đường dây nóng"),
            ("radio", "Truyền thanh, phát thanh"),
            ("other", "Kênh khác"),
        ],
    )
    name = blocks.CharBlock(label="Tên kênh", max_length=160)
    address = blocks.URLBlock(label="Địa chỉ", required=False)
    phone = blocks.CharBlock(label="Số điện thoại", max_length=40, required=False)
    note = blocks.CharBlock(label="Dùng để làm gì, giờ trả lời", max_length=200, required=False)

    class Meta:
        icon = "site"
        label = "Kênh"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not (cleaned["address"] or cleaned["phone"] or cleaned["note"]):
            error = ValidationError("Ghi địa chỉ, số điện thoại hoặc cách tìm kênh.")
            raise blocks.StructBlockValidationError(block_errors={"address": error})
        return cleaned


class ChannelsPage(Written, PortalPage):  # type: ignore[django-manager-missing]
    """*Danh mục kênh*: every way in which the agency speaks to the public (Nghị định 224/2026/NĐ-CP, Điều 10)."""

    channels = StreamField(
        [("channel", ChannelBlock())],
        verbose_name="Các kênh",
        blank=True,
        use_json_field=True,
        help_text="Trang này, điện thoại và thư điện tử của cơ quan có sẵn, không cần thêm.",
    )

    is_creatable = True
    template = "portal/pages/channels.html"
    parent_page_types: ClassVar = ["portal.SectionPage", "portal.AgencyHome"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("channels")]

    class Meta:
        verbose_name = "danh mục kênh"

    def words(self) -> list[str]:
        return [*super().words(), self.summary, told(self.channels)]
