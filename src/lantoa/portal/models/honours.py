"""*Điển hình tiên tiến*: nominated, approved, agreed to by the person, shown. And the question of the month."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from lantoa.ledger.models import StoredFile
from lantoa.organisation.models import Agency, Person
from lantoa.portal.blocks import BodyBlock, PhotoBlock
from lantoa.portal.honour_forms import ExemplarForm
from lantoa.portal.models.kinds import AnswerPage
from lantoa.portal.models.tree import OpenTester, PortalPage, Written, told

NO_CONSENT = "Đề nghị này chưa được duyệt, hoặc người được nêu chưa đồng ý: chưa viết trang được."


class Decided(models.Model):
    """What somebody nominates and a director decides."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Chờ lãnh đạo duyệt"
        APPROVED = "approved", "Đã duyệt"
        REFUSED = "refused", "Không duyệt"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    state = models.CharField("Tình trạng", max_length=8, choices=State.choices, default=State.PROPOSED)
    nominated_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người đề nghị"
    )
    nominated_at = models.DateTimeField("Đề nghị lúc")
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người quyết định"
    )
    decided_at = models.DateTimeField("Quyết định lúc", null=True)
    decision_note = models.CharField("Lý do", max_length=400, blank=True)

    class Meta:
        abstract = True


class Nomination(Decided):
    """A person or a collective, what they did, and the decision or initiative that says so. Public only as a page."""

    class Kind(models.TextChoices):
        PERSON = "person", "Cá nhân"
        COLLECTIVE = "group", "Tập thể"

    class Basis(models.TextChoices):
        COMMENDED = "decision", "Quyết định khen thưởng"
        INITIATIVE = "initiative", "Sáng kiến được công nhận"

    kind = models.CharField("Cá nhân hay tập thể", max_length=6, choices=Kind.choices)
    name = models.CharField("Họ tên, tên tập thể", max_length=160)
    role = models.CharField("Chức vụ, đơn vị", max_length=200, blank=True)
    deed = models.CharField("Việc đã làm", max_length=250)
    story = models.TextField("Kể rõ hơn", max_length=2000, blank=True)
    basis = models.CharField("Căn cứ", max_length=10, choices=Basis.choices)
    basis_number = models.CharField("Số, ký hiệu của căn cứ", max_length=60)
    basis_day = models.DateField("Ngày của căn cứ")
    basis_issuer = models.CharField("Nơi ban hành căn cứ", max_length=200)
    proof = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="Tệp căn cứ")

    class Meta:
        verbose_name = "đề nghị nêu gương"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_at__isnull=False), name="nomination_decided_at"
            ),
            models.UniqueConstraint(
                fields=["agency", "basis_number", "basis_day", "name"], name="nomination_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def basis_said(self) -> str:
        """ "Quyết định khen thưởng số 12/QĐ-SXD"."""
        return f"{self.get_basis_display()} số {self.basis_number}"

    @property
    def agreed(self) -> bool:
        """Whether it was approved and the one named agrees today."""
        return self.state == self.State.APPROVED and self.consents.filter(withdrawn_at=None).exists()


class Consent(models.Model):
    """That the one named agrees to be shown: who, when, how, with what paper. It may be taken back at any time."""

    class How(models.TextChoices):
        PAPER = "paper", "Giấy có chữ ký"
        MAIL = "mail", "Thư điện tử, tin nhắn"
        SPOKEN = "spoken", "Bằng lời, có người ghi nhận"

    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="consents", verbose_name="Đề nghị nêu gương"
    )
    given_by = models.CharField("Ai đồng ý", max_length=160)
    given_on = models.DateField("Đồng ý ngày")
    how = models.CharField("Bằng cách nào", max_length=6, choices=How.choices)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Tệp"
    )
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người ghi"
    )
    recorded_at = models.DateTimeField("Ghi lúc")
    withdrawn_at = models.DateTimeField("Rút lúc", null=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người ghi việc rút"
    )
    withdrawn_why = models.CharField("Lý do rút", max_length=400, blank=True)

    class Meta:
        verbose_name = "sự đồng ý được nêu tên"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(withdrawn_at=None), name="consent_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""), name="consent_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.given_by


class SingleTester(OpenTester):
    """A page about one person: a copy would go on when the person takes the consent back."""

    def can_copy(self) -> bool:
        return False


class ExemplarPage(Written, PortalPage):  # type: ignore[django-manager-missing]
    """Who did well, shown while the person agrees. Name, deed and decision are those of the nomination."""

    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="+", verbose_name="Đề nghị đã duyệt, đã được đồng ý"
    )
    nomination_id: int
    photo = StreamField(
        [("photo", PhotoBlock())], verbose_name="Ảnh", max_num=1, blank=True, use_json_field=True
    )
    body = StreamField(BodyBlock(), verbose_name="Bài viết", blank=True, use_json_field=True)

    is_creatable = True
    base_form_class = ExemplarForm
    template = "portal/pages/exemplar.html"
    parent_page_types: ClassVar = ["portal.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("nomination"),
        FieldPanel("summary"),
        FieldPanel("photo"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "điển hình tiên tiến"

    def clean(self) -> None:
        super().clean()
        # Asked anew: what was read with the page may be older than a withdrawal.
        row = Nomination.objects.filter(pk=self.nomination_id or 0).first()
        if row is not None and not row.agreed:
            raise ValidationError({"nomination": NO_CONSENT})

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return SingleTester(user, self)

    def words(self) -> list[str]:
        row = self.nomination if self.nomination_id else None
        said = [row.name, row.role, row.deed] if row else []
        return [*super().words(), self.summary, *said, told(self.body)]


class MonthlyQuestion(Decided):
    """*Câu hỏi của tháng*: an answer on the portal that stands on the agency's front page for a month."""

    month = models.DateField("Tháng")
    answer = models.ForeignKey(AnswerPage, models.CASCADE, related_name="+", verbose_name="Câu hỏi")

    class Meta:
        verbose_name = "câu hỏi của tháng"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "month"], condition=Q(state="approved"), name="one_question_for_a_month"
            ),
            models.UniqueConstraint(fields=["agency", "month", "answer"], name="question_nominated_once"),
        ]

    def __str__(self) -> str:
        return str(self.answer)
