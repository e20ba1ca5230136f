"""Plans as issued: versions that are never edited, what they cite, their clauses, and how progress is counted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lantoa.ledger.models import StoredFile
from lantoa.organisation.models import Agency, Person


class Plan(models.Model):
    """A yearly plan of an agency: a stable identity. What it says is in its versions.

    An ended plan stands still on `closed_on`: what was due before `late_before` was late on that day, and nothing
    becomes late or later afterwards.
    """

    class State(models.TextChoices):
        ISSUED = "issued", "Đang thực hiện"
        CLOSED = "closed", "Đã kết thúc"
        ARCHIVED = "archived", "Lưu trữ"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    year_from = models.PositiveSmallIntegerField("Từ năm")
    year_to = models.PositiveSmallIntegerField("Đến năm")
    title = models.CharField("Trích yếu", max_length=300)
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.ISSUED)
    current = models.ForeignKey(
        "plans.PlanVersion", models.PROTECT, null=True, related_name="+", verbose_name="Bản hiện hành"
    )
    folded = models.CharField(max_length=400, editable=False, default="")
    closed_on = models.DateField("Kết thúc ngày", null=True, blank=True)
    late_before = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "kế hoạch"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(year_to__gte=F("year_from")), name="plan_years_in_order"),
            models.CheckConstraint(
                condition=Q(state="issued", closed_on=None, late_before=None)
                | ~Q(state="issued") & Q(closed_on__isnull=False, late_before__isnull=False),
                name="plan_ended_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        return str(self.year_from) if self.year_from == self.year_to else f"{self.year_from} – {self.year_to}"


class PlanVersion(models.Model):
    """The plan as one document says it. Number 1 is the plan; a later one is a *kế hoạch điều chỉnh, bổ sung*.

    `issuer` and `signer_title` are kept as they were: a merger does not rewrite them.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("Bản số")
    document_type = models.CharField("Loại văn bản", max_length=60, default="Kế hoạch")
    document_number = models.CharField("Số, ký hiệu", max_length=60)
    issued_on = models.DateField("Ngày ban hành")
    issuer = models.CharField("Cơ quan ban hành", max_length=250)
    signer_title = models.CharField("Chức vụ người ký", max_length=200, blank=True)
    subject = models.CharField("Trích yếu", max_length=300)
    reason = models.CharField("Lý do điều chỉnh", max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="Tệp gốc")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="Người xác nhận")
    confirmed_at = models.DateTimeField("Xác nhận lúc")

    class Meta:
        verbose_name = "bản kế hoạch"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.document_number} ngày {self.issued_on:%d/%m/%Y}"


class Citation(models.Model):
    """A document that a version names: a parent (a superior's plan) or a reference.

    `linked` is set when the parent is in the system. `seen` is the version of it that was current when the
    link was last looked at; when the parent has a newer one, this plan is *cần rà soát*.
    """

    class Kind(models.TextChoices):
        PARENT = "parent", "Kế hoạch cấp trên"
        REFERENCE = "reference", "Văn bản viện dẫn"

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="citations")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    number = models.CharField("Số, ký hiệu", max_length=60)
    issued_on = models.DateField("Ngày", null=True, blank=True)
    issuer = models.CharField("Cơ quan ban hành", max_length=250, blank=True)
    linked = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="cited_by")
    seen = models.ForeignKey(PlanVersion, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "văn bản căn cứ"
        ordering: ClassVar = ["kind", "position"]

    def __str__(self) -> str:
        return self.number


class Clause(models.Model):
    """What a version says besides tasks: objectives, requirements, arrangements."""

    class Kind(models.TextChoices):
        OBJECTIVE = "objective", "Mục tiêu"
        REQUIREMENT = "requirement", "Yêu cầu"
        ARRANGEMENT = "arrangement", "Tổ chức thực hiện"

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="clauses")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    ordinal = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    source = models.JSONField(default=dict)

    class Meta:
        verbose_name = "nội dung chung của kế hoạch"
        ordering: ClassVar = ["kind", "position"]


class ProgressRule(models.Model):
    """How a plan's progress is counted, from a day on. A new rule never changes figures already taken."""

    class Kind(models.TextChoices):
        COUNT = "count", "Theo số nhiệm vụ"
        WEIGHT = "weight", "Theo trọng số"
        OUTPUT = "output", "Theo sản lượng đo được"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="rules")
    number = models.PositiveSmallIntegerField("Bản số")
    kind = models.CharField("Cách tính", max_length=10, choices=Kind.choices)
    valid_from = models.DateField("Áp dụng từ")
    reason = models.CharField("Lý do", max_length=300, blank=True)
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "cách tính tiến độ"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="progress_rule_once")
        ]


class Snapshot(models.Model):
    """Progress as it stood at the end of a day, by the rule of that day. Never recomputed.

    `achieved` over `expected` gives the rate; `body` is 0 for the whole plan.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="snapshots")
    day = models.DateField("Ngày")
    body_id = models.BigIntegerField(default=0)
    rule = models.ForeignKey(ProgressRule, models.PROTECT, related_name="+")
    version = models.ForeignKey(PlanVersion, models.PROTECT, related_name="+")
    achieved = models.DecimalField(max_digits=14, decimal_places=4)
    expected = models.DecimalField(max_digits=14, decimal_places=4)
    formula = models.CharField(max_length=300)

    class Meta:
        verbose_name = "số liệu đã chốt"
        ordering: ClassVar = ["day"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "day", "body_id"], name="snapshot_once_a_day")
        ]


class Publication(models.Model):
    """A plan's progress shown to the public, by decision of a named person. Units only, never names."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="publications")
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="Người công bố")
    published_at = models.DateTimeField("Công bố lúc")
    show_late = models.BooleanField("Nêu nhiệm vụ trễ hạn", default=False)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "công bố tiến độ"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(withdrawn_at=None), name="plan_published_once_at_a_time"
            )
        ]
