"""Every agency has its place on the portal, also those that were there before the portal was."""

from __future__ import annotations

from lantoa.foundation import clock
from lantoa.jobs.progress import Progress, TryLater
from lantoa.organisation.access import SYSTEM
from lantoa.portal import (
    actions,
    approval_actions,
    indexing,
    link_actions,
    proving,
    queries,
    reader_actions,
    review_actions,
    search_actions,
    set_actions,
    timing,
)


def open_homes(progress: Progress) -> dict[str, int]:
    """Opens what is missing; where an address has changed, the pages follow. Safe to run at any time."""
    agencies = [*queries.roots(), *queries.listed_agencies()]
    for done, agency in enumerate(agencies, start=1):
        actions.open_home(agency, actor=SYSTEM)
        progress.step(done, len(agencies), "Mở trang của các cơ quan")
    return {"agencies": len(agencies)}


def set_counters(progress: Progress) -> dict[str, int]:
    """The figure at the foot of the pages, once an hour."""
    changed = reader_actions.set_counters(actor=SYSTEM)
    progress.step(1, 1, f"{changed} cơ quan")
    return {"changed": changed}


def record_reads(progress: Progress) -> dict[str, int]:
    """Readings of the month before, as values that coordinators confirm."""
    written = reader_actions.record_reads(clock.today(), actor=SYSTEM)
    progress.step(1, 1, f"{written} cơ quan")
    return {"written": written}


def erase_old_words(progress: Progress) -> dict[str, int]:
    """Words of readers are kept for a year."""
    erased = reader_actions.erase_old_words(actor=SYSTEM)
    progress.step(1, 1, f"{erased} ý kiến")
    return {"erased": erased}


def report_misses(progress: Progress) -> dict[str, int]:
    """What was looked for in vain in the week before, told to editors."""
    count = search_actions.report_misses(clock.today(), actor=SYSTEM)
    progress.step(1, 1, f"{count} từ khóa")
    return {"missed": count}


def remind_reviews(progress: Progress) -> dict[str, int]:
    """Who answers for a page is told that it is to be looked at again."""
    told = review_actions.remind_reviews(clock.today(), actor=SYSTEM)
    progress.step(1, 1, f"{told} người")
    return {"told": told}


def catch_up_search(progress: Progress) -> dict[str, int]:
    """What was published or taken off past the signals, after a restoring for instance."""
    put, taken = indexing.catch_up()
    progress.step(1, 1, f"thêm {put}, bỏ {taken}")
    return {"put": put, "taken": taken}


def take_snapshot(progress: Progress, page_id: int, revision_id: int) -> dict[str, int]:
    """A dated copy of a page as it was published, onto its entry in the ledger. Again changes nothing."""
    taken = proving.take_snapshot(page_id, revision_id)
    progress.step(1, 1, "Đã lưu bản chụp" if taken else "Không có gì để lưu")
    return {"taken": int(taken)}


def publish_timed(progress: Progress) -> dict[str, int]:
    """Publishes and takes down what is due, pages and sets of pages. Whatever was done a minute ago is due no longer."""
    sets = set_actions.release_due(actor=SYSTEM)
    done = timing.publish_due()
    progress.step(1, 1, f"{done} trang, {sets} gói")
    return {"done": done, "sets": sets}


def mail_approval(progress: Progress, link_id: int) -> dict[str, int]:
    """The letter with a link that lets one leader decide. Sent once; when the server is away, later."""
    done, why = approval_actions.mail_link(link_id, actor=SYSTEM)
    if not done:
        raise TryLater(why, seconds=300)
    progress.step(1, 1, "Đã gửi")
    return {"sent": 1}


def visit_links(progress: Progress, agency_ids: list[int] | None = None) -> dict[str, int]:
    """Links of some agencies, or of all. What was found before a stop is kept; again begins with the longest unvisited."""
    return link_actions.visit_links(agency_ids, progress.step, actor=SYSTEM)
