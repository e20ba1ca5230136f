from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lantoa.jobs import access, actions, running
from lantoa.jobs.models import Job
from lantoa.organisation.models import Membership
from tests.jobs.samples import HERE

pytestmark = pytest.mark.django_db


def ask(cast, key="officer", function="write_file", **arguments):
    return actions.later(
        f"{HERE}.{function}", actor=cast.actor(key), title=f"Xuất sổ của {key}", agency_id=cast.sxd.pk, **arguments
    )  # fmt: skip


def page(client, name, *args, **query):
    return client.get(reverse(f"jobs:{name}", args=args), query)


def part_of(client, name, *args):
    """As the script of the page asks for it."""
    return client.get(reverse(f"jobs:{name}", args=args), headers={"HX-Request": "true"})


def text(response):
    return response.content.decode()


def test_who_is_not_signed_in_is_sent_to_sign_in(client, cast):
    job = ask(cast)

    for url in ("mine", "all", "my_progress"):
        assert page(client, url).status_code == 302
    for url in ("job", "progress", "download"):
        assert page(client, url, job.pk).status_code == 302


def test_my_list_shows_my_jobs_alone(cast):
    ask(cast)
    ask(cast, "head")

    shown = text(page(cast.client("officer"), "mine"))

    assert "Xuất sổ của officer" in shown
    assert "Xuất sổ của head" not in shown


def test_an_empty_list_says_what_will_stand_here(cast):
    assert "Chưa có việc nền" in text(page(cast.client("officer"), "mine"))


def test_the_list_is_filtered_sorted_and_exported_as_shown(cast):
    ask(cast)
    running.run_waiting()
    ask(cast, function="add", first=1, second=1)
    client = cast.client("officer")

    done = page(client, "mine", state="done")
    csv = b"".join(page(client, "mine", state="done", xuat="csv").streaming_content).decode("utf-8-sig")
    ascending = page(client, "mine", **{"sap-xep": "created_at"})

    assert "1 việc, đã lọc" in text(done)
    assert len(csv.strip().splitlines()) == 2
    assert "Xong" in csv
    assert [row.record.state for row in ascending.context["table"].rows] == ["done", "waiting"]


def test_the_list_costs_the_same_for_one_job_and_for_three(cast):
    client, counts = cast.client("officer"), []
    for more in (1, 2):
        for _ in range(more):
            ask(cast)
        with CaptureQueriesContext(connection) as asked:
            page(client, "mine")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_page_of_an_open_job_asks_for_its_progress_and_works_by_reload(cast):
    job = ask(cast)
    Job.objects.update(state="running", step=3, steps=10, note="Dòng 3")
    client = cast.client("officer")

    whole = text(page(client, "job", job.pk))
    part = text(part_of(client, "progress", job.pk))

    for shown in (whole, part):
        assert f'hx-get="{reverse("jobs:progress", args=[job.pk])}"' in shown
        assert "3 trên 10" in shown
        assert "Dừng việc này" in shown
        assert f'href="{reverse("jobs:job", args=[job.pk])}"' in shown
    assert "<html" not in part


def test_an_ended_job_is_not_asked_for_again_and_offers_its_file(cast):
    job = ask(cast)
    running.run_waiting()
    client = cast.client("officer")

    shown = text(page(client, "job", job.pk))
    file = page(client, "download", job.pk)

    assert "hx-get" not in shown.split("tien-do", 1)[1]
    assert "Tải Báo cáo quý III.txt" in shown
    assert "Đã xuất 1 dòng" in shown
    assert b"".join(file.streaming_content).decode() == "nội dung"
    assert "attachment" in file.headers["Content-Disposition"]


def test_a_file_that_is_gone_is_not_offered(cast):
    job = ask(cast)
    running.run_waiting()
    access.get_result_file(cast.actor("officer"), job.pk)[
        0
    ].unlink()  # after a restore, results are not there

    shown = text(page(cast.client("officer"), "job", job.pk))

    assert "Tải Báo cáo" not in shown
    assert "Tệp kết quả không còn" in shown


