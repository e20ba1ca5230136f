"""What this room puts into the frame of the desk: whose desk it is, and its links."""

from __future__ import annotations

from django.http import HttpRequest

from lantoa.organisation.access import ADMINISTER, Actor
from lantoa.organisation.models import Agency
from lantoa.ui.frames import Owner, set_owner
from lantoa.ui.registry import (
    ACCOUNT,
    HomeCard,
    NavItem,
    SearchSource,
    register_home_card,
    register_nav,
    register_search,
)

SECTION = "Quản trị"


def owner_of(request: HttpRequest) -> Owner:
    """The agency on whose desk the request stands, and the person at it."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.person_id is None:
        return Owner()
    agency = Agency.objects.select_related("parent").filter(pk=actor.home_agency_id or 0).first()
    if agency is None:
        return Owner(person=actor.name)
    return Owner(
        name=agency.short_name,
        parent=agency.parent.short_name if agency.parent else "",
        accent=agency.accent,
        person=actor.name,
    )


def administers(actor: Actor) -> bool:
    return bool(actor.scope(ADMINISTER))


def administers_all(actor: Actor) -> bool:
    return actor.administers_all


def register() -> None:
    from lantoa.organisation.search import find_people_and_agencies
    from lantoa.organisation.web import cards

    set_owner(owner_of)
    register_nav(
        NavItem(SECTION, "Tổ chức", "organisation:tree", 900, shown=administers),
        NavItem(SECTION, "Cán bộ, tài khoản", "organisation:people", 901, shown=administers),
        NavItem(SECTION, "Ngày làm việc", "organisation:workdays", 902, shown=administers_all),
        NavItem(SECTION, "Cài đặt hệ thống", "organisation:settings", 909, shown=administers_all),
        NavItem(ACCOUNT, "Tài khoản của tôi", "organisation:me", 1),
        NavItem(ACCOUNT, "Ủy quyền khi vắng mặt", "organisation:delegations", 2),
    )
    register_home_card(HomeCard("organisation.accounts", 80, cards.accounts, "strip", administers))
    register_home_card(HomeCard("organisation.to_do", 5, cards.to_do, "main", administers))
    register_search(SearchSource("Tổ chức, cán bộ", find_people_and_agencies, 90))
