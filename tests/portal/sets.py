"""Sets of pages for tests: pages that the editor wrote, approved by the director while they wait in a set."""

from __future__ import annotations

from typing import Any

from lantoa.portal import access, set_actions
from lantoa.portal.models import ReleaseSet
from tests.cast import Cast
from tests.portal.building import article, section


def draft(cast: Cast, title: str, who: str = "editor", agency: str = "sxd", **values: Any) -> Any:
    page = article(title=title, live=False, owner=cast.account(who), **values)
    section(cast, "tin-tuc", agency).add_child(instance=page)
    page.save_revision(user=cast.account(who))
    return page


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def ask(cast: Cast, page: Any, who: str = "editor") -> None:
    access.redraw_groups(cast.account(who), cast.actor(who))
    page = fresh(page)
    page.get_workflow().start(page, cast.account(who))


def approve(cast: Cast, page: Any, who: str = "director") -> None:
    access.redraw_groups(cast.account(who), cast.actor(who))
    state = fresh(page).current_workflow_state.current_task_state
    state.task.specific.on_action(state.specific, cast.account(who), "approve")


def release_set(cast: Cast, *titles: str, approved: bool = True) -> tuple[ReleaseSet, list[Any]]:
    """A set that the editor made of articles of these titles."""
    row = set_actions.make(cast.sxd, "Ra mắt", "Cấp phép trực tuyến", actor=cast.actor("editor"))
    pages = [draft(cast, title) for title in titles]
    if pages:
        set_actions.add_pages(row, pages, actor=cast.actor("editor"))
    for page in pages:
        if approved:
            ask(cast, page)
            approve(cast, page)
    row.refresh_from_db()
    return row, [fresh(page) for page in pages]
