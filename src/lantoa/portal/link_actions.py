"""Verbs around links: asking for a visit, visiting, keeping what was found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from wagtail.models import WorkflowState

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.organisation.access import PUBLISH, Actor
from lantoa.portal import linking
from lantoa.portal.models import AgencyHome, Link, PageLink, PortalPage
from lantoa.portal.visiting import OUTSIDE, Fate, Outcome, Way, host_of, visit

MOST_OF_A_HOST = 50
"""Links of one host that are visited in a run; the others have their turn in the next."""
PAUSE = 1.0
"""Seconds between two visits to one host."""
MOST = 1_000

Step = Callable[[int, int, str], None]


def judge(link: Link, outcome: Outcome, today: date) -> None:
    """Dead is what is gone for good, or what failed on two different days. What does not speak to programs is not dead."""
    link.said = outcome.said[:200]
    if outcome.fate in (Fate.OK, Fate.UNTOLD):
        link.state = Link.State.OK if outcome.fate is Fate.OK else Link.State.UNTOLD
        link.failing_since = None
        return
    before, link.failing_since = link.failing_since, link.failing_since or today
    if outcome.fate is Fate.INNER:
        link.state = Link.State.INNER
    elif outcome.fate is Fate.GONE or (before is not None and before < today):
        link.state = Link.State.DEAD
    else:
        link.state = Link.State.DOUBTFUL


@dataclass(slots=True)
class Manners:
    """Not two visits to one host within the pause; nobody waits where the host is another."""

    pause: float = PAUSE
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        rest = self.last.get(host, self.now() - self.pause) + self.pause - self.now()
        if rest > 0:
            self.sleep(rest)
        self.last[host] = self.now()


@transaction.atomic
def ask_for_visit(*, actor: Actor) -> Job:
    """Visits the links of the actor's agencies as a job that they see. Raises Refused without the right to write."""
    agencies = sorted(actor.scope(PUBLISH).agencies)
    actor.require(PUBLISH, agencies[0] if agencies else None)
    job = later(
        "lantoa.portal.jobs.visit_links",
        actor=actor,
        title="Kiểm tra liên kết trong trang",
        key=f"portal.links:{','.join(map(str, agencies))}"[:200],
        agency_id=agencies[0],
        agency_ids=agencies,
    )
    note("portal.links_asked", job, actor=actor, agency_id=agencies[0])
    return job


def gather(agency_ids: Iterable[int] | None, step: Step) -> None:
    """Finds links anew in what is published or waits for approval; what stands in no page any more is dropped."""
    homes = AgencyHome.objects.order_by("pk")
    if agency_ids is not None:
        homes = homes.filter(agency__in=agency_ids)
    asked = {
        int(number)
        for number in WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS, base_content_type__model="page"
        ).values_list("object_id", flat=True)
    }
    for home in homes:
        step(0, 0, f"Tìm liên kết trong trang: {home.title}")
        for row in (
            PortalPage.objects.descendant_of(home, inclusive=True).order_by("path").specific().iterator()
        ):
            _record(row, asked)
    unused = Link.objects.exclude(Exists(PageLink.objects.filter(link=OuterRef("pk"))))
    unused.delete()


def _record(row: Any, asked: set[int]) -> None:
    versions = [row] if row.live else []
    if row.pk in asked:
        versions.append(row.get_latest_revision_as_object())
    if not versions:
        linking.withdraw(row)
        return
    linking.record(versions[0], versions[1:])


def _turn(agency_ids: Iterable[int] | None) -> list[Link]:
    """Whose turn it is: the longest unvisited first, so many of a host, hosts taken in turns."""
    rows: QuerySet[Link] = Link.objects.order_by(F("visited_at").asc(nulls_first=True), "pk")
    if agency_ids is not None:
        rows = rows.filter(Exists(PageLink.objects.filter(link=OuterRef("pk"), agency__in=list(agency_ids))))
    counts: dict[str, int] = {}
    ranked: list[tuple[int, int, Link]] = []
    for place, row in enumerate(rows):
        host = "" if row.page_number or row.url.startswith("/") else host_of(row.url)
        rank = counts[host] = counts.get(host, 0) + 1
        if not host or rank <= MOST_OF_A_HOST:
            ranked.append((rank if host else 0, place, row))
    return [row for _, _, row in sorted(ranked, key=lambda one: one[:2])[:MOST]]


def visit_links(
    agency_ids: Iterable[int] | None,
    step: Step,
    *,
    actor: Actor,
    way: Way = OUTSIDE,
    manners: Manners | None = None,
) -> dict[str, int]:
    """Visits what has its turn and keeps each result at once, so that what was found before a stop stays.

    Where nobody at all answers, several hosts asked, our own connection is taken to be away and no link to be worse.
    The audit has no entry: this says what was seen outside, nothing was decided.
    """
    gather(agency_ids, step)
    rows = _turn(agency_ids)
    manners = manners or Manners()
    silent: list[tuple[Link, Outcome]] = []
    answered = False
    for done, link in enumerate(rows, start=1):
        step(done - 1, len(rows), "Mở thử liên kết")
        outcome, outside = _look(link, way, manners)
        if outside and outcome.fate is Fate.UNREACHED:
            silent.append((link, outcome))
            continue
        answered = answered or (outside and outcome.fate is not Fate.INNER)
        _keep(link, outcome)
    away = not answered and len({host_of(link.url) for link, _ in silent}) > 1
    for link, outcome in [] if away else silent:
        _keep(link, outcome)
    step(len(rows), len(rows), "Máy chủ không ra được Internet, chưa ghi kết quả" if away else "Xong")
    dead = Link.objects.filter(pk__in=[row.pk for row in rows], state__in=linking.CALLED_DEAD).count()
    return {"visited": len(rows) - (len(silent) if away else 0), "dead": dead, "not_reached": len(silent)}


def _look(link: Link, way: Way, manners: Manners) -> tuple[Outcome, bool]:
    said = linking.wrong_inside(linking.Found(link.url, "", link.page_number))
    if said is not None:
        return Outcome(Fate.GONE if said else Fate.OK, said or "Mở được."), False
    manners.wait(host_of(link.url))
    return visit(link.url, way), True


def _keep(link: Link, outcome: Outcome) -> None:
    judge(link, outcome, clock.today())
    Link.objects.filter(pk=link.pk).update(
        state=link.state, said=link.said, failing_since=link.failing_since, visited_at=clock.now()
    )
