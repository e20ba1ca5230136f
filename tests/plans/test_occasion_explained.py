"""Why an occasion has no evidence is said of that occasion: no other is closed by it."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.foundation.errors import Refused
from lantoa.ledger.actions import void
from lantoa.notices.models import Notice
from lantoa.plans import actions
from lantoa.plans.models import Instance
from tests.plans.building import issue, proven_activity, task_draft

pytestmark = pytest.mark.django_db

WORDS = "Đã phát thanh, mất điện nên không có ảnh"


@pytest.fixture
def task(cast):
    quarterly = task_draft(
        time_kind="recurring", rrule="FREQ=MONTHLY;INTERVAL=3", end=None,
        lead_body_id=cast.body("sxd.van_phong").pk,
    )  # fmt: skip
    return issue(cast, quarterly).tasks.get()


def occasions(task):
    return list(task.instances.order_by("due_on"))


def test_what_explains_one_occasion_does_not_close_the_next(cast, task):
    first, second, *_ = occasions(task)
    actions.explain_instance(first, WORDS, actor=cast.actor("officer"))

    assert actions.finish_instance(first, actor=cast.actor("head")).done_on
    with pytest.raises(Refused) as refusal:
        actions.finish_instance(second, actor=cast.actor("head"))

    assert refusal.value.code == "no_evidence"
    entry = Entry.objects.get(verb="plans.instance_explained")
    assert entry.summary == first.label
    assert entry.changes == {"Giải trình": ["", WORDS]}


def test_what_is_said_of_the_whole_task_closes_no_occasion(cast, task):
    actions.set_explanation(task, "Chậm do mưa bão", actor=cast.actor("officer"))

    with pytest.raises(Refused) as refusal:
        actions.finish_instance(occasions(task)[0], actor=cast.actor("head"))

    assert refusal.value.code == "no_evidence"


def test_nobody_closes_an_occasion_by_their_own_words(cast, task):
    first = occasions(task)[0]
    actions.explain_instance(first, WORDS, actor=cast.actor("head"))

    with pytest.raises(Refused) as refusal:
        actions.finish_instance(first, actor=cast.actor("head"))

    assert refusal.value.code == "own_work"


def test_a_closed_occasion_keeps_its_words_and_strangers_write_none(cast, task):
    first = occasions(task)[0]
    actions.explain_instance(first, WORDS, actor=cast.actor("officer"))
    actions.finish_instance(first, actor=cast.actor("head"))

    with pytest.raises(Refused, match="đã xong"):
        actions.explain_instance(first, "Khác", actor=cast.actor("officer"))
    with pytest.raises(Refused) as refusal:
        actions.explain_instance(first, "Khác", actor=cast.actor("outsider"))
    assert refusal.value.code == "forbidden"


def test_an_occasion_that_was_explained_is_not_told_to_lack_evidence(cast, task):
    first, second, *_ = occasions(task)
    activity = proven_activity(cast)
    actions.credit(task, activity, actor=cast.actor("coordinator"), instance=second)
    actions.explain_instance(first, WORDS, actor=cast.actor("officer"))
    actions.finish_instance(first, actor=cast.actor("coordinator"))
    actions.finish_instance(second, actor=cast.actor("coordinator"))
    Notice.objects.all().delete()

    void(activity, "Ghi nhầm", actor=cast.actor("coordinator"))

    assert Notice.objects.filter(kind="plans.proof_gone").exists(), "the second has nothing else"


def test_the_page_takes_the_words_of_an_occasion_and_shows_them(cast, task):
    first = occasions(task)[0]
    url = reverse("plans:finish", args=[task.pk, first.pk])

    cast.client("officer").post(url, {"viec": "giai-trinh", "explanation": WORDS})

    page = cast.client("head").get(reverse("plans:task", args=[task.pk])).content.decode()
    assert WORDS in page
    assert page.count("Xác nhận xong") == 1
    cast.client("head").post(url)
    assert Instance.objects.get(pk=first.pk).done_on


def test_what_stood_on_the_task_goes_to_the_occasions_closed_by_it(cast, task):
    first, second, third, *_ = occasions(task)
    activity = proven_activity(cast)
    actions.credit(task, activity, actor=cast.actor("coordinator"), instance=second)
    actions.set_explanation(task, WORDS, actor=cast.actor("officer"))
    Instance.objects.filter(pk__in=[first.pk, second.pk]).update(done_on="2026-03-31")

    importlib.import_module("lantoa.plans.migrations.0004_instance_explanation").to_occasions(apps, None)

    said = dict(Instance.objects.filter(task=task).values_list("pk", "explanation"))
    assert said[first.pk] == WORDS
    assert Instance.objects.get(pk=first.pk).explained_by == cast.officer
    assert said[second.pk] == said[third.pk] == ""
