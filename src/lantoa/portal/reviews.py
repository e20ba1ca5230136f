"""Published pages with the day by which they are to be looked at again. One query whatever the number of rows."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.organisation.access import Actor
from lantoa.portal import access, standings
from lantoa.portal.models import AgencyHome, PortalPage, PortalRoot, Review, SectionPage

SOON = 30
"""Days before the day from which a page counts as nearly due."""
OVERDUE, NEAR, LATER, NONE = "qua-han", "sap-den-han", "chua-den-han", "chua-hen"
STATES = {OVERDUE: "Quá hạn", NEAR: "Sắp đến hạn", LATER: "Chưa đến hạn", NONE: "Chưa hẹn ngày"}
TONES = {OVERDUE: "late", NEAR: "risk", LATER: "done", NONE: "todo"}


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def kinds() -> list[tuple[str, str]]:
    """Kinds of pages that people write, to choose from: number and name."""
    rows = ContentType.objects.filter(app_label="portal", model__endswith="page").order_by("pk")
    named = []
    for row in rows:
        model: Any = row.model_class()
        if model is not None and model not in (PortalPage, AgencyHome, SectionPage):
            named.append((str(row.pk), str(model._meta.verbose_name).capitalize()))
    return named


def owned_by(actor: Actor) -> Q:
    """Reviews that the actor, or a unit that the actor belongs to, answers for."""
    return Q(person=actor.person_id, person__isnull=False) | Q(body__in=actor.body_ids)


def pages_for(actor: Actor) -> QuerySet[PortalPage]:
    """Live pages of agencies whose readers the actor knows of, and those that the actor answers for. With the columns
    of `standings` and `due_on`, `reviewed_on`, `review`, `in_charge`, `charged_person`, `charged_body`."""
    homes = AgencyHome.objects.filter(agency__in=access.reads_for(actor)).values_list("path", flat=True)
    shown = Q(pk__in=Review.objects.filter(owned_by(actor)).values("page"))
    for path in homes:
        shown |= Q(path__startswith=path)
    kinds = [ContentType.objects.get_for_model(model).pk for model in (PortalRoot, AgencyHome, SectionPage)]
    rows = PortalPage.objects.filter(shown, live=True).exclude(content_type__in=kinds)
    return _with_review(standings.with_standing(rows))


def _with_review(rows: QuerySet[PortalPage]) -> QuerySet[PortalPage]:
    plan, today = Review.objects.filter(page=OuterRef("pk")), clock.today()
    found: Any = rows.annotate(
        due_on=Subquery(plan.values("due_on")[:1]),
        reviewed_on=Subquery(plan.values("reviewed_on")[:1]),
        charged_person=Subquery(plan.values("person_id")[:1]),
        charged_body=Subquery(plan.values("body_id")[:1]),
        in_charge=Coalesce(
            Subquery(plan.values("person__full_name")[:1]),
            Subquery(plan.values("body__name")[:1]),
            Value(""),
            output_field=TextField(),
        ),
    )
    return found.annotate(
        review=Case(
            When(due_on__isnull=True, then=Value(NONE)),
            When(due_on__lt=today, then=Value(OVERDUE)),
            When(due_on__lte=today + timedelta(days=SOON), then=Value(NEAR)),
            default=Value(LATER),
            output_field=CharField(),
        )
    )


def is_mine(actor: Actor) -> Q:
    """Pages of `pages_for` that wait for this actor: named, of the actor's unit, or of nobody where the actor writes."""
    nobody = Q(charged_person=None, charged_body=None, agency_number__in=access.writes_for(actor))
    return Q(charged_person=actor.person_id or 0) | Q(charged_body__in=actor.body_ids) | nobody


def waiting_for(actor: Actor) -> QuerySet[PortalPage]:
    """What is due or nearly due and waits for the actor, the oldest day first."""
    rows = pages_for(actor).filter(is_mine(actor), review__in=(OVERDUE, NEAR))
    return rows.order_by("due_on", "pk")


def answers_for_any(actor: Actor) -> bool:
    return Review.objects.filter(owned_by(actor)).exists()


def may_plan(actor: Actor, row: Any) -> bool:
    return row.agency_number in access.writes_for(actor)


def may_confirm(actor: Actor, row: Any) -> bool:
    named = actor.person_id is not None and row.charged_person == actor.person_id
    return named or row.charged_body in actor.body_ids or may_plan(actor, row)


def page_to_plan(actor: Actor, page_id: int) -> Any:
    """A live page whose day the actor may set. Raises NotVisible."""
    row = pages_for(actor).filter(pk=page_id).first()
    if row is None or not may_plan(actor, row):
        raise NotVisible
    return row


def page_to_confirm(actor: Actor, page_id: int) -> Any:
    """A live page with a day, which the actor may say to have looked at. Raises NotVisible."""
    row = pages_for(actor).filter(pk=page_id).exclude(review=NONE).first()
    if row is None or not may_confirm(actor, row):
        raise NotVisible
    return row


def review_of(page_id: int) -> Review | None:
    rows = Review.objects.select_related("page", "body", "person", "reviewed_by")
    return rows.filter(page=page_id).first()
