"""Languages beside Vietnamese: each is opened, and each translated page is shown, once somebody who is named has read it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from lantoa.organisation.models import Person


class Language(models.TextChoices):
    """Their names are written in themselves."""

    KHMER = "km", "ភាសាខ្មែរ"
    ENGLISH = "en", "English"


class OpenLanguage(models.Model):
    """The public pages' own words may be read in this language. No row: its addresses do not exist."""

    code = models.CharField("Ngôn ngữ", max_length=2, choices=Language.choices, unique=True)
    reviewer = models.CharField("Người hiệu đính", max_length=160)
    opened_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Người mở"
    )
    opened_at = models.DateTimeField("Mở lúc")

    class Meta:
        verbose_name = "ngôn ngữ của cổng"

    def __str__(self) -> str:
        return self.get_code_display()


class PageTranslation(models.Model):
    """A page's words in another language. Shown while `reviewed_at` says that the named reviewer has read them."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name="Trang")
    code = models.CharField("Ngôn ngữ", max_length=2, choices=Language.choices)
    title = models.CharField("Tiêu đề", max_length=255)
    summary = models.TextField("Tóm tắt", max_length=400, blank=True)
    body = models.TextField("Nội dung")
    machine = models.BooleanField("Máy dịch", default=False)
    reviewer = models.CharField("Người hiệu đính", max_length=160, blank=True)
    reviewed_at = models.DateTimeField("Hiệu đính lúc", null=True, blank=True)
    changed_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Người sửa"
    )
    changed_at = models.DateTimeField("Sửa lúc")

    class Meta:
        verbose_name = "bản dịch của trang"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "code"], name="page_translated_once_into_a_language"),
            models.CheckConstraint(
                condition=models.Q(reviewed_at=None) | ~models.Q(reviewer=""),
                name="translation_reviewer_is_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title
