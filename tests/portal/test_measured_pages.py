"""The roadmap and the results of a period: figures are read from the ledger and the plan, never typed."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from lantoa.foundation import clock
from lantoa.portal.measured_blocks import MilestoneBlock
from lantoa.portal.models import ResultsPage, RoadmapPage
from lantoa.reports.contents import from_json
from lantoa.reports.models import Issue
from tests.plans.building import issue, task_draft
from tests.portal.building import publish, section
from tests.reports.building import frozen, work

pytestmark = pytest.mark.django_db


def milestone(what="Tin, bài về chuyển đổi số", **values):
    held = {"due": "2026-12-31", "unit": "Văn phòng", "measure": "", "target": None, "since": None}
    return {"what": what, "task": "", "done_on": None, **held, **values}


def roadmap(*milestones, **values):
    page = RoadmapPage(title="Lộ trình chuyển đổi số", summary="Ba năm, bốn mục tiêu.", **values)
    goal = {"title": "Người dân biết dùng dịch vụ công", "intro": "", "milestones": list(milestones)}
    page.goals = [{"type": "goal", "value": goal}]
    return page


def results(**values):
    return ResultsPage(title="Kết quả tuyên truyền", summary="Số liệu đã xác nhận.", **values)


def rows_of(text):
    return re.findall(r"<tr role=\"row\"><th scope=\"row\".*?</tr>", text, re.DOTALL)


def test_a_milestone_is_as_far_as_its_measure_and_late_in_words_and_sign(cast, client, today):
    work(cast, day=today - timedelta(days=3), M02=3)
    page = roadmap(
        milestone(measure="M02", target="4", due=str(date(today.year, 12, 31))),
        milestone("Đã qua hạn", measure="M02", target="10", due=str(today - timedelta(days=20)), since=str(today - timedelta(days=30))),
        milestone("Đã đạt", measure="M02", target="3", due=str(date(today.year, 12, 31))),
    )  # fmt: skip
    publish(cast, page, "ket-qua")

    going, late, reached = rows_of(client.get(page.url).text)

    assert "3 / 4 " in going
    assert "(75,0 %)".replace(" ", "\N{NO-BREAK SPACE}") in going
    assert re.search(r"Trễ \d+ ngày làm việc", late)
    assert "<svg" in late, "the sign beside the word"
    assert "Đã đạt" in reached
    assert "Đã đạt 1 trên 3 mốc" in client.get(page.url).text


def test_work_that_nobody_confirmed_and_work_before_the_first_day_are_not_progress(cast, client, today):
    work(cast, day=today - timedelta(days=3), stop="waiting", M02=3)
    work(cast, day=today - timedelta(days=9), M02=5)
    page = roadmap(milestone(measure="M02", target="4", since=str(today - timedelta(days=5))))
    publish(cast, page, "ket-qua")

    assert page.slug == "lo-trinh-chuyen-doi-so", "every đ is a d"
    assert "Chưa có số liệu / 4" in rows_of(client.get(page.url).text)[0]


def test_a_milestone_by_a_task_is_as_far_as_the_task(cast, client):
    plan = issue(cast, task_draft())
    code = plan.tasks.get().code
    page = roadmap(milestone(task=code), plan=plan)
    publish(cast, page, "ket-qua")

    shown = rows_of(client.get(page.url).text)[0]

    assert "0,0\N{NO-BREAK SPACE}%" in shown
    assert f"nhiệm vụ số {code} của kế hoạch" in shown


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"measure": "M02"}, "target"),
        ({"target": "3"}, "target"),
        ({"measure": "M02", "target": "3", "task": "1"}, "task"),
        ({"measure": "M02", "target": "3", "done_on": "2026-01-02"}, "done_on"),
        ({"done_on": "2099-01-02"}, "done_on"),
        ({"measure": "M02", "target": "3", "since": "2027-01-02"}, "since"),
    ],
)
def test_progress_is_never_typed_where_it_can_be_read(cast, values, where):
    block = MilestoneBlock()

    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(milestone(**values)))

    assert list(refused.value.block_errors) == [where]


def test_the_form_offers_the_plans_of_the_agency_and_refuses_a_task_that_is_not_in_it(cast):
    ours = issue(cast, task_draft())
    address = reverse("wagtailadmin_pages:add", args=["portal", "roadmappage", section(cast, "ket-qua").pk])
    goal = {
        "title": "Mục tiêu", "intro": "",
        "milestones-count": 1, "milestones-0-deleted": "", "milestones-0-order": 0,
        "milestones-0-type": "item", "milestones-0-id": "",
        **{f"milestones-0-value-{name}": value or "" for name, value in milestone(task="99").items()},
    }  # fmt: skip
    data = nested_form_data(
        {"title": "Lộ trình", "slug": "lo-trinh", "summary": "S", "plan": ours.pk, "goals": streamfield([])}
    )
    data |= {
        "goals-count": 1,
        "goals-0-deleted": "",
        "goals-0-order": 0,
        "goals-0-type": "goal",
        "goals-0-id": "",
    }
    data |= {f"goals-0-value-{name}": value for name, value in goal.items()}
    data |= {f"comments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}

    form = cast.client("editor").get(address).text
    answer = cast.client("editor").post(address, {**data, "action-submit": "1"})

    assert str(ours.current) in form or ours.title in form
    assert "Kế hoạch không có đúng một nhiệm vụ số 99." in answer.text


def test_the_figure_of_a_period_is_the_figure_of_its_report_over_the_same_days(cast, client):
    work(cast, M02=3)
    work(cast, day=date(2025, 12, 20), M02=4)
    work(cast, day=date(2026, 3, 20), M02=100)
    frozen(cast)
    told = from_json(Issue.objects.get().contents).figure("M02").amount.value
    page = publish(cast, results(period="2026-Q1"), "ket-qua")

    shown = client.get(page.url).text

    assert told == Decimal(7)
    assert ">7 " in shown.replace("\n", "")
    assert "15/12/2025" in shown
    assert "14/03/2026" in shown


def test_the_running_period_moves_on_by_itself_and_says_the_day_counted(cast, client):
    page = publish(cast, results(period="now:quarter"), "ket-qua")

    with clock.standing_on(date(2026, 8, 17)):
        one = client.get(page.url).text
    with clock.standing_on(date(2026, 11, 2)):
        other = client.get(page.url).text

    assert "Quý\N{NO-BREAK SPACE}III/2026" in one
    assert "Quý\N{NO-BREAK SPACE}IV/2026" in other


def test_a_period_without_figures_says_what_must_happen_first(cast, client):
    page = publish(cast, results(period="2024-Y"), "ket-qua")

    assert "Chưa có số liệu nào được xác nhận" in client.get(page.url).text


def test_only_the_measures_that_the_editor_chose_are_shown(cast, client):
    from lantoa.ledger.models import Measure

    work(cast, M02=3, M01=1)
    page = results(period="2026-Q1")
    page.measures.set([Measure.objects.get(code="M02")])
    publish(cast, page, "ket-qua")

    assert len(rows_of(client.get(page.url).text)) == 1


def test_a_period_that_does_not_exist_is_refused():
    with pytest.raises(ValidationError):
        results(period="2026-Q9").clean()
