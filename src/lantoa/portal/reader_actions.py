"""Verbs around readers: what they say of a page, the figure at its foot, the month's figure in the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from lantoa.audit.actions import note
from lantoa.channels.queries import answers_for, has_value
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import fold, format_number, nfc, squeeze
from lantoa.ledger.actions import record_measurement
from lantoa.ledger.drafts import Amount, MeasurementDraft
from lantoa.ledger.refs import SourceKey
from lantoa.organisation.access import PUBLISH, Actor
from lantoa.organisation.models import Agency
from lantoa.portal import reads
from lantoa.portal.models import AgencyReads, Opinion, ReadCounter
from lantoa.portal.reads import Stand

MEASURE = "M02-2"
"""*Lượt xem trang trên cổng* of the reference rows."""
SOURCE = "portal.reads"
WORDS_KEPT = 365
"""Days after which the words of an opinion are erased; the answer itself names nobody and stays."""
MOST_WORDS = 1000

_LINK = re.compile(
    r"https?:|www\.|<\s*a\b|\b[\w-]+\.(?:com|net|org|info|xyz|top|vip|shop|online)\b", re.IGNORECASE
)
_PRIVATE = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\d)\+?\d(?:[ .-]?\d){8,}(?!\d)")


def give_opinion(stand: Stand, helpful: bool, words: str, *, actor: Actor) -> Opinion:
    """Keeps what a reader says of a page. Raises Refused (field "y_kien") for words that are too long or lead elsewhere.

    Telephone numbers, identity numbers and addresses of mail are struck out: nobody is asked for them here.
    """
    said = squeeze(nfc(words))
    if len(said) > MOST_WORDS:
        raise Refused(
            f"Ý kiến dài quá {format_number(MOST_WORDS)} ký tự. Viết ngắn lại rồi gửi.",
            code="too_long",
            field="y_kien",
        )
    if _LINK.search(said):
        raise Refused(
            "Ý kiến không nhận đường dẫn đến trang khác. Bỏ đường dẫn rồi gửi.", code="link", field="y_kien"
        )
    said = _PRIVATE.sub("[đã ẩn]", said)
    return Opinion.objects.create(
        agency=stand.agency, page_number=stand.page_number, path=stand.path[:400], title=stand.title[:255],
        helpful=helpful, words=said, folded=fold(said), day=clock.today(),
    )  # fmt: skip


@transaction.atomic
def mark_seen(opinions: Iterable[Opinion], *, actor: Actor) -> int:
    """Says that somebody has read these. Raises Refused without the right to publish for their agency."""
    ids = [row.pk for row in opinions]
    rows = list(Opinion.objects.select_for_update().filter(pk__in=ids, seen_at=None))
    for row in rows:
        actor.require(PUBLISH, row.agency_id)
        row.seen_at, row.seen_by_id = clock.now(), actor.person_id
        row.save(update_fields=["seen_at", "seen_by"])
        note("portal.opinion_seen", row, actor=actor, agency_id=row.agency_id)
    return len(rows)


@transaction.atomic
def erase_old_words(*, actor: Actor) -> int:
    """Erases words that readers wrote more than a year ago. How many."""
    old = Opinion.objects.filter(day__lt=clock.today() - timedelta(days=WORDS_KEPT)).exclude(words="")
    by_agency: dict[int, int] = {}
    for agency_id in old.values_list("agency_id", flat=True):
        by_agency[agency_id] = by_agency.get(agency_id, 0) + 1
    old.update(words="", folded="")
    for agency in Agency.objects.filter(pk__in=by_agency):
        note(
            "portal.opinions_erased", agency, actor=actor, agency_id=agency.pk,
            summary=f"{by_agency[agency.pk]} ý kiến",
        )  # fmt: skip
    return sum(by_agency.values())


@transaction.atomic
def set_counters(*, actor: Actor) -> int:
    """Writes the figure at the foot of every agency's pages, with its time; where nobody read, nothing is written.

    No entry of the audit: the figure is the sum of what readers did, once an hour.
    """
    sums = dict(AgencyReads.objects.values_list("agency").annotate(total=Sum("count")).order_by())
    known = dict(ReadCounter.objects.values_list("agency", "count"))
    now = clock.now().replace(second=0, microsecond=0)
    changed = [(pk, count) for pk, count in sums.items() if known.get(pk) != count]
    for agency_id, count in changed:
        ReadCounter.objects.update_or_create(agency_id=agency_id, defaults={"count": count, "through": now})
    return len(changed)


@transaction.atomic
def record_reads(day: date, *, actor: Actor) -> int:
    """The readings of the whole month before `day`: one draft for each agency that was read. How many.

    As the scans of printed codes: written once, a draft that the coordinator confirms, nothing where a value stands.
    """
    last = day.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    sums: dict[int, tuple[Agency, int]] = {}
    for agency, count in reads.by_agency(first, last):
        heir = answers_for(agency)
        sums[heir.pk] = (heir, sums.get(heir.pk, (heir, 0))[1] + count)
    written = 0
    for agency, count in sums.values():
        if has_value(MEASURE, agency, first, last):
            continue
        draft = MeasurementDraft(
            Amount(MEASURE, Decimal(count)),
            first,
            last,
            agency.pk,
            note="Hệ thống đếm từ các trang công khai.",
        )
        source = SourceKey(SOURCE, f"{agency.pk}:{first:%Y-%m}")
        try:
            row = record_measurement(draft, actor=actor, source=source)
        except Refused:
            continue
        note(
            "portal.reads_recorded", row, actor=actor, agency_id=agency.pk,
            summary=f"{format_number(Decimal(count))} lượt xem trong tháng {first:%m/%Y}",
        )  # fmt: skip
        written += 1
    return written
