"""Files, and what they prove."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lantoa.ledger.models.activities import Activity, Measurement
from lantoa.organisation.models import Agency, Person


class StoredFile(models.Model):
    """A file as it came in, sealed by its SHA-256; an agency holds the same bytes once.

    The bytes lie under FILES_ROOT at a path made of the digest (`ledger.storage`). What is shown is a safe
    derivative, made apart; a file without one is only handed out for download.
    """

    class Group(models.TextChoices):
        PHOTO = "photo", "Ảnh"
        DOCUMENT = "document", "Văn bản, bảng tính"
        AUDIO = "audio", "Ghi âm"
        VIDEO = "video", "Video"

    class View(models.TextChoices):
        """How it stands with the derivative."""

        NONE = "none", "Không có bản xem"
        WAITING = "waiting", "Đang tạo bản xem"
        READY = "ready", "Có bản xem"
        FAILED = "failed", "Không tạo được bản xem"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="Cơ quan")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("Dung lượng")
    name = models.CharField("Tên tệp", max_length=150)
    group = models.CharField("Nhóm", max_length=10, choices=Group.choices)
    kind = models.CharField("Loại", max_length=20)
    media_type = models.CharField("Kiểu nội dung", max_length=100)
    extension = models.CharField("Đuôi tệp", max_length=10)
    width = models.PositiveIntegerField("Rộng", null=True, blank=True)
    height = models.PositiveIntegerField("Cao", null=True, blank=True)
    view = models.CharField("Bản xem", max_length=10, choices=View.choices, default=View.NONE)
    uploaded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người tải lên"
    )
    uploaded_at = models.DateTimeField("Tải lên lúc")

    class Meta:
        verbose_name = "tệp"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "sha256"], name="file_once_in_agency"),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_is_not_empty"),
        ]
        indexes: ClassVar = [models.Index(fields=["sha256"], name="file_digest")]

    def __str__(self) -> str:
        return self.name


class FilePlace(models.Model):
    """Where and when a photo was taken, read from it before the derivative dropped that; shown by right only."""

    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="place")
    taken_at = models.DateTimeField("Chụp lúc", null=True, blank=True)
    latitude = models.DecimalField("Vĩ độ", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("Kinh độ", max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = "nơi và lúc chụp"


class Evidence(models.Model):
    """What proves an activity or a standing measurement: a file, a link, or a numbered official document.

    It belongs to the identity, so a correction keeps it. `since` and `until` are the numbers of the first and last
    version that it proves; a frozen report reads by them.
    """

    class Kind(models.TextChoices):
        FILE = "file", "Tệp"
        LINK = "link", "Liên kết"
        DOCUMENT = "document", "Văn bản"

    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="evidence")
    measurement = models.ForeignKey(
        Measurement, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    kind = models.CharField("Loại", max_length=10, choices=Kind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="evidence")
    url = models.URLField("Địa chỉ", max_length=500, blank=True)
    document_number = models.CharField("Số, ký hiệu", max_length=60, blank=True)
    document_day = models.DateField("Ngày văn bản", null=True, blank=True)
    document_issuer = models.CharField("Cơ quan ban hành", max_length=250, blank=True)
    caption = models.CharField("Chú thích", max_length=250, blank=True)
    since = models.PositiveSmallIntegerField(default=1)
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    added_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="Người thêm"
    )
    added_at = models.DateTimeField("Thêm lúc")
    detached_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    detached_at = models.DateTimeField("Bỏ lúc", null=True, blank=True)
    detach_reason = models.CharField("Lý do bỏ", max_length=250, blank=True)
    client_key = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        verbose_name = "minh chứng"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, measurement__isnull=True)
                | Q(activity__isnull=True, measurement__isnull=False),
                name="evidence_proves_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind="file", file__isnull=False)
                | (Q(kind="link") & ~Q(url=""))
                | (Q(kind="document") & ~Q(document_number="")),
                name="evidence_has_what_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=Q(detached_at__isnull=True) | ~Q(detach_reason=""),
                name="evidence_detached_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(detached_at__isnull=False) | Q(until__isnull=True),
                name="evidence_until_only_when_detached",
            ),
            models.UniqueConstraint(
                fields=["activity", "file"],
                condition=Q(kind="file", detached_at__isnull=True, activity__isnull=False),
                name="evidence_file_once_in_activity",
            ),
            models.UniqueConstraint(
                fields=["activity", "client_key"],
                condition=~Q(client_key=""),
                name="evidence_client_key_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since") - 1),
                name="evidence_until_not_before_since",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["activity"], condition=Q(detached_at__isnull=True), name="evidence_standing"
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.document_number or self.url or str(self.file_id)
