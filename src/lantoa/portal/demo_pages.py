"""Pages of the demo: every agency has its place; the editor of Sở Xây dựng wrote, its director published."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.foundation import clock
from lantoa.ledger.models import Audience, ReformField, Theme
from lantoa.ledger.sketches import drawn_photo
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import SYSTEM, Actor, actor_of_person
from lantoa.organisation.models import Account
from lantoa.plans.models import Task
from lantoa.portal import actions, demo_readers, pages
from lantoa.portal.demo_words import (
    ANSWER,
    ANSWER_TITLE,
    ASKED,
    GUIDE,
    PAPERS,
    PLAN_ARTICLE,
    QR_ARTICLE,
    STEPS,
    SURVEY_PHOTO,
)
from lantoa.portal.models import AnswerPage, ArticlePage, GuidePage, PortalPage, RecordPage, SectionPage
from lantoa.procedures.queries import register_of


def build(today: date) -> None:
    """Opens every agency's pages and fills those of Sở Xây dựng."""
    made = organisation.find()
    with clock.standing_on(today):
        for agency in made.agencies.values():
            if agency.valid_to is None:
                actions.open_home(agency, actor=SYSTEM)
        writer = Writer(made, today)
        writer.news()
        writer.guide()
        writer.answer()
        writer.records(today)
        demo_readers.build(today, writer.home)
        demo_readers.speak(today, writer.guided)


class Writer:
    """The editor at work: what she writes the director publishes."""

    def __init__(self, made: organisation.Demo, today: date) -> None:
        self.agency = made.agencies["sxd"]
        self.editor = Account.objects.get(person=made.people["editor"])
        self.director: Actor = actor_of_person(made.people["director"], today)
        home = pages.home_of(self.agency)
        assert home is not None  # noqa: S101 - opened a moment ago
        self.home = home
        self.sections: dict[str, SectionPage] = {row.slug: row for row in pages.sections_of(home)}

    def publish(self, slug: str, page: PortalPage) -> None:
        actions.publish_page(self.sections[slug], page, author=self.editor, actor=self.director)

    def news(self) -> None:
        photo = actions.keep_picture(
            self.agency,
            "Quét mã tại quầy",
            drawn_photo(20),
            description=SURVEY_PHOTO["alt"],
            actor=self.director,
        )
        for words in (PLAN_ARTICLE, QR_ARTICLE):
            page = ArticlePage(
                title=words["title"],
                summary=words["summary"],
                byline="Sơn Thị Pha Ly",
                task=Task.objects.filter(agency=self.agency, plan__year_to=clock.today().year)
                .order_by("position")
                .first(),
            )
            page.body = [
                {"type": kind, "value": {**SURVEY_PHOTO, "picture": photo.pk} if value == "survey" else value}
                for kind, value in _parts(words)
            ]
            page.themes.set(Theme.objects.order_by("position")[:2])
            page.audiences.set(Audience.objects.order_by("position")[:1])
            page.reform_fields.set(ReformField.objects.order_by("position")[:1])
            self.publish("tin-tuc", page)

    def guide(self) -> None:
        page = GuidePage(
            **GUIDE, procedure=register_of(self.agency).filter(state="in_force").order_by("code").first()
        )
        page.papers = [
            {"type": "paper", "value": {"name": name, "copies": copies, "note": note}}
            for name, copies, note in PAPERS
        ]
        page.steps = [{"type": "step", "value": {"title": title, "text": text}} for title, text in STEPS]
        page.asked = [
            {"type": "asked", "value": {"question": question, "answer": answer}} for question, answer in ASKED
        ]
        self.publish("thu-tuc", page)
        self.guided = page

    def answer(self) -> None:
        page = AnswerPage(title=ANSWER_TITLE, answered_by="Phòng Quản lý xây dựng")
        page.body = [{"type": "paragraph", "value": ANSWER}]
        self.publish("hoi-dap", page)

    def records(self, today: date) -> None:
        """This year's plan, and last year's that it replaces."""
        named = [
            RecordPage(
                title=f"Kế hoạch tuyên truyền cải cách hành chính năm {year}",
                number=f"{number}/KH-SXD",
                issued_on=date(year, 1, 12),
                issuer=self.agency.legal_name,
            )
            for year, number in ((today.year, 21), (today.year - 1, 18))
        ]
        self.publish("van-ban", named[0])
        named[1].replaced_by = named[0]
        self.publish("van-ban", named[1])


def _parts(words: dict[str, Any]) -> list[tuple[str, Any]]:
    parts: list[tuple[str, Any]] = words["body"]
    return parts
