"""Who stood above an agency on a day, and who signed for it: for papers of the past, whatever is called what today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lantoa.foundation.text import fold
from lantoa.organisation.access import live_on
from lantoa.organisation.models import Agency, AgencyEvent, Membership
from lantoa.organisation.origins import Origins


def superior_on(agency: Agency, day: date) -> str:
    """The full name that the agency above bore on the day; "" where there was none, or nobody can tell which it was.

    Children follow a parent that merged or was renamed, so that a row points to the last parent only; the events tell
    what it was before.
    """
    above = _before_transfers(agency, day)
    if above is None or above.valid_from <= day:
        return above.legal_name if above else ""
    before = Agency.objects.filter(live_on(day), pk__in=Origins.read().before([above.pk]))
    return _nearest(agency.legal_name, [row.legal_name for row in before if row.pk != agency.pk])


def _before_transfers(agency: Agency, day: date) -> Agency | None:
    """The parent, or the one that the agency left first after the day."""
    left = (
        AgencyEvent.objects.filter(kind=AgencyEvent.Kind.TRANSFER, day__gt=day, predecessors=agency)
        .order_by("day", "pk")
        .first()
    )
    if left is None:
        return agency.parent
    return next(
        (row for row in Agency.objects.order_by("-valid_from") if left.note.startswith(f"Từ {row} sang ")),
        None,
    )


def _nearest(name: str, candidates: Sequence[str]) -> str:
    """Of several that merged, the one of the same place: "Sở Xây dựng tỉnh Sóc Trăng" stood under "… tỉnh Sóc Trăng"."""
    if len(candidates) < 2:
        return candidates[0] if candidates else ""
    shared = [(_shared_end(name, other), other) for other in candidates]
    most = max(count for count, _ in shared)
    best = [other for count, other in shared if count == most]
    return best[0] if most and len(best) == 1 else ""


def _shared_end(one: str, other: str) -> int:
    """How many words two names end in alike."""
    count = 0
    for left, right in zip(reversed(fold(one).split()), reversed(fold(other).split()), strict=False):
        if left != right:
            break
        count += 1
    return count


def signer_on(agency: Agency, title: str, day: date, preferred: str = "") -> str:
    """Who bore the title in the agency on the day; of several the `preferred`, else "": a wrong name is worse than none."""
    rows = Membership.objects.filter(live_on(day), agency_id__in=Origins.read().same_as(agency.pk))
    names = {
        row.person.full_name
        for row in rows.exclude(title="").select_related("person")
        if fold(row.title) == fold(title)
    }
    if len(names) == 1:
        return names.pop()
    return preferred if preferred in names else ""
