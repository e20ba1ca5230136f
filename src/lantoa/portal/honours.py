"""Reads of nominations, and of the question of the month."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lantoa.foundation import clock
from lantoa.foundation.periods import Period, PeriodKind
from lantoa.organisation.models import Agency
from lantoa.portal import pages
from lantoa.portal.models import AnswerPage, Consent, ExemplarPage, MonthlyQuestion, Nomination

MONTHS_AHEAD = 2

STANDINGS = {
    "wait": ("wait", "Chờ lãnh đạo duyệt"),
    "ask": ("risk", "Chờ người được nêu đồng ý"),
    "ready": ("work", "Đã đồng ý, chưa đăng"),
    "shown": ("done", "Đang đăng"),
    "taken": ("void", "Đã rút đồng ý"),
    "refused": ("void", "Không duyệt"),
}
"""Word of a standing → its look and its words."""


def with_standing(rows: QuerySet[Nomination]) -> Any:
    """Whether each is agreed to today, was once, and is shown: what `standing_of` reads."""
    consents = Consent.objects.filter(nomination=OuterRef("pk"))
    shown = ExemplarPage.objects.filter(nomination=OuterRef("pk"), live=True)
    return rows.annotate(
        is_agreed=Exists(consents.filter(withdrawn_at=None)),
        was_agreed=Exists(consents),
        is_shown=Exists(shown),
    )


def standing_of(row: Nomination) -> str:
    """One of STANDINGS, for a row of `with_standing`."""
    found = row.__dict__
    if row.state == Nomination.State.PROPOSED:
        return "wait"
    if row.state == Nomination.State.REFUSED:
        return "refused"
    if found["is_agreed"]:
        return "shown" if found["is_shown"] else "ready"
    return "taken" if found["was_agreed"] else "ask"


def in_standing(rows: Any, standing: str) -> Any:
    """The rows of `with_standing` that `standing_of` calls so."""
    proposed, refused = Nomination.State.PROPOSED, Nomination.State.REFUSED
    if standing in ("wait", "refused"):
        return rows.filter(state=proposed if standing == "wait" else refused)
    rows = rows.filter(state=Nomination.State.APPROVED, is_agreed=standing in ("ready", "shown"))
    if standing in ("ready", "shown"):
        return rows.filter(is_shown=standing == "shown")
    return rows.filter(was_agreed=standing == "taken")


def page_of(row: Nomination) -> ExemplarPage | None:
    """Its page, published or not."""
    found: ExemplarPage | None = ExemplarPage.objects.filter(nomination=row).order_by("-live", "-pk").first()
    return found


def consents_of(row: Nomination) -> list[Consent]:
    return list(row.consents.select_related("file", "recorded_by", "withdrawn_by").order_by("-pk"))


def question_of(agency: Agency) -> AnswerPage | None:
    """What was approved for the running month, while its page is published."""
    month = clock.today().replace(day=1)
    rows = MonthlyQuestion.objects.filter(
        agency=agency, month=month, state=MonthlyQuestion.State.APPROVED, answer__live=True
    )
    row = rows.select_related("answer").first()
    return row.answer if row else None


def answers_of(agency: Agency) -> QuerySet[AnswerPage]:
    """The agency's published answers."""
    home = pages.home_of(agency)
    if home is None:
        return AnswerPage.objects.none()
    rows: QuerySet[AnswerPage] = AnswerPage.objects.descendant_of(home).live().order_by("title", "pk")
    return rows


def months_to_choose() -> list[date]:
    """The running month and those right after."""
    month = Period.containing(clock.today(), PeriodKind.MONTH)
    found = [month]
    for _ in range(MONTHS_AHEAD):
        found.append(found[-1].next())
    return [one.start for one in found]
