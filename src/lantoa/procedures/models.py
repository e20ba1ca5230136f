"""Procedures, the fields they stand under, files on their way in, and the pattern of addresses on the national portal."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from lantoa.foundation import text

PORTAL_NAME = "Cổng Dịch vụ công quốc gia"
PORTAL_PATTERN = "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-nganh-doc.html?ma_thu_tuc={ma_goc}"


class Field(models.Model):
    """What procedures are grouped by (*lĩnh vực*), in the words of the national database. One list for each agency;
    those below use it too."""

    agency = models.ForeignKey(
        "organisation.Agency", models.PROTECT, related_name="+", verbose_name="Cơ quan"
    )
    name = models.CharField("Tên lĩnh vực", max_length=200)
    folded = models.CharField(max_length=400, editable=False)
    sort_key = models.CharField(max_length=800, editable=False, db_index=True)

    class Meta:
        verbose_name = "lĩnh vực thủ tục"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "folded"], name="procedure_field_once_in_agency")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded, self.sort_key = text.fold(self.name)[:400], text.sort_key(self.name)[:800]
        super().save(*args, **kwargs)


class Procedure(models.Model):
    """A procedure in the register of the agency that keeps it. Never deleted once something points to it: it is
    replaced or abolished from a day on, and stays to be read.

    `levels` are words of Level with commas between and at both ends, so that one can be looked for. `days` are working
    days; `time_text` says what a number cannot. `synced_on` is the day on which `source` was read.
    """

    class Level(models.TextChoices):
        MINISTRY = "ministry", "Cấp bộ"
        PROVINCE = "province", "Cấp tỉnh"
        DISTRICT = "district", "Cấp huyện (trước 01/07/2025)"
        COMMUNE = "commune", "Cấp xã"
        OTHER = "other", "Cơ quan khác"

    class Service(models.TextChoices):
        FULL = "full", "Toàn trình"
        PARTIAL = "partial", "Một phần"
        INFORMATION = "information", "Cung cấp thông tin"

    class State(models.TextChoices):
        IN_FORCE = "in_force", "Còn hiệu lực"
        REPLACED = "replaced", "Bị thay thế"
        ABOLISHED = "abolished", "Bị bãi bỏ"

    agency = models.ForeignKey(
        "organisation.Agency", models.PROTECT, related_name="+", verbose_name="Cơ quan quản lý danh mục"
    )
    code = models.CharField("Mã thủ tục", max_length=24)
    name = models.CharField("Tên thủ tục", max_length=1000)
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, blank=True, related_name="procedures", verbose_name="Lĩnh vực"
    )
    levels = models.CharField("Cấp thực hiện", max_length=80, blank=True)
    resolver = models.CharField("Cơ quan giải quyết", max_length=300, blank=True)
    service = models.CharField(
        "Mức độ dịch vụ công trực tuyến", max_length=12, choices=Service.choices, blank=True
    )
    days = models.DecimalField(
        "Thời hạn (ngày làm việc)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    time_text = models.CharField("Diễn giải thời hạn", max_length=1000, blank=True)
    fee = models.CharField("Phí, lệ phí", max_length=1000, blank=True)
    legal_basis = models.TextField("Căn cứ pháp lý", blank=True)
    decision = models.CharField("Quyết định công bố", max_length=200, blank=True)
    effective_from = models.DateField("Có hiệu lực từ ngày", null=True, blank=True)
    state = models.CharField("Tình trạng", max_length=10, choices=State.choices, default=State.IN_FORCE)
    ended_on = models.DateField("Hết hiệu lực từ ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name="Thay bằng"
    )
    source = models.CharField("Nguồn", max_length=200, blank=True)
    synced_on = models.DateField("Ngày lấy dữ liệu", null=True, blank=True)
    folded = models.TextField(editable=False)
    sort_key = models.TextField(editable=False)

    agency_id: int
    field_id: int | None
    successor_id: int | None

    class Meta:
        verbose_name = "thủ tục hành chính"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "code"], name="procedure_code_once_in_agency"),
            models.CheckConstraint(
                condition=Q(state="in_force", ended_on=None)
                | (~Q(state="in_force") & Q(ended_on__isnull=False)),
                name="procedure_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(state="replaced"), name="procedure_successor_of_replaced"
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")), name="procedure_never_replaces_itself"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(effective_from=None) | Q(ended_on__gte=F("effective_from")),
                name="procedure_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(days=None) | Q(days__gt=0), name="procedure_takes_some_time"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency", "state"], name="procedure_by_state"),
            models.Index(fields=["code"], name="procedure_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def level_words(self) -> tuple[str, ...]:
        return tuple(word for word in self.levels.split(",") if word)

    @property
    def levels_said(self) -> str:
        return "; ".join(str(self.Level(word).label) for word in self.level_words)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = text.fold(f"{self.code} {self.name} {self.resolver}")
        self.sort_key = text.sort_key(self.name[:300])
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded", "sort_key"}
        super().save(*args, **kwargs)


class Intake(models.Model):
    """A file of procedures on its way in: read, shown, then taken in whole or dropped.

    `content` is the file until it has been read, `rows` what it says until it has been taken in or dropped.
    """

    class State(models.TextChoices):
        READING = "reading", "Đang đọc tệp"
        READ = "read", "Chờ xác nhận"
        TAKEN = "taken", "Đã nhập"
        DROPPED = "dropped", "Đã bỏ"

    agency = models.ForeignKey(
        "organisation.Agency", models.PROTECT, related_name="+", verbose_name="Cơ quan"
    )
    person = models.ForeignKey(
        "organisation.Person", models.PROTECT, related_name="+", verbose_name="Người nạp"
    )
    file_name = models.CharField("Tên tệp", max_length=200)
    source = models.CharField("Nguồn", max_length=200, blank=True)
    synced_on = models.DateField("Ngày lấy dữ liệu")
    state = models.CharField("Tình trạng", max_length=8, choices=State.choices, default=State.READING)
    made_at = models.DateTimeField("Nạp lúc", auto_now_add=True)
    content = models.BinaryField(null=True, editable=False)
    rows = models.JSONField(default=dict, editable=False)
    result = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = "lần nhập danh mục thủ tục"

    def __str__(self) -> str:
        return self.file_name


class Portal(models.Model):
    """The one row that says where a procedure is found on the national portal; its addresses have changed before."""

    singleton = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField("Tên cổng", max_length=120, default=PORTAL_NAME)
    pattern = models.CharField("Mẫu địa chỉ", max_length=400, default=PORTAL_PATTERN)

    class Meta:
        verbose_name = "liên kết cổng dịch vụ công"

    def __str__(self) -> str:
        return self.name
