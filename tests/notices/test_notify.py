from __future__ import annotations

import pytest
from django.db import transaction

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.jobs.models import Job
from lantoa.notices import access, actions, queries
from lantoa.notices.models import MailChoice, Notice
from lantoa.organisation.access import SYSTEM

pytestmark = pytest.mark.django_db


def tell(people, **options):
    options = {"actor": SYSTEM, **options}
    return actions.notify(people, "test.due", "Nhiệm vụ 3 đến hạn sau 3 ngày", "/ban-lam-viec/", **options)


def test_each_person_is_told_once_and_mail_follows_as_one_job(cast):
    made = tell([cast.officer, cast.head, cast.officer.pk])

    assert {notice.person_id for notice in made} == {cast.officer.pk, cast.head.pk}
    job = Job.objects.get(name="lantoa.notices.jobs.deliver")
    assert sorted(job.arguments["notice_ids"]) == sorted(notice.pk for notice in made)


def test_who_acts_is_not_told_of_their_own_act(cast):
    made = tell([cast.officer, cast.head], actor=cast.actor("head"))

    assert [notice.person_id for notice in made] == [cast.officer.pk]


def test_a_rollback_takes_notices_and_mail_along(cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        tell([cast.officer])
        raise RuntimeError

    assert (Notice.objects.count(), Job.objects.filter(name__contains="notices").count()) == (0, 0)


def test_under_one_key_a_person_is_told_once(cast):
    tell([cast.officer], key="task:3:T-3")
    made = tell([cast.officer, cast.head], key="task:3:T-3")

    assert [notice.person_id for notice in made] == [cast.head.pk]
    assert Notice.objects.count() == 2


def test_without_a_key_the_same_words_may_come_again(cast):
    tell([cast.officer])
    tell([cast.officer])

    assert Notice.objects.count() == 2


@pytest.mark.parametrize(
    ("choice", "mail", "jobs"),
    [
        (MailChoice.AT_ONCE, Notice.Mail.WAITING, 1),
        (MailChoice.DAILY, Notice.Mail.DIGEST, 0),
        (MailChoice.NONE, Notice.Mail.NONE, 0),
    ],
)
def test_each_person_says_how_mail_comes(cast, choice, mail, jobs):
    actions.choose_mail(choice, actor=cast.actor("officer"))

    notice = tell([cast.officer])[0]

    assert (notice.mail, Job.objects.filter(name__contains="notices").count()) == (mail, jobs)


def test_some_notices_come_without_mail(cast):
    assert tell([cast.officer], by_mail=False)[0].mail == Notice.Mail.NONE


def test_who_has_no_account_in_use_gets_no_mail(cast):
    account = cast.account("officer")
    account.is_active = False
    account.save(update_fields=["is_active"])

    assert tell([cast.officer])[0].mail == Notice.Mail.NONE


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example", "ban-lam-viec/"])
def test_a_notice_leads_nowhere_else(cast, url):
    with pytest.raises(ValueError, match="no path"):
        actions.notify([cast.officer], "test.due", "Việc", url, actor=SYSTEM)


def test_a_kind_that_nobody_registered_is_refused(cast):
    with pytest.raises(ValueError, match="not registered"):
        actions.notify([cast.officer], "test.unheard", "Việc", "/", actor=SYSTEM)


def test_telling_many_costs_the_same_statements(cast, django_assert_num_queries):
    with django_assert_num_queries(14):
        tell([cast.officer], key="a")
    with django_assert_num_queries(14):
        tell([cast.officer, cast.head, cast.director], key="b")


def test_the_bell_counts_the_unread_in_one_statement(cast, django_assert_num_queries):
    first, _ = tell([cast.officer]) + tell([cast.officer])
    actor = cast.actor("officer")
    actions.mark_read(first, actor=actor)

    with django_assert_num_queries(1):
        count = queries.unread_count(actor)

    assert count == 1


def test_nobody_else_sees_or_marks_a_notice(cast):
    notice = tell([cast.officer])[0]

    for other in ("head", "administrator", "director"):
        with pytest.raises(NotVisible):
            access.get_notice(cast.actor(other), notice.pk)
        with pytest.raises(NotVisible):
            actions.mark_read(notice, actor=cast.actor(other))
        actions.mark_all_read(actor=cast.actor(other))

    notice.refresh_from_db()
    assert notice.read_at is None


def test_marking_all_read_says_how_many_there_were(cast):
    tell([cast.officer])
    tell([cast.officer])

    assert actions.mark_all_read(actor=cast.actor("officer")) == 2
    assert actions.mark_all_read(actor=cast.actor("officer")) == 0


def test_a_choice_of_mail_that_does_not_exist_is_refused_at_its_field(cast):
    with pytest.raises(Refused) as refusal:
        actions.choose_mail("hourly", actor=cast.actor("officer"))

    assert refusal.value.field == "mail"


def test_who_gives_up_mail_gets_no_last_daily_letter(cast):
    actions.choose_mail(MailChoice.DAILY, actor=cast.actor("officer"))
    notice = tell([cast.officer])[0]

    actions.choose_mail(MailChoice.NONE, actor=cast.actor("officer"))

    notice.refresh_from_db()
    assert notice.mail == Notice.Mail.NONE
