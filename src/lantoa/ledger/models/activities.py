"""Activities, their versions, and the values they carry."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lantoa.foundation.periods import Period
from lantoa.ledger.models.rows import (
    ActivityKind,
    Audience,
    Form,
    Integration,
    Measure,
    ReformField,
    Theme,
)
from lantoa.organisation.models import Agency, Body, Person, Place


class State(models.TextChoices):
    """Draft may change; confirmed is locked and counts; voided stays readable and counts nowhere."""

    DRAFT = "draft", "Nháp"
    CONFIRMED = "confirmed", "Đã xác nhận"
    VOIDED = "voided", "Đã hủy"


class Register(models.Model):
    """The last number given in an agency's ledger of a year; locked while a number is taken."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "số cuối của sổ"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "year"], name="register_once_in_agency_and_year")
        ]


class Activity(models.Model):
    """Something an agency did: the identity that readers point to. What it says is in its versions.

    A draft that was sent (`submitted_at`) waits for confirmation; one handed back carries the reason.
    `title`, `day`, `last_day`, `kind` and `folded` repeat the current version, so that lists need no join; actions
    keep them. `last_day` is the day of one without a last day: the day that periods count an activity by.
    `edition` grows with every change of content: whoever confirms says which edition they saw.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đơn vị"
    )
    year = models.PositiveSmallIntegerField("Năm của sổ")
    serial = models.PositiveIntegerField("Số thứ tự")
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.DRAFT)
    current = models.ForeignKey("ActivityVersion", models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=1)

    title = models.CharField("Tên hoạt động", max_length=300)
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="+", verbose_name="Loại")
    day = models.DateField("Ngày làm")
    last_day = models.DateField("Ngày cuối", editable=False)
    folded = models.TextField(editable=False, default="")

    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người ghi"
    )
    recorded_at = models.DateTimeField("Ghi lúc")
    submitted_at = models.DateTimeField("Gửi xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người xác nhận"
    )
    confirmed_at = models.DateTimeField("Xác nhận lúc", null=True, blank=True)
    returned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField("Trả lại lúc", null=True, blank=True)
    returned_reason = models.TextField("Lý do trả lại", blank=True)

    source_kind = models.CharField(max_length=60, blank=True, default="")
    source_key = models.CharField(max_length=120, blank=True, default="")
    client_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = "hoạt động"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "year", "serial"], name="activity_number_once_in_register"
            ),
            models.UniqueConstraint(
                fields=["source_kind", "source_key"],
                condition=~Q(source_kind=""),
                name="activity_source_once",
            ),
            models.UniqueConstraint(
                fields=["recorded_by", "client_id"],
                condition=Q(client_id__isnull=False),
                name="activity_client_id_once_for_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed")
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, submitted_at__isnull=False),
                name="activity_confirmed_names_who",
            ),
            models.CheckConstraint(
                condition=~Q(state="draft") | Q(confirmed_by__isnull=True, confirmed_at__isnull=True),
                name="activity_draft_is_unconfirmed",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(recorded_by__isnull=True)
                | ~Q(confirmed_by=F("recorded_by")),
                name="activity_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | ~Q(returned_reason=""),
                name="activity_returned_with_reason",
            ),
            models.CheckConstraint(condition=Q(last_day__gte=F("day")), name="activity_ends_after_it_begins"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "-day", "-id"], name="activity_agency_day"),
            models.Index(fields=["body", "-day", "-id"], name="activity_body_day"),
            models.Index(fields=["agency", "state", "submitted_at"], name="activity_agency_state"),
            # Counts over a period read these indexes alone, not the rows: see decision 0024.
            models.Index(fields=["agency", "state", "last_day", "current"], name="activity_agency_last_day"),
            models.Index(fields=["body", "state", "submitted_at"], name="activity_body_state"),
            models.Index(fields=["recorded_by", "state"], name="activity_recorder_state"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        """The number in the agency's ledger of the year, as shown: "HĐ-2026-0341"."""
        return f"HĐ-{self.year}-{self.serial:04}"

    @property
    def is_waiting(self) -> bool:
        """Sent, and not yet confirmed."""
        return self.state == State.DRAFT and self.submitted_at is not None


