"""Verbs of looking at pages again: setting the day, saying that it was done, reminding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.notices.actions import notify
from lantoa.organisation.access import PUBLISH, Actor
from lantoa.organisation.models import Agency, Body, Person
from lantoa.organisation.queries import (
    bodies_of,
    colleagues,
    directors_of,
    editors_of,
    heads_of,
    people_of_body,
)
from lantoa.portal import pages, reviews
from lantoa.portal.models import PortalPage, Review
from lantoa.ui.words import vndate

KIND = "portal.review"
BEFORE = timedelta(days=14)
"""How long before the day the owner is told for the first time."""
LONG = timedelta(days=30)
"""How long after the day the leaders are told too."""


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    due_on: date
    months: int
    body: Body | None = None
    person: Person | None = None


def _agency_of(page: PortalPage) -> Agency:
    home = pages.home_above(page)
    if home is None:
        raise Refused("Trang này không thuộc cơ quan nào trên cổng.", code="no_home")
    return home.agency


@transaction.atomic
def plan_review(page: PortalPage, draft: ReviewDraft, *, actor: Actor) -> Review:
    """Sets by when the page is looked at again, how often from then on, and who answers for it. Raises Refused."""
    agency = _agency_of(page)
    actor.require(PUBLISH, agency.pk)
    if draft.due_on < clock.today():
        raise Refused("Chọn ngày từ hôm nay trở đi.", code="past", field="due_on")
    if draft.body is not None and draft.person is not None:
        raise Refused("Chọn đơn vị hoặc người phụ trách, không chọn cả hai.", code="two", field="person")
    if draft.body is not None and not bodies_of(agency).filter(pk=draft.body.pk).exists():
        raise Refused(f"{draft.body} không thuộc {agency}.", code="elsewhere", field="body")
    if draft.person is not None and not colleagues(agency).filter(pk=draft.person.pk).exists():
        raise Refused(f"{draft.person} không làm việc ở {agency}.", code="elsewhere", field="person")
    row = Review.objects.select_for_update().filter(page=page.pk).first() or Review(page_id=page.pk)
    before = (vndate(row.due_on) if row.due_on else "", str(row.person or row.body or ""))
    row.due_on, row.months = draft.due_on, draft.months
    row.body, row.person = draft.body, draft.person
    row.save()
    owner = str(draft.person or draft.body or "")
    note(
        "portal.review_planned", row, actor=actor, agency_id=agency.pk,
        changes={"Rà soát trước ngày": [before[0], vndate(row.due_on)], "Phụ trách": [before[1], owner]},
    )  # fmt: skip
    return row


@transaction.atomic
def confirm_review(page: PortalPage, remark: str, *, actor: Actor) -> Review:
    """Says that the page was looked at and is right; the next day follows by itself. Raises Refused."""
    agency = _agency_of(page)
    row = Review.objects.select_for_update().filter(page=page.pk).first()
    if row is None:
        raise Refused("Trang này chưa hẹn ngày rà soát.", code="no_day")
    owns = Review.objects.filter(reviews.owned_by(actor), page=page.pk).exists()
    if not owns:
        actor.require(PUBLISH, agency.pk)
    row.reviewed_on, row.reviewed_by_id = clock.today(), actor.person_id
    row.remark = squeeze(nfc(remark))[:300]
    row.due_on = reviews.months_later(clock.today(), row.months)
    row.save(update_fields=["reviewed_on", "reviewed_by", "remark", "due_on"])
    note(
        "portal.page_reviewed", row, actor=actor, agency_id=agency.pk,
        summary=f"{row.remark or 'Không phải sửa'} (rà soát lại trước {vndate(row.due_on)})",
    )  # fmt: skip
    return row


@transaction.atomic
def remind_reviews(day: date, *, actor: Actor) -> int:
    """Tells owners two weeks before the day, when it has passed, and after a month the leaders too: each once for each
    day that was set. How many were told. Notes no audit: it follows what people set down."""
    told = 0
    due = Review.objects.filter(page__live=True, due_on__lte=day + BEFORE).select_related(
        "page", "body", "person"
    )
    for row in due.order_by("due_on", "page_id"):
        home = pages.home_above(row.page)
        if home is not None:
            told += _remind(row, home.agency, day, actor)
    return told


def _remind(row: Review, agency: Agency, day: date, actor: Actor) -> int:
    late = row.due_on < day
    people = _owners(row, agency, day)
    stage = "soon"
    if late:
        stage = "late"
    if row.due_on + LONG < day:
        stage, people = "long", people | directors_of(agency.pk, day)
    said = f"quá hạn rà soát từ {vndate(row.due_on)}" if late else f"rà soát trước {vndate(row.due_on)}"
    made = notify(
        people, KIND, f"Trang “{row.page.title[:150]}” {said}", reverse("duties:reviewed", args=[row.page_id]),
        actor=actor, key=f"{KIND}:{row.page_id}:{row.due_on}:{stage}", by_mail=late,
    )  # fmt: skip
    return len(made)


def _owners(row: Review, agency: Agency, day: date) -> set[int]:
    """The person while a colleague, the heads of the unit, else who works there; where there is nobody, the editors."""
    if row.person_id and colleagues(agency, day).filter(pk=row.person_id).exists():
        return {row.person_id}
    found: set[int] = set()
    if row.body is not None:
        found = heads_of(row.body.pk, day) or set(people_of_body(row.body, day).values_list("pk", flat=True))
    return found or editors_of(agency.pk, day)
