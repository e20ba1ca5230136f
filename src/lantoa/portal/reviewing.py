"""Published pages to look at again: their day has come, or something moved away from under them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from lantoa.foundation import clock
from lantoa.organisation.access import Actor
from lantoa.portal import citing, guides
from lantoa.portal.access import reads_for
from lantoa.portal.models import AgencyHome, Review
from lantoa.procedures.queries import REPLACED
from lantoa.ui.words import vndate


@dataclass(frozen=True, slots=True)
class Due:
    """A page to look at again, and why. `edit_url` is the editor's page of it."""

    page: Page
    agency: str
    agency_id: int
    kind: str
    why: str

    @property
    def title(self) -> str:
        return self.page.title


def due(actor: Actor) -> list[Due]:
    """The pages of agencies whose readers the actor knows of, in the order of the tree."""
    homes = {
        row.path: row
        for row in AgencyHome.objects.filter(agency__in=reads_for(actor)).select_related("agency")
    }
    if not homes:
        return []
    found = [*_by_day(homes), *_by_register(homes), *_by_records(homes)]
    return sorted(found, key=lambda row: (row.agency, row.page.path, row.why))


def _by_day(homes: dict[str, AgencyHome]) -> Iterable[Due]:
    rows = Review.objects.filter(_below(homes, "page__"), page__live=True, due_on__lt=clock.today())
    for row in rows.select_related("page", "body", "person"):
        owner = row.person or row.body
        why = f"Phải rà soát trước {vndate(row.due_on)}" + (f", {owner} phụ trách." if owner else ".")
        yield _due(row.page, homes, "Quá ngày hẹn", why)


def _by_register(homes: dict[str, AgencyHome]) -> Iterable[Due]:
    for page, said in guides.stale(_below(homes)):
        why = "Danh mục thủ tục đã thay đổi sau khi đăng."
        if said.over:
            later = f" bằng {said.successor.code}" if said.successor and said.standing == REPLACED else ""
            why = f"Thủ tục {said.said.lower()}{later}."
        yield _due(page, homes, "Hướng dẫn thủ tục", why)


def _by_records(homes: dict[str, AgencyHome]) -> Iterable[Due]:
    for row in citing.of_fallen().filter(_below(homes, "page__")):
        later = row.record.successor
        why = f"Viện dẫn {row.record.number}, " + (
            f"đã được thay bằng {later.number}." if later else "đã hết hiệu lực."
        )
        yield _due(row.page, homes, "Viện dẫn văn bản", why)


def _below(homes: Iterable[str], prefix: str = "") -> Q:
    found = Q()
    for path in homes:
        found |= Q(**{f"{prefix}path__startswith": path})
    return found


def _due(page: Page, homes: dict[str, AgencyHome], kind: str, why: str) -> Due:
    home = next(row for path, row in homes.items() if page.path.startswith(path))
    return Due(page, home.agency.short_name, home.agency_id, kind, why)
