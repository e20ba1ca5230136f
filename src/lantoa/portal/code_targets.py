"""What a printed code may lead to on the portal: the home page, an agency's page, the public progress of a plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.urls import reverse

from lantoa.channels.registry import Of, Seen, TargetKind, register_target
from lantoa.organisation.models import Agency
from lantoa.portal import guides, pages, queries

HOME, AGENCY = "trang-chu", "co-quan"
NOT_SHOWN = "Hướng dẫn này không còn đăng trên cổng."
NOT_PUBLISHED = "Kế hoạch này không còn công bố tiến độ."


def connect() -> None:
    """Called once, when the installation is ready."""
    register_target(TargetKind("portal.plan", "Tiến độ kế hoạch", _look_plans, choices=_plans, order=10))
    register_target(TargetKind(guides.TARGET, "Hướng dẫn thủ tục", _look_guides, choices=_guides, order=15))
    register_target(TargetKind("portal.page", "Trang trên cổng", _look_pages, choices=_pages, order=20))


def _plans(agency: Agency) -> Sequence[tuple[str, str]]:
    """Plans whose progress the agency publishes today."""
    rows = queries.published_plans(agency)
    return [(str(row.plan_id), row.plan.title) for row in rows]


def _look_plans(keys: Collection[Of]) -> dict[Of, Seen]:
    """By the number of the plan: its title and the address of its agency are those of today."""
    plans = queries.plans_by_number({int(key) for _, key in keys if key.isdigit()})
    found = {}
    for of in keys:
        plan, shown = plans.get(int(of[1]) if of[1].isdigit() else 0, (None, False))
        if plan is None:
            continue
        path = reverse("portal:plan", args=[plan.agency.slug, plan.pk])
        found[of] = Seen(plan.title, path) if shown else Seen(plan.title, why=NOT_PUBLISHED)
    return found


def _guides(agency: Agency) -> Sequence[tuple[str, str]]:
    """The agency's published guides."""
    return [(str(page.pk), page.title) for page in guides.published(agency)]


def _look_guides(keys: Collection[Of]) -> dict[Of, Seen]:
    """By the number of the page: its title and its address are those of today."""
    numbers = {int(key) for _, key in keys if key.isdigit()}
    rows = {str(row.pk): row for row in pages.guides_by_number(numbers)}
    found = {}
    for of in keys:
        row = rows.get(of[1])
        if row is not None:
            found[of] = Seen(row.title, row.url or "") if row.live else Seen(row.title, why=NOT_SHOWN)
    return found


def _pages(agency: Agency) -> Sequence[tuple[str, str]]:
    return [(HOME, "Trang chủ của cổng"), (AGENCY, f"Trang của {agency.short_name}")]


def _look_pages(keys: Collection[Of]) -> dict[Of, Seen]:
    """An agency that was renamed or merged is led to as what it is today."""
    heirs = queries.agencies_today({agency_id for agency_id, key in keys if key == AGENCY})
    found = {}
    for agency_id, key in keys:
        if key == HOME:
            found[agency_id, key] = Seen("Trang chủ của cổng", reverse("portal:home"))
        elif key == AGENCY and agency_id in heirs:
            agency = heirs[agency_id]
            page = reverse("portal:agency", args=[agency.slug])
            found[agency_id, key] = Seen(f"Trang của {agency.short_name}", page)
    return found
