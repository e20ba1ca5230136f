"""What the public search reads: published pages as words, words that are known, words that mean the same, words not found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lantoa.organisation.models import Agency, Person


class Findable(models.Model):
    """A published page as the search sees it. Written at each publication, gone when the page is taken off.

    `*_words` are plain syllables and pairs of neighbours ("giay phep giay9phep"), which both databases index alike:
    a table of SQLite's FTS5 and two `tsvector` columns of PostgreSQL, made by the migration and kept by the database.
    """

    page = models.OneToOneField("wagtailcore.Page", models.CASCADE, primary_key=True, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+", verbose_name="Cơ quan")
    kind = models.CharField("Loại trang", max_length=60)
    title = models.CharField("Tiêu đề", max_length=255)
    text = models.TextField("Nội dung")
    title_words = models.TextField(editable=False)
    text_words = models.TextField(editable=False)

    class Meta:
        verbose_name = "trang tìm được"
        indexes: ClassVar = [models.Index(fields=["agency", "kind"])]

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A syllable that stands in some page, and roughly how often: what a slip of the finger is corrected to."""

    word = models.CharField(max_length=40, unique=True)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "tiếng có trong trang"

    def __str__(self) -> str:
        return self.word


class Synonyms(models.Model):
    """Words that mean the same to a reader: who looks for one finds the others too."""

    words = models.CharField("Các từ cùng nghĩa", max_length=400)
    folded = models.CharField(max_length=400, editable=False, default="")
    changed_at = models.DateTimeField("Sửa lúc")
    changed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Người sửa"
    )

    class Meta:
        verbose_name = "nhóm từ cùng nghĩa"

    def __str__(self) -> str:
        return self.words

    @property
    def each(self) -> list[str]:
        return [word.strip() for word in self.words.split(",") if word.strip()]


class MissedSearch(models.Model):
    """Words that were looked for in a week and found nowhere. How often, never by whom."""

    week = models.DateField("Tuần từ ngày")
    folded = models.CharField(max_length=80)
    words = models.CharField("Từ khóa", max_length=80)
    count = models.PositiveIntegerField("Số lần")

    class Meta:
        verbose_name = "từ khóa tìm không thấy"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["week", "folded"], name="missed_search_once_in_a_week")
        ]

    def __str__(self) -> str:
        return self.words
