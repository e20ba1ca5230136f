"""Links of pages: found, visited, judged over days, shown to who writes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.foundation import clock
from lantoa.jobs.models import Job
from lantoa.jobs.progress import Cancelled
from lantoa.organisation.access import SYSTEM
from lantoa.portal import inspecting, link_actions, linking
from lantoa.portal.link_actions import Manners, judge
from lantoa.portal.models import Link, PageLink
from lantoa.portal.visiting import Fate, Outcome
from tests.portal.building import article, publish
from tests.portal.test_approvals import asked

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 3)
State = Link.State


def body(*links: str) -> list[Any]:
    return [
        (
            "paragraph",
            "<p>" + ", ".join(f'<a href="{url}">chữ {at}</a>' for at, url in enumerate(links)) + "</p>",
        )
    ]


def run(
    monkeypatch: pytest.MonkeyPatch, fates: dict[str, Fate], day: date = DAY, step: Any = None
) -> dict[str, int]:
    """A visit in which the outside answers as told."""
    monkeypatch.setattr(link_actions, "visit", lambda url, way: Outcome(fates[url], f"nói {fates[url]}"))
    with clock.standing_on(day):
        return link_actions.visit_links(
            None, step or (lambda *_: None), actor=SYSTEM, manners=Manners(pause=0)
        )


def state_of(url: str) -> str:
    return Link.objects.get(url=url).state


A, B = "https://a.example/1", "https://b.example/2"


def test_links_are_found_in_words_blocks_and_fields(cast: Any) -> None:
    target = publish(cast, article(title="Đích"))
    text = f'<p><a href="{A}?a=1&amp;b=2">một</a> <a linktype="page" id="{target.pk}">hai</a> <a href="mailto:a@b.vn">thư</a></p>'
    page = article(body=[("paragraph", text)], source_url=B)

    found = linking.found_in(page)

    assert {(one.url, one.page) for one in found} == {(f"{A}?a=1&b=2", None), ("", target.pk), (B, None)}


@pytest.mark.parametrize(
    ("fates", "state"),
    [
        ([Fate.OK], State.OK),
        ([Fate.GONE], State.DEAD),
        ([Fate.FAILED], State.DOUBTFUL),
        ([Fate.FAILED, Fate.FAILED], State.DEAD),
        ([Fate.FAILED, Fate.OK, Fate.FAILED], State.DOUBTFUL),
        ([Fate.GONE, Fate.OK], State.OK),
        ([Fate.UNTOLD, Fate.UNTOLD], State.UNTOLD),
        ([Fate.INNER], State.INNER),
    ],
)
def test_a_link_is_dead_when_it_is_gone_or_failed_on_two_days(fates: list[Fate], state: str) -> None:
    link = Link(url=A)
    for at, fate in enumerate(fates):
        judge(link, Outcome(fate, ""), DAY + timedelta(days=at))

    assert link.state == state


def test_twice_on_one_day_is_once() -> None:
    link = Link(url=A)
    for _ in range(2):
        judge(link, Outcome(Fate.FAILED, ""), DAY)

    assert (link.state, link.failing_since) == (State.DOUBTFUL, DAY)


def test_published_and_submitted_pages_are_visited_and_drafts_are_not(
    cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(cast, article(title="Đăng", body=body(A)))
    asked(cast, body=body(B))

    done = run(monkeypatch, {A: Fate.OK, B: Fate.GONE})

    assert done["visited"] == 2
    assert (state_of(A), state_of(B)) == (State.OK, State.DEAD)


def test_a_page_that_was_mended_is_on_the_list_no_longer(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = publish(cast, article(body=body(A)))
    run(monkeypatch, {A: Fate.GONE})
    assert PageLink.objects.filter(link__state=State.DEAD).exists()

    page.body = [{"type": "paragraph", "value": "<p>Không còn liên kết.</p>"}]
    page.save_revision().publish()

    assert not PageLink.objects.exists()


def test_a_link_to_a_page_that_is_not_published_is_found(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    target = publish(cast, article(title="Đích"))
    text = f'<p><a linktype="page" id="{target.pk}">đích</a> <a href="{target.url}">địa chỉ</a> <a href="/tim-kiem/">tìm</a></p>'
    page = publish(cast, article(title="Nguồn", body=[("paragraph", text)]))
    run(monkeypatch, {})
    assert set(Link.objects.values_list("state", flat=True)) == {State.OK}

    target.unpublish()
    run(monkeypatch, {})

    assert Link.objects.filter(state=State.DEAD).count() == 2
    assert [one.rule for one in inspecting.look(page).findings].count("link") == 2


def test_the_check_of_a_page_tells_what_was_kept(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = publish(cast, article(body=body(A, B)))
    run(monkeypatch, {A: Fate.GONE, B: Fate.FAILED})

    found = [one for one in inspecting.look(page).findings if one.rule == "link"]

    assert [(one.where, "03/08/2026" in one.said) for one in found] == [("chữ 0", True)]


def test_without_a_connection_of_our_own_nothing_is_called_worse(
    cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(cast, article(body=body(A, B)))
    both = {A: Fate.UNREACHED, B: Fate.UNREACHED}

    for day in range(3):
        done = run(monkeypatch, both, DAY + timedelta(days=day))
    assert (done["visited"], state_of(A)) == (0, State.NEW)

    for day in range(2):
        run(monkeypatch, {A: Fate.UNREACHED, B: Fate.OK}, DAY + timedelta(days=day))
    assert (state_of(A), state_of(B)) == (State.DEAD, State.OK)


def test_what_was_found_before_a_stop_stays(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(cast, article(body=body(A, B)))

    def stop(done: int, total: int, note: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        run(monkeypatch, {A: Fate.GONE, B: Fate.GONE}, step=stop)

    assert sorted(Link.objects.values_list("state", flat=True)) == [State.DEAD, State.NEW]


def test_a_host_is_asked_with_a_pause_and_not_too_often(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now, waited = [100.0], []

    def sleep(seconds: float) -> None:
        waited.append(round(seconds, 2))
        now[0] += seconds

    manners = Manners(pause=2, now=lambda: now[0], sleep=sleep)
    for host in ("a", "b", "a", "a"):
        manners.wait(host)
    assert waited == [2, 2]

    monkeypatch.setattr(link_actions, "MOST_OF_A_HOST", 2)
    publish(cast, article(body=body(*(f"https://a.example/{number}" for number in range(5)), B)))
    link_actions.gather(None, lambda *_: None)
    assert sorted(row.url[:17] for row in link_actions._turn(None)) == ["https://a.example"] * 2 + [B[:17]]


def test_the_list_shows_where_to_mend_and_whose(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = publish(cast, article(title="Tin có liên kết", body=body(A)))
    empty = cast.client("editor").get(reverse("editorial:links")).text
    run(monkeypatch, {A: Fate.GONE})

    shown = cast.client("editor").get(reverse("editorial:links"))
    other = cast.client("ward_chair").get(reverse("editorial:links"))
    told = cast.client("editor").get(reverse("editorial:links"), {"xuat": "csv"})

    assert "Không có liên kết hỏng" in empty
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown.text
    assert ("Hỏng" in shown.text, A in shown.text, A in other.text) == (True, True, False)
    assert A in b"".join(told).decode() if told.streaming else A in told.text


def test_whoever_writes_asks_for_a_visit_once(cast: Any) -> None:
    editor = cast.client("editor")

    first = editor.post(reverse("editorial:links_visit"))
    editor.post(reverse("editorial:links_visit"))

    job = Job.objects.get(name="lantoa.portal.jobs.visit_links")
    assert first.url == reverse("jobs:job", args=[job.pk])
    assert job.arguments == {"agency_ids": [cast.sxd.pk]}
    assert Entry.objects.filter(verb="portal.links_asked").exists()
