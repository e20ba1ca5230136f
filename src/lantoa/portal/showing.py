"""What a page shows: its pictures and documents, written down when it is published."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Page

from lantoa.portal.models import Attachment, Picture, PictureRendition, Shown

SIZES = (400, 800, 1200)
FILTERS = tuple(f"width-{width}|format-webp|webpquality-75" for width in SIZES)


def files_of(page: Page) -> tuple[set[Picture], set[Attachment]]:
    """Every picture and document in the page's bodies."""
    pictures: set[Picture] = set()
    attachments: set[Attachment] = set()
    for field in page._meta.get_fields():
        if getattr(field, "stream_block", None) is not None:
            _gather(getattr(page, field.name), pictures, attachments)
    return pictures, attachments


def _gather(value: Any, pictures: set[Picture], attachments: set[Attachment]) -> None:
    if isinstance(value, Picture):
        pictures.add(value)
    elif isinstance(value, Attachment):
        attachments.add(value)
    elif hasattr(value, "block_type"):
        _gather(value.value, pictures, attachments)
    elif hasattr(value, "items") and not isinstance(value, str):
        for _, part in value.items():
            _gather(part, pictures, attachments)
    elif hasattr(value, "__iter__") and not isinstance(value, str | bytes):
        for part in value:
            _gather(part, pictures, attachments)


@transaction.atomic
def record(page: Page) -> None:
    """Opens the page's files to the public, and closes those that it no longer shows."""
    pictures, attachments = files_of(page)
    Shown.objects.filter(page_id=page.pk).delete()
    rows = [Shown(page_id=page.pk, picture=row) for row in sorted(pictures, key=lambda row: row.pk)]
    rows += [Shown(page_id=page.pk, attachment=row) for row in sorted(attachments, key=lambda row: row.pk)]
    Shown.objects.bulk_create(rows)
    for picture in pictures:
        sizes_of(picture)


def sizes_of(picture: Picture) -> list[PictureRendition]:
    """The sizes of a picture, smallest first, made where they are missing; one of a width."""
    rows = list(PictureRendition.objects.filter(image=picture, filter_spec__in=FILTERS))
    if len(rows) < len(FILTERS):
        picture.get_renditions(*FILTERS)
        rows = list(PictureRendition.objects.filter(image=picture, filter_spec__in=FILTERS))
    return sorted({row.width: row for row in rows}.values(), key=lambda row: row.width)


def withdraw(page: Page) -> None:
    """Closes every file of a page that is public no longer."""
    Shown.objects.filter(page_id=page.pk).delete()
