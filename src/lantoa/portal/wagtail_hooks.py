"""What the editor does not show: what the house does in its own rooms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from lantoa.portal.models import AgencyHome, ArticlePage, PortalPage, PortalRoot, SectionPage
from lantoa.portal.outgoing import PAGE

HIDDEN = frozenset({"help", "settings"})


@hooks.register("construct_main_menu")
def only_what_editors_use(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("insert_global_admin_css")
def mend_the_outline() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/editor.css"))


@hooks.register("register_page_header_buttons")
def check_content(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """What the check finds in the newest draft: a plain link, so it needs no script."""
    kind = page.specific_class or Page
    if (
        page.pk
        and issubclass(kind, PortalPage)
        and not issubclass(kind, AgencyHome | SectionPage | PortalRoot)
    ):
        address = f"{reverse('editorial:page', args=[page.pk])}#kiem-tra"
        yield Button("Kiểm tra nội dung", address, icon_name="check", priority=60)


@hooks.register("register_page_header_buttons")
def send_over_channels(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    """Who writes sees when a page is to be looked at again; an article that anybody reads may go out; who writes makes the broadcast, somebody else sends it."""
    if page.live and not issubclass(page.specific_class or Page, AgencyHome | SectionPage | PortalRoot):
        yield Button(
            "Hẹn ngày rà soát", reverse("duties:review", args=[page.pk]), icon_name="date", priority=72
        )
    if page.live and issubclass(page.specific_class or Page, ArticlePage):
        address = f"{reverse('channels:compose')}?{urlencode({'bai': f'{PAGE}|{page.pk}'})}"
        yield Button("Gửi qua các kênh", address, icon_name="mail", priority=70)
