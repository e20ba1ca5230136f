from __future__ import annotations

import pytest
from django.db import connection

from lantoa.audit.models import Entry
from lantoa.audit.sealing import seal
from lantoa.jobs import actions, running
from lantoa.jobs.models import Job
from lantoa.notices.models import Notice

pytestmark = pytest.mark.django_db


def check():
    job = actions.later("lantoa.ops.jobs.check_audit", title="Kiểm tra nhật ký hằng tuần")
    running.run(job.pk, beating=False)
    return Job.objects.get(pk=job.pk)


def break_the_chain():
    """As somebody with full rights on the database would: the guard off, one row changed."""
    off = {
        "sqlite": "DROP TRIGGER audit_entry_no_update",
        "postgresql": "ALTER TABLE audit_entry DISABLE TRIGGER USER",
    }
    seal()
    with connection.cursor() as cursor:
        cursor.execute(off[connection.vendor])
        cursor.execute("UPDATE audit_entry SET summary = 'khác' WHERE sequence = 3")


def test_a_whole_audit_is_said_with_its_anchor(cast):
    job = check()

    assert job.state == Job.State.DONE
    assert Entry.objects.first().digest in job.result["summary"]


def test_a_broken_audit_fails_in_words_and_administrators_are_told_once(cast):
    break_the_chain()

    jobs = [check(), check()]

    assert {job.state for job in jobs} == {Job.State.FAILED}
    assert "Dòng số 3 đã bị sửa." in jobs[0].error
    assert [notice.person_id for notice in Notice.objects.all()] == [cast.administrator.pk]
