"""Examples of the addresses of lantoa.reports.web.report_urls, for the access matrix.

In each place one report is being written and one was issued; the words of both are the agency's.
"""

from __future__ import annotations

from typing import Any

from lantoa.foundation import clock
from lantoa.ledger.actions import store_bytes
from lantoa.reports import actions
from lantoa.reports.models import Report
from lantoa.reports.queries.gathering import outline_of
from tests.support.url_matrix import READERS, SIGNED_IN, Example, World

WRITERS = {"sxd": "coordinator", "ward": "ward_officer", "snv": "snv_coordinator"}
PLANNERS = frozenset({*WRITERS.values(), "province_coordinator"})
WRITES = {place: frozenset({who}) for place, who in WRITERS.items()}
OVERSEES = {
    "sxd": frozenset({"coordinator", "director"}),
    "ward": frozenset({"ward_officer", "ward_chair"}),
    "snv": frozenset({"snv_coordinator"}),
}
READS = READERS["agency"]
LOOKS = SIGNED_IN - {"administrator", "sxd_administrator", "messenger", "former"}


def written(world: World, period: str = "2026-Q1") -> Report:
    """A report with words below every heading, none issued."""
    actor = world.cast.actor(WRITERS[world.place])
    report = actions.begin_report(world.agency, period, actor=actor)
    words = {item.key: f"Lời {world.agency_word}" for item in outline_of(world.agency)}
    return actions.write_passages(report, words, actor=actor, edition=report.edition)


def writing(world: World) -> Report:
    return _once(world, "reports.writing", lambda: written(world))


def frozen(world: World) -> Report:
    return _once(world, "reports.frozen", lambda: _freeze(world, written(world, "2025-Q3")))


def issued(world: World) -> Report:
    return _once(world, "reports.issued", lambda: _issue(world, _freeze(world, written(world, "2025-Y"))))


def _freeze(world: World, report: Report) -> Report:
    actions.freeze(report, actor=world.cast.actor(WRITERS[world.place]), edition=report.edition)
    return Report.objects.get(pk=report.pk)


def _issue(world: World, report: Report) -> Report:
    actor = world.cast.actor(WRITERS[world.place])
    data = f"%PDF-1.4\n{world.place}\n%%EOF\n".encode()
    file = store_bytes(data, "da-ky.pdf", world.agency, actor=actor)
    draft = actions.SigningDraft(f"9/BC-{world.agency_word}", clock.today(), "Người Ký", "Thủ trưởng")
    actions.issue_report(report, draft, file, actor=actor)
    return Report.objects.get(pk=report.pk)


def _once(world: World, key: str, build: Any) -> Report:
    if key not in world.memo:
        world.memo[key] = build()
    found: Report = world.memo[key]
    return found


def _of(which: Any, **more: Any) -> Any:
    return lambda world: {"report_id": which(world).pk, **more}


REPORT_EXAMPLES: dict[str, Example | tuple[Example, ...]] = {
    "reports:list": Example(to=LOOKS),
    "reports:new": Example(to=PLANNERS),
    "reports:report": (
        Example(to=OVERSEES, kwargs=_of(writing)),
        Example(to=READS, kwargs=_of(issued)),
    ),
    "reports:write": Example(to=WRITES, kwargs=_of(writing), method="post", data={"edition": "2"}),
    "reports:issue": (
        Example(to=OVERSEES, kwargs=_of(frozen, number=1)),
        Example(to=READS, kwargs=_of(issued, number=1)),
    ),
    "reports:entries": Example(to=READS, kwargs=_of(issued, number=1)),
    "reports:download": Example(to=OVERSEES, kwargs=_of(writing, form="pdf"), method="post"),
    "reports:download_issue": (
        Example(to=OVERSEES, kwargs=_of(frozen, number=1, form="docx"), method="post"),
        Example(to=READS, kwargs=_of(issued, number=1, form="xlsx"), method="post"),
    ),
    "reports:freeze": Example(to=WRITES, kwargs=_of(writing)),
    "reports:reopen": Example(to=WRITES, kwargs=_of(frozen)),
    "reports:sign": Example(to=WRITES, kwargs=_of(frozen)),
    "reports:correct": Example(to=WRITES, kwargs=_of(issued)),
}
