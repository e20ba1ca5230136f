"""Rows that people may rename, end or add: what an activity is described and counted by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Row(models.Model):
    """A word of the ledger's vocabulary. `code` is stable; the name may change; a row that was used is not deleted.

    A row found to say the same as another is merged into it: it ends, entries keep its name, and whoever looks for
    the other finds its entries too.
    """

    code = models.SlugField("Mã", max_length=40, unique=True, allow_unicode=False)
    name = models.CharField("Tên", max_length=160)
    position = models.PositiveIntegerField("Thứ tự", default=0)
    valid_from = models.DateField("Dùng từ ngày", null=True, blank=True)
    valid_to = models.DateField("Đến hết ngày", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Gộp vào"
    )

    merged_into_id: int | None

    class Meta:
        abstract = True
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(valid_to__isnull=False),
                name="%(class)s_merged_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Theme(Row):
    """What is told (*nội dung tuyên truyền*)."""

    class Meta(Row.Meta):
        verbose_name = "nội dung tuyên truyền"


class Form(Row):
    """How it is told (*hình thức tuyên truyền*). `family` groups forms where variety is counted."""

    class Family(models.TextChoices):
        ONLINE = "online", "Trên mạng"
        PRESS = "press", "Báo chí, phát thanh, truyền hình"
        DIRECT = "direct", "Trực tiếp"
        VISUAL = "visual", "Trực quan, ấn phẩm"
        WOVEN = "woven", "Lồng ghép"

    family = models.CharField("Nhóm", max_length=10, choices=Family.choices, default=Family.DIRECT)

    class Meta(Row.Meta):
        verbose_name = "hình thức tuyên truyền"


class Audience(Row):
    """To whom (*đối tượng*)."""

    class Meta(Row.Meta):
        verbose_name = "đối tượng"


class ReformField(Row):
    """One of the six areas of administrative reform, or the steering of it all."""

    class Meta(Row.Meta):
        verbose_name = "lĩnh vực cải cách"


class Integration(Row):
    """What the activity was carried out together with (*lồng ghép*)."""

    class Meta(Row.Meta):
        verbose_name = "nội dung lồng ghép"


class Measure(Row):
    """Something counted, in one unit.

    SUM adds up over time and agencies. MAX keeps the greatest value. LATEST keeps the last value of each agency,
    and adds agencies up. RATIO stores numerator and denominator, and is rolled up as their sums, never as an
    average of percentages.
    """

    class Kind(models.TextChoices):
        SUM = "sum", "Cộng dồn"
        MAX = "max", "Lấy giá trị lớn nhất"
        LATEST = "latest", "Lấy giá trị mới nhất"
        RATIO = "ratio", "Tỷ lệ, không cộng"

    unit = models.CharField("Đơn vị tính", max_length=40)
    kind = models.CharField("Cách cộng", max_length=10, choices=Kind.choices, default=Kind.SUM)
    whole = models.BooleanField("Chỉ nhận số nguyên", default=True)
    numerator_label = models.CharField("Tử số là", max_length=120, blank=True)
    denominator_label = models.CharField("Mẫu số là", max_length=120, blank=True)

    class Meta(Row.Meta):
        verbose_name = "số đo"


class ActivityKind(Row):
    """What sort of work it was; says which measures the form asks for first, and the usual form."""

    measures = models.ManyToManyField(Measure, related_name="+", blank=True, verbose_name="Số đo thường ghi")
    form = models.ForeignKey(
        Form, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Hình thức thường dùng"
    )

    class Meta(Row.Meta):
        verbose_name = "loại hoạt động"
