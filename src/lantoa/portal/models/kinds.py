"""What people write: an article, a guide to a procedure, a question with its answer, the record of a document."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from lantoa.foundation import clock
from lantoa.ledger.models import Audience, ReformField, Theme
from lantoa.plans.models import Task
from lantoa.portal.blocks import AskedBlock, BodyBlock, CitationBlock, PaperBlock, PhotoBlock, StepBlock
from lantoa.portal.models.reviews import Review
from lantoa.portal.models.tree import PortalPage, Written, told
from lantoa.portal.page_forms import ArticleForm, GuideForm
from lantoa.procedures import codes
from lantoa.procedures.models import Procedure

_MANY = forms.CheckboxSelectMultiple
PROCEDURE_CODE = RegexValidator(
    r"^[1-9]\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})?\Z",
    "Mã thủ tục có dạng 1.012766 hoặc 1.012766.000.00.00.H13.",
)


class ArticlePage(Written, PortalPage):  # type: ignore[django-manager-missing]
    """News, with what it was for: theme, audience, field of reform, and the plan's task that it carries out."""

    event_day = models.DateField(
        "Ngày diễn ra", null=True, blank=True, help_text="Ngày của sự việc được nói đến, nếu có."
    )
    photo = StreamField(
        [("photo", PhotoBlock())], verbose_name="Ảnh đầu bài", max_num=1, blank=True, use_json_field=True
    )
    body = StreamField(BodyBlock(), verbose_name="Nội dung", use_json_field=True)
    byline = models.CharField("Tác giả", max_length=160, blank=True)
    source_name = models.CharField("Nguồn tin", max_length=200, blank=True)
    source_url = models.URLField("Đường dẫn nguồn", blank=True)
    themes = ParentalManyToManyField(
        Theme, blank=True, related_name="+", verbose_name="Nội dung tuyên truyền"
    )
    audiences = ParentalManyToManyField(Audience, blank=True, related_name="+", verbose_name="Đối tượng")
    reform_fields = ParentalManyToManyField(
        ReformField, blank=True, related_name="+", verbose_name="Lĩnh vực cải cách"
    )
    task = models.ForeignKey(
        Task,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Nhiệm vụ của kế hoạch",
        help_text="Bài này thực hiện nhiệm vụ nào. Bỏ trống nếu không thuộc kế hoạch.",
    )

    recorded_as = "tin-bai"
    is_creatable = True
    base_form_class = ArticleForm
    template = "portal/pages/article.html"
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("photo"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("byline"),
                FieldPanel("event_day"),
                FieldPanel("source_name"),
                FieldPanel("source_url"),
            ],
            "Tác giả, nguồn",
        ),
        MultiFieldPanel(
            [
                FieldPanel("task"),
                FieldPanel("themes", widget=_MANY),
                FieldPanel("audiences", widget=_MANY),
                FieldPanel("reform_fields", widget=_MANY),
            ],
            "Phục vụ việc gì",
        ),
    ]

    class Meta:
        verbose_name = "tin, bài"

    def words(self) -> list[str]:
        return [
            *super().words(),
            self.summary,
            told(self.photo),
            told(self.body),
            self.byline,
            self.source_name,
        ]


