"""Documents that a page cites: found in its words and blocks, warned of when they hold no more."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page

from lantoa.foundation import clock
from lantoa.portal.models import Cites, RecordPage

_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*\bid="(\d{1,18})"')


def cited_ids(page: Page) -> set[int]:
    """Numbers of the pages that the page's bodies link to or cite."""
    found: set[int] = set()
    for field in page._meta.get_fields():
        if getattr(field, "stream_block", None) is not None:
            _gather(getattr(page, field.name), found)
    return found


def _gather(value: Any, found: set[int]) -> None:
    if isinstance(value, Page):
        found.add(value.pk)
    elif hasattr(value, "source"):
        found.update(int(number) for number in _LINK.findall(value.source))
    elif hasattr(value, "block_type"):
        _gather(value.value, found)
    elif hasattr(value, "items") and not isinstance(value, str):
        for _, part in value.items():
            _gather(part, found)
    elif hasattr(value, "__iter__") and not isinstance(value, str | bytes):
        for part in value:
            _gather(part, found)


def fallen_in(page: Page) -> list[RecordPage]:
    """Published documents that the page cites and that are replaced or out of force today."""
    ids = cited_ids(page) - {page.pk}
    if not ids:
        return []
    rows = RecordPage.objects.live().filter(pk__in=ids).select_related("replaced_by").order_by("number", "pk")
    return [row for row in rows if row.standing == "gone"]


@transaction.atomic
def record(page: Page) -> None:
    """Writes down which documents a page cites, in place of what it cited before."""
    Cites.objects.filter(page_id=page.pk).delete()
    ids = cited_ids(page) - {page.pk}
    known = RecordPage.objects.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)
    Cites.objects.bulk_create([Cites(page_id=page.pk, record_id=number) for number in known])


def withdraw(page: Page) -> None:
    Cites.objects.filter(page_id=page.pk).delete()


def of_fallen() -> QuerySet[Cites]:
    """What published pages cite that is replaced by something published, or out of force."""
    over = Q(record__in_force_to__lt=clock.today()) | Q(
        record__in_force_to=None, record__replaced_by__live=True
    )
    rows: QuerySet[Cites] = Cites.objects.filter(over, page__live=True)
    return rows.select_related("page", "record__replaced_by").order_by("page__path", "record__number")
