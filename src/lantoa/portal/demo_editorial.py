"""A page of the demo that waits for the director, with things that a check of its words finds."""

from __future__ import annotations

from datetime import date, timedelta

from lantoa.foundation import clock
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import actor_of_person
from lantoa.organisation.models import Account
from lantoa.organisation.queries import bodies_of
from lantoa.portal import approval_actions, pages, review_actions
from lantoa.portal.models import ArticlePage, GuidePage, PortalPage
from lantoa.portal.review_actions import ReviewDraft

WORDS = (
    "<p>Từ sáng thứ Hai, công chức BPMC hướng dẫn người dân nộp hồ sơ cấp giấy phép xây dựng trên Cổng Dịch vụ công "
    "quốc gia, làm theo Kế hoạch số 18/KH-SXD của Sở; người chưa quen dùng điện thoại được ngồi cùng công chức tại "
    "bàn số 3 để tự tay làm từng bước một cho đến khi nhận được mã hồ sơ và biết cách tra cứu kết quả tại nhà.</p>"
    "<p>Sau một tuần, phần lớn hồ sơ của quầy được nộp trực tuyến.</p>"
)


def build(today: date) -> None:
    made = organisation.find()
    home = pages.home_of(made.agencies["sxd"])
    if home is None:
        return
    section = next(row for row in pages.sections_of(home) if row.slug == "tin-tuc")
    page = ArticlePage(
        title="Một tuần hướng dẫn nộp hồ sơ trực tuyến tại quầy 07",
        summary="Công chức ngồi cùng người dân làm từng bước; sau một tuần phần lớn hồ sơ nộp trên mạng.",
        byline="Sơn Thị Pha Ly",
        event_day=today - timedelta(days=4),
    )
    page.body = [{"type": "heading", "value": "Làm thế nào"}, {"type": "paragraph", "value": WORDS}]
    editor = made.people["editor"]
    approval_actions.send_page(
        section, page, author=Account.objects.get(person=editor), actor=actor_of_person(editor, today)
    )
    plan_reviews(made, today)


def plan_reviews(made: organisation.Demo, today: date) -> None:
    """A guide whose day has passed, and two pages of units whose days come."""
    agency, editor = made.agencies["sxd"], made.people["editor"]
    units = list(bodies_of(agency)[:2])
    rows = PortalPage.objects.filter(pk__in=[row.pk for row in GuidePage.objects.order_by("pk")[:1]])
    for row in rows:
        before = today - timedelta(days=30)
        with clock.standing_on(before):
            draft = ReviewDraft(today - timedelta(days=6), 6, body=units[0] if units else None)
            review_actions.plan_review(row, draft, actor=actor_of_person(editor, before))
    for number, page in enumerate(pages.newest(pages.home_of(agency))[: len(units)]):  # type: ignore[arg-type]
        draft = ReviewDraft(today + timedelta(days=12 + 30 * number), 12, body=units[number])
        review_actions.plan_review(page, draft, actor=actor_of_person(editor, today))
