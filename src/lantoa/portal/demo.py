"""The portal's part of the demo: written pages, and a code on the notice board that leads to the published progress of the plan."""

from __future__ import annotations

from datetime import date

from lantoa.channels import actions as sendings
from lantoa.channels import demo as codes
from lantoa.channels.actions import PlacementDraft, Target
from lantoa.channels.queries import sending
from lantoa.channels.wording import INSTRUCTION
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import actor_of_person
from lantoa.portal import demo_editorial, demo_kinds, demo_pages, demo_sets, outgoing, queries


def send_articles(made: organisation.Demo, today: date) -> None:
    """One article approved and waiting for who sends, one waiting for the director."""
    agency = made.agencies["sxd"]
    editor = actor_of_person(made.people["editor"], today)
    channels = tuple(row.pk for row, _ in sending.channels_to_use(agency))
    for number, (key, _) in enumerate(outgoing.choices(agency)[:2]):
        content = sendings.content_of(outgoing.PAGE, key)
        row = sendings.compose(content, sendings.ComposeDraft(channels), actor=editor)
        sendings.ask_approval(row, actor=editor)
        if number == 0:
            sendings.approve(row, actor=actor_of_person(made.people["director"], today))


def build(today: date) -> None:
    demo_pages.build(today)
    demo_kinds.build(today)
    demo_editorial.build(today)
    demo_sets.build(today)
    made = organisation.find()
    send_articles(made, today)
    published = queries.published_plans(made.agencies["sxd"]).first()
    if published is None:
        return
    draft = PlacementDraft(
        "Xem tiến độ kế hoạch tuyên truyền cải cách hành chính", Target("portal.plan", str(published.plan_id)),
        instruction=INSTRUCTION,
    )  # fmt: skip
    actor = actor_of_person(made.people["editor"], today)
    row = codes.place_at(made, "sxd", "Bảng niêm yết tầng trệt", draft, actor=actor)
    codes.scan(row, today, 2, number=9)