def test_a_failed_job_says_why(cast):
    job = ask(cast, function="refuse")
    running.run_waiting()

    shown = text(page(cast.client("officer"), "job", job.pk))

    assert "Kế hoạch đã khóa nên không sửa được." in shown
    assert "Chạy lại việc này" in shown


def test_whoever_opens_the_address_of_a_part_gets_the_page_it_belongs_to(cast):
    job = ask(cast)
    client = cast.client("officer")

    assert page(client, "progress", job.pk)["Location"] == reverse("jobs:job", args=[job.pk])
    assert page(client, "my_progress")["Location"] == reverse("jobs:mine")


def test_nobody_else_meets_a_job(cast):
    job = ask(cast)
    running.run_waiting()
    other = cast.client("head")

    assert [page(other, url, job.pk).status_code for url in ("job", "progress", "download")] == [404] * 3
    assert part_of(other, "progress", job.pk).status_code == 404
    assert other.post(reverse("jobs:cancel", args=[job.pk])).status_code == 404
    assert other.post(reverse("jobs:run_again", args=[job.pk])).status_code == 404


def test_its_owner_stops_a_job_and_runs_it_again(cast):
    job = ask(cast)
    client = cast.client("officer")

    client.post(reverse("jobs:cancel", args=[job.pk]))
    again = client.post(reverse("jobs:run_again", args=[job.pk]))

    assert Job.objects.get(pk=job.pk).state == Job.State.CANCELLED
    assert again.url == reverse("jobs:job", args=[Job.objects.latest("pk").pk])


def test_stopping_an_ended_job_is_refused_in_words(cast):
    job = ask(cast)
    running.run_waiting()

    response = cast.client("officer").post(reverse("jobs:cancel", args=[job.pk]), follow=True)

    assert "đã kết thúc nên không dừng được" in text(response)


def test_an_administrator_sees_how_jobs_go_and_nothing_of_what_they_are_about(cast):
    job = ask(cast, function="refuse")
    running.run_waiting()
    client = cast.client("administrator")

    for shown in (text(page(client, "all")), text(page(client, "job", job.pk))):
        assert "Không thành công" in shown
        assert cast.officer.full_name in shown
        assert "Xuất sổ của officer" not in shown
        assert "Kế hoạch đã khóa" not in shown
    assert page(client, "download", job.pk).status_code == 404


def test_an_administrator_sees_why_a_job_of_the_system_failed(cast):
    job = actions.later(f"{HERE}.refuse", title="Kiểm tra hằng tuần")
    running.run_waiting()

    shown = text(page(cast.client("administrator"), "job", job.pk))

    assert "Kiểm tra hằng tuần" in shown
    assert "Kế hoạch đã khóa nên không sửa được." in shown
    assert "Chạy lại việc này" not in shown


def test_an_administrator_is_told_when_no_worker_runs(cast):
    assert "Không có tiến trình xử lý việc nền" in text(page(cast.client("administrator"), "all"))


@pytest.mark.parametrize("key", ["officer", "head", "coordinator", "director"])
def test_only_administrators_see_the_jobs_of_all(cast, key):
    assert page(cast.client(key), "all").status_code == 404


def test_the_strip_of_open_jobs_goes_when_they_have_ended(cast):
    ask(cast)
    client = cast.client("officer")

    before = text(part_of(client, "my_progress"))
    Job.objects.update(state="done", finished_at=timezone.now())

    assert "Xuất sổ của officer" in before
    assert text(part_of(client, "my_progress")).strip() == '<div id="dang-chay"></div>'


def test_an_administrator_below_the_top_does_not_learn_who_asks_for_what_elsewhere(cast):
    role = Membership.objects.get(person=cast.administrator)
    ask(cast)
    Job.objects.update(agency_id=None)
    client = cast.client("administrator")
    assert cast.officer.full_name in text(page(client, "all"))

    Membership.objects.filter(pk=role.pk).update(agency=cast.ward)

    assert cast.officer.full_name not in text(page(client, "all"))
