"""Pictures and documents of the editors, and which of them a published page shows.

A picture is drawn anew when it is taken in (`portal.intake`), so what is stored is never what was uploaded. Neither is
handed to the public before a published page shows it: `Shown` says which do.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.models import Page

from lantoa.organisation.models import Account


class Picture(AbstractImage):
    """A photo or drawing of an agency's collection."""

    uploaded_by_user = models.ForeignKey(
        Account,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="Người tải lên",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    credit = models.CharField("Người chụp, nguồn ảnh", max_length=160, blank=True)

    admin_form_fields = ("title", "file", "description", "collection", "tags", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "ảnh của cổng"
        verbose_name_plural = "ảnh của cổng"


class PictureRendition(AbstractRendition):
    """A size of a picture, made when first asked for."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = "cỡ ảnh của cổng"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="portal_rendition_once"
            )
        ]


class Attachment(AbstractDocument):
    """A document of an agency's collection, handed out for download only."""

    uploaded_by_user = models.ForeignKey(
        Account,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="Người tải lên",
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "tài liệu của cổng"
        verbose_name_plural = "tài liệu của cổng"


class Shown(models.Model):
    """A published page shows this picture or offers this document. Rewritten at each publication, gone with it."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    picture = models.ForeignKey(Picture, models.CASCADE, null=True, blank=True, related_name="shown")
    attachment = models.ForeignKey(Attachment, models.CASCADE, null=True, blank=True, related_name="shown")

    class Meta:
        verbose_name = "tệp đang hiện trên trang"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(picture=None, attachment__isnull=False)
                | Q(picture__isnull=False, attachment=None),
                name="shown_is_picture_or_attachment",
            ),
            models.UniqueConstraint(fields=["page", "picture"], name="shown_picture_once"),
            models.UniqueConstraint(fields=["page", "attachment"], name="shown_attachment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page}: {self.picture or self.attachment}"