class GuidePage(Written, PortalPage):  # type: ignore[django-manager-missing]
    """How to get a procedure done: papers, steps, fee, time, place, and the three ways to file."""

    class Level(models.TextChoices):
        FULL = "full", "Trực tuyến toàn trình"
        PART = "part", "Trực tuyến một phần"
        INFO = "info", "Cung cấp thông tin trực tuyến"

    procedure = models.ForeignKey(
        Procedure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Thủ tục trong danh mục",
    )
    procedure_code = models.CharField(
        "Mã thủ tục", max_length=codes.LONGEST, blank=True, editable=False, validators=[PROCEDURE_CODE]
    )
    duration = models.CharField("Thời gian giải quyết", max_length=120)
    fee = models.CharField("Phí, lệ phí", max_length=200)
    level = models.CharField("Mức độ trực tuyến", max_length=8, choices=Level.choices)
    whats_new = models.TextField("Có gì mới", max_length=400, blank=True)
    papers = StreamField([("paper", PaperBlock())], verbose_name="Giấy tờ", blank=True, use_json_field=True)
    steps = StreamField([("step", StepBlock())], verbose_name="Các bước", blank=True, use_json_field=True)
    online = models.TextField("Nộp trực tuyến", max_length=500, blank=True)
    counter = models.TextField("Nộp trực tiếp", max_length=500, blank=True)
    post = models.TextField("Nộp qua bưu chính công ích", max_length=500, blank=True)
    payment = models.TextField("Thanh toán trực tuyến", max_length=500, blank=True)
    place = models.TextField("Nơi tiếp nhận, giờ làm việc, điện thoại", max_length=400)
    asked = StreamField([("asked", AskedBlock())], verbose_name="Hỏi, đáp", blank=True, use_json_field=True)
    law = StreamField([("citation", CitationBlock())], verbose_name="Căn cứ", blank=True, use_json_field=True)
    keeper = models.CharField("Đơn vị phụ trách", max_length=160, blank=True)

    is_creatable = True
    base_form_class = GuideForm
    template = "portal/pages/guide.html"
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel(name) for name in ("procedure", "duration", "fee", "level")], "Tóm lược"),
        FieldPanel("whats_new"),
        FieldPanel("papers"),
        FieldPanel("steps"),
        MultiFieldPanel([FieldPanel(name) for name in ("online", "counter", "post", "payment")], "Cách nộp"),
        FieldPanel("place"),
        FieldPanel("asked"),
        FieldPanel("law"),
        FieldPanel("keeper"),
    ]

    class Meta:
        verbose_name = "hướng dẫn thủ tục"

    @property
    def review_on(self) -> date | None:
        """By when somebody looks at it again, as it is shown to readers."""
        return Review.day_of(self.pk)

    def clean(self) -> None:
        super().clean()
        if self.procedure is not None:
            self.procedure_code = self.procedure.code
        if not (self.online or self.counter or self.post):
            raise ValidationError(
                {"online": "Ghi ít nhất một cách nộp: trực tuyến, trực tiếp hoặc qua bưu chính."}
            )

    @property
    def ways(self) -> list[tuple[str, str]]:
        """The ways to file that are open, in the order in which they cost the least."""
        named = (
            ("Trực tuyến", self.online),
            ("Trực tiếp tại nơi tiếp nhận", self.counter),
            ("Qua bưu chính công ích", self.post),
        )
        return [(name, how) for name, how in named if how]

    def words(self) -> list[str]:
        streams = [told(part) for part in (self.papers, self.steps, self.asked)]
        return [*super().words(), self.summary, self.procedure_code, self.fee, self.place, *streams]


class AnswerPage(PortalPage):
    """A question that people ask, as the title, and its answer."""

    body = StreamField(BodyBlock(), verbose_name="Trả lời", use_json_field=True)
    answered_by = models.CharField("Đơn vị trả lời", max_length=160, blank=True)

    is_creatable = True
    template = "portal/pages/answer.html"
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        FieldPanel("title", heading="Câu hỏi"),
        FieldPanel("body"),
        FieldPanel("answered_by"),
    ]

    class Meta:
        verbose_name = "hỏi, đáp"

    @property
    def summary(self) -> str:
        """The beginning of the answer, cut at a word."""
        words = told(self.body)
        return words if len(words) <= 200 else f"{words[:200].rsplit(' ', 1)[0]} …"

    def words(self) -> list[str]:
        return [*super().words(), told(self.body)]


class RecordPage(PortalPage):
    """A document that the agency issued or works by; the title is its *trích yếu*."""

    number = models.CharField("Số, ký hiệu", max_length=60)
    issued_on = models.DateField("Ngày ban hành")
    issuer = models.CharField("Cơ quan ban hành", max_length=200)
    in_force_from = models.DateField("Có hiệu lực từ ngày", null=True, blank=True)
    in_force_to = models.DateField("Hết hiệu lực sau ngày", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "portal.RecordPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="Được thay bằng",
    )
    body = StreamField(
        BodyBlock(), verbose_name="Nội dung chính, tệp văn bản", blank=True, use_json_field=True
    )

    is_creatable = True
    template = "portal/pages/record.html"
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        FieldPanel("title", heading="Trích yếu"),
        MultiFieldPanel([FieldPanel(name) for name in ("number", "issued_on", "issuer")], "Văn bản"),
        MultiFieldPanel(
            [
                FieldPanel("in_force_from"),
                FieldPanel("in_force_to"),
                PageChooserPanel("replaced_by", "portal.RecordPage"),
            ],
            "Hiệu lực",
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "văn bản trên cổng"

    def clean(self) -> None:
        super().clean()
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValidationError({"in_force_to": "Ngày hết hiệu lực phải sau ngày có hiệu lực."})
        if self.replaced_by_id and self.replaced_by_id == self.pk:
            raise ValidationError({"replaced_by": "Văn bản không thể thay chính nó."})

    @property
    def summary(self) -> str:
        return f"{self.number}, {self.issuer}"

    @property
    def standing(self) -> str:
        """`soon`, `gone` (its day has passed, or a published record replaces it) or `now`."""
        today = clock.today()
        if self.in_force_to and self.in_force_to < today:
            return "gone"
        if self.successor is not None and not self.in_force_to:
            return "gone"
        return "soon" if self.in_force_from and self.in_force_from > today else "now"

    @property
    def successor(self) -> Any:
        """What replaces it, once that is published: drafts are not told of."""
        later = self.replaced_by
        return later if later is not None and later.live else None

    def words(self) -> list[str]:
        return [*super().words(), self.number, self.issuer, told(self.body)]
