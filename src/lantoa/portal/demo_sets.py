"""A set of the demo: one page approved and waiting, one that the director still has to read."""

from __future__ import annotations

from datetime import date

from lantoa.organisation import demo as organisation
from lantoa.organisation.access import actor_of_person
from lantoa.organisation.models import Account
from lantoa.portal import approval_actions, pages, set_actions
from lantoa.portal.models import AnswerPage, ApprovalLink, ArticlePage, PortalPage

NAME = "Ra mắt nộp hồ sơ cấp giấy phép xây dựng trực tuyến"


def build(today: date) -> None:
    made = organisation.find()
    agency = made.agencies["sxd"]
    news, answers = pages.section_for(agency, "tin-tuc"), pages.section_for(agency, "hoi-dap")
    if news is None or answers is None:
        return
    person = made.people["editor"]
    editor, account = actor_of_person(person, today), Account.objects.get(person=person)
    row = set_actions.make(agency, NAME, "Tin và câu hỏi thường gặp ra cùng ngày mở dịch vụ.", actor=editor)
    written: list[PortalPage] = []
    for section, page in ((answers, _answer()), (news, _news())):
        written.append(approval_actions.send_page(section, page, author=account, actor=editor))
    set_actions.add_pages(row, written, actor=editor)
    director = made.people["director"]
    link = ApprovalLink.objects.filter(page=written[0], person=director).first()
    if link is not None:
        approval_actions.decide(link, True, actor=actor_of_person(director, today))


def _answer() -> AnswerPage:
    page = AnswerPage(title="Nộp hồ sơ trực tuyến rồi có phải mang bản giấy đến không?")
    page.body = [
        {
            "type": "paragraph",
            "value": "<p>Không. Bộ phận Một cửa chỉ hẹn đến khi cần đối chiếu bản chính.</p>",
        }
    ]
    return page


def _news() -> ArticlePage:
    page = ArticlePage(
        title="Cấp giấy phép xây dựng: nộp hồ sơ tại nhà",
        summary="Người dân nộp, theo dõi và nhận kết quả mà không phải đến quầy.",
        byline="Sơn Thị Pha Ly",
    )
    page.body = [
        {"type": "heading", "value": "Bắt đầu từ đâu"},
        {"type": "paragraph", "value": "<p>Mở Cổng Dịch vụ công quốc gia và chọn thủ tục.</p>"},
    ]
    return page