class ActivityVersion(models.Model):
    """What an activity says, once. A confirmed version never changes; a correction voids it and opens the next.

    `authors` wrote or changed it: none of them may confirm it.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("Bản số")
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="+", verbose_name="Loại")
    title = models.CharField("Tên hoạt động", max_length=300)
    day = models.DateField("Ngày làm")
    end_day = models.DateField("Đến ngày", null=True, blank=True)
    place = models.CharField("Nơi làm", max_length=250, blank=True)
    place_ref = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField("Người thực hiện", max_length=250, blank=True)
    description = models.TextField("Nội dung", blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True, verbose_name="Nội dung tuyên truyền")
    audiences = models.ManyToManyField(Audience, related_name="+", blank=True, verbose_name="Đối tượng")
    reform_fields = models.ManyToManyField(
        ReformField, related_name="+", blank=True, verbose_name="Lĩnh vực cải cách"
    )
    forms = models.ManyToManyField(Form, related_name="+", blank=True, verbose_name="Hình thức")
    integrated = models.ManyToManyField(
        Integration, related_name="+", blank=True, verbose_name="Lồng ghép với"
    )
    authors = models.ManyToManyField(Person, related_name="+")
    written_at = models.DateTimeField("Viết lúc")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("Xác nhận lúc", null=True, blank=True)
    voided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField("Hủy lúc", null=True, blank=True)
    void_reason = models.TextField("Lý do hủy", blank=True)

    class Meta:
        verbose_name = "bản của hoạt động"
        ordering: ClassVar = ["activity", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["activity", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["activity"], condition=Q(voided_at=None), name="version_live_once"
            ),
            models.CheckConstraint(
                condition=Q(end_day=None) | Q(end_day__gte=F("day")), name="version_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""), name="version_voided_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_by__isnull=False),
                name="version_confirmed_names_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (bản {self.number})"


class Measurement(models.Model):
    """A value of a measure between two days, carried by a version of an activity or standing alone.

    `state` repeats the activity's (a version that was replaced is voided): a total reads this table only.
    A ratio has numerator and denominator and no value; every other kind has a value and nothing else.

    A standing value is corrected by another that `replaces` it and has its proof. `edition` grows with every change
    of a draft: whoever confirms says which edition they saw. People write one value for a body and a period.
    """

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", verbose_name="Số đo")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="measurements")
    version = models.ForeignKey(
        ActivityVersion, models.PROTECT, null=True, blank=True, related_name="measurements"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Đơn vị"
    )
    starts = models.DateField("Từ ngày")
    ends = models.DateField("Đến ngày")
    value = models.DecimalField("Giá trị", max_digits=18, decimal_places=4, null=True, blank=True)
    numerator = models.DecimalField("Tử số", max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("Mẫu số", max_digits=18, decimal_places=4, null=True, blank=True)
    note = models.CharField("Ghi chú", max_length=250, blank=True)
    state = models.CharField("Trạng thái", max_length=10, choices=State.choices, default=State.DRAFT)
    edition = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="Thay cho"
    )

    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người ghi"
    )
    recorded_at = models.DateTimeField("Ghi lúc")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField("Xác nhận lúc", null=True, blank=True)
    voided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField("Hủy lúc", null=True, blank=True)
    void_reason = models.TextField("Lý do hủy", blank=True)
    source_kind = models.CharField(max_length=60, blank=True, default="")
    source_key = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        verbose_name = "giá trị số đo"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "measure"],
                condition=Q(version__isnull=False),
                name="measurement_measure_once_in_version",
            ),
            models.UniqueConstraint(
                fields=["source_kind", "source_key", "measure"],
                condition=~Q(source_kind=""),
                name="measurement_source_once",
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=True, version__isnull=True)
                | Q(activity__isnull=False, version__isnull=False),
                name="measurement_activity_with_version",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, numerator__isnull=True, denominator__isnull=True)
                | Q(value__isnull=True, numerator__isnull=False, denominator__gt=0),
                name="measurement_value_or_ratio",
            ),
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="measurement_has_days"),
            models.UniqueConstraint(
                fields=["measure", "agency", "body", "starts", "ends"],
                condition=Q(activity=None, source_kind="", body__isnull=False) & ~Q(state="voided"),
                name="measurement_period_once_of_body",
            ),
            models.UniqueConstraint(
                fields=["measure", "agency", "starts", "ends"],
                condition=Q(activity=None, source_kind="", body=None) & ~Q(state="voided"),
                name="measurement_period_once_of_agency",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | Q(activity=None), name="measurement_replaces_only_standing"
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=False)
                | ~Q(state="confirmed")
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="measurement_confirmed_names_who",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["measure", "state", "agency", "ends"], name="measurement_total"),
            models.Index(
                fields=[
                    *("agency", "state", "ends", "measure", "body"),
                    *("activity", "value", "numerator", "denominator"),
                ],
                name="measurement_agency_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure.name}, {self.period.label}"

    @property
    def period(self) -> Period:
        return Period.of(self.starts, self.ends)

    @property
    def is_waiting(self) -> bool:
        """Standing alone and not yet confirmed."""
        return self.activity_id is None and self.state == State.DRAFT
