"""Examples of the addresses of lantoa.reports.web.setup_urls, for the access matrix."""

from __future__ import annotations

from typing import Any

from lantoa.reports import actions
from lantoa.reports.actions import OutlineDraft
from lantoa.reports.models import PeriodRule, ReportTemplate
from tests.documents.writing.word_templates import template
from tests.support.url_matrix import Example, World

PLANS = {
    "sxd": frozenset({"coordinator"}),
    "ward": frozenset({"ward_officer"}),
    "snv": frozenset({"snv_coordinator"}),
}
KEEPERS = frozenset({"administrator", "province_coordinator"})
PLANNERS = frozenset({"coordinator", "ward_officer", "snv_coordinator", "province_coordinator"})


def of_agency(world: World) -> dict[str, Any]:
    return {"agency_id": world.agency.pk}


def of_heading(world: World) -> dict[str, Any]:
    return {**of_agency(world), "key": "kien-nghi"}


def with_own_outline(world: World) -> dict[str, Any]:
    (who,) = PLANS[world.place]
    actions.add_heading(world.agency, OutlineDraft("Mục riêng"), actor=world.cast.actor(who))
    return of_agency(world)


def of_common(world: World) -> dict[str, Any]:
    return {"key": "kien-nghi"}


def of_template(world: World) -> dict[str, Any]:
    if "reports.template" not in world.memo:
        (who,) = PLANS[world.place]
        data = template(f"Mẫu của {world.agency_word}")
        actor = world.cast.actor(who)
        world.memo["reports.template"] = actions.set_template(world.agency, data, "mau.docx", actor=actor)
    row: ReportTemplate = world.memo["reports.template"]
    return {**of_agency(world), "template_id": row.pk}


def with_template(world: World) -> dict[str, Any]:
    of_template(world)
    return of_agency(world)


def of_rule(world: World) -> dict[str, Any]:
    return {"rule_id": PeriodRule.objects.order_by("pk").first().pk}


SETUP_EXAMPLES: dict[str, Example | tuple[Example, ...]] = {
    "reports:setup": Example(to=PLANNERS | KEEPERS, answers=(302,)),
    "reports:periods": Example(to=KEEPERS),
    "reports:new_period": Example(to=KEEPERS),
    "reports:edit_period": Example(to=KEEPERS, kwargs=of_rule),
    "reports:settings": Example(to=PLANS, kwargs=with_template),
    "reports:letterhead": Example(to=PLANS, kwargs=of_agency),
    "reports:new_heading": Example(to=PLANS, kwargs=of_agency),
    "reports:edit_heading": Example(to=PLANS, kwargs=of_heading),
    "reports:move_heading": Example(to=PLANS, kwargs=of_agency, method="post", data={"len": "kien-nghi"}),
    "reports:use_heading": Example(to=PLANS, kwargs=of_heading, method="post", data={"viec": "thoi"}),
    "reports:share_outline": Example(
        to=PLANS, kwargs=with_own_outline, method="post", answers=(302, 422), why="shared once; then 422"
    ),
    "reports:common_outline": Example(to=KEEPERS),
    "reports:common_new_heading": Example(to=KEEPERS),
    "reports:common_edit_heading": Example(to=KEEPERS, kwargs=of_common),
    "reports:common_move_heading": Example(to=KEEPERS, method="post", data={"len": "kien-nghi"}),
    "reports:common_use_heading": Example(to=KEEPERS, kwargs=of_common, method="post", data={"viec": "thoi"}),
    "reports:starter": Example(to=PLANS, kwargs=of_agency),
    "reports:template": Example(to=PLANS, kwargs=of_agency),
    "reports:end_template": Example(
        to=PLANS, kwargs=with_template, method="post", answers=(302, 422), why="ended once; then 422"
    ),
    "reports:template_file": Example(to=PLANS, kwargs=of_template),
    "reports:template_preview": Example(to=PLANS, kwargs=of_template),
}
