"""Progress in a real browser: it moves by itself, keeps the focus, and also works without script."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from lantoa.jobs import actions
from lantoa.jobs.models import Job
from tests.jobs.samples import HERE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(cast):
    asked = actions.later(
        f"{HERE}.add", actor=cast.actor("officer"), title="Xuất sổ hoạt động", first=1, second=2
    )
    running(asked, 3)
    return asked


def running(job, step):
    Job.objects.filter(pk=job.pk).update(
        state="running", step=step, steps=10, started_at=timezone.now(), heartbeat_at=timezone.now()
    )


def sign_in(page, cast, live_server, key="officer"):
    cookie = cast.client(key).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )


def test_progress_moves_by_itself_keeps_the_focus_and_ends_with_the_job(
    cast, live_server, page_desktop, axe, job
):
    page = page_desktop
    sign_in(page, cast, live_server)
    page.goto(live_server.url + reverse("jobs:job", args=[job.pk]))
    page.locator("#dung").focus()

    running(job, 7)
    expect(page.locator("#tien-do progress")).to_have_attribute("value", "7")
    focused = page.evaluate("document.activeElement.id")
    Job.objects.filter(pk=job.pk).update(
        state="done", finished_at=timezone.now(), result={"summary": "Đã xong 10 dòng"}
    )
    expect(page.locator("#tien-do")).to_contain_text("Đã xong 10 dòng")

    assert focused == "dung"
    assert page.locator("#tien-do").get_attribute("hx-get") is None
    assert axe(page) == []


def test_without_script_a_link_loads_the_progress_again(cast, live_server, browser, job):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, cast, live_server)
    page.goto(live_server.url + reverse("jobs:job", args=[job.pk]))
    running(job, 8)

    page.get_by_text("Tải lại tiến độ").click()

    expect(page.locator("#tien-do")).to_contain_text("8 / 10")
    page.get_by_role("button", name="Dừng việc này").click()
    expect(page.locator("main")).to_contain_text("Đã yêu cầu dừng")
    context.close()


def test_the_strip_on_the_list_goes_when_the_last_job_ends(cast, live_server, page_phone, axe, job):
    page = page_phone
    sign_in(page, cast, live_server)
    page.goto(live_server.url + reverse("jobs:mine"))
    expect(page.locator("#dang-chay")).to_contain_text("Xuất sổ hoạt động")
    before = axe(page)

    Job.objects.filter(pk=job.pk).update(state="done", finished_at=timezone.now())
    expect(page.locator("#dang-chay")).to_be_empty()

    assert before == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
