"""Examples of the addresses of lantoa.reports.web.mailing_urls, for the access matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lantoa.organisation.access import SYSTEM
from lantoa.reports import actions
from lantoa.reports.models import Mailing, MailingRun
from tests.reports.round_examples import HANDS, SENDS
from tests.support.url_matrix import Example, World

PLANNERS = frozenset({"coordinator", "ward_officer", "snv_coordinator", "province_coordinator"})
READERS = {
    "sxd": frozenset({"coordinator", "director"}),
    "ward": frozenset({"ward_officer", "ward_chair"}),
    "snv": frozenset({"snv_coordinator"}),
}
CHIEFS = {"sxd": "director", "ward": "ward_chair"}


def mailing(world: World) -> Mailing:
    """One to the place's coordinator and director."""
    if "reports.mailing" not in world.memo:
        people = [HANDS[world.place], *filter(None, [CHIEFS.get(world.place)])]
        draft = actions.MailingDraft(
            "month", "before", 3, "xlsx", tuple(world.cast.person(who).pk for who in people)
        )
        actor = world.cast.actor(HANDS[world.place])
        world.memo["reports.mailing"] = actions.add_mailing(world.agency, draft, actor=actor)
    return world.memo["reports.mailing"]


def run(world: World) -> MailingRun:
    if "reports.mailed" not in world.memo:
        begun = actions.mail_now(mailing(world), actor=world.cast.actor(HANDS[world.place]))
        world.memo["reports.mailed"] = actions.carry_out(begun, actor=SYSTEM)
    return world.memo["reports.mailed"]


def of_mailing(world: World) -> Mapping[str, Any]:
    run(world)
    return {"mailing_id": mailing(world).pk}


MAILING_EXAMPLES: dict[str, Example | tuple[Example, ...]] = {
    "reports:mailings": Example(to=PLANNERS),
    "reports:mailing_add": Example(to=PLANNERS),
    "reports:mailing": Example(to=SENDS, kwargs=of_mailing),
    "reports:mailing_act": Example(to=SENDS, kwargs=of_mailing, method="post", data={"viec": "dung"}),
    "reports:mailed": Example(to=READERS, kwargs=lambda world: {"run_id": run(world).pk}),
}
