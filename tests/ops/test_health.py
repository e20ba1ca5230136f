from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from lantoa.jobs.models import Job
from lantoa.ops import queries

pytestmark = pytest.mark.django_db


def test_health_answers_200_while_the_database_answers(client: Client) -> None:
    response = client.get("/suc-khoe/")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": True}


def test_health_answers_503_without_a_reason_when_the_database_is_away(client: Client) -> None:
    with patch("lantoa.ops.queries.connection.cursor", side_effect=DatabaseError("secret@host")):
        response = client.get("/suc-khoe/")
    assert response.status_code == 503
    assert response.json() == {"status": "error", "database": False}


def test_figures_count_states_and_tell_the_stuck_from_the_busy() -> None:
    now = timezone.now()
    Job.objects.create(name="a", title="a", state=Job.State.RUNNING, heartbeat_at=now)
    Job.objects.create(name="b", title="b", state=Job.State.RUNNING, heartbeat_at=now - timedelta(hours=2))
    due = Job.objects.create(name="c", title="c")
    Job.objects.filter(pk=due.pk).update(created_at=now - timedelta(seconds=90))
    Job.objects.create(name="d", title="d", run_after=now + timedelta(days=1))
    figures = queries.job_figures()
    assert figures.by_state == {"waiting": 2, "running": 2, "done": 0, "failed": 0, "cancelled": 0}
    assert figures.stuck == 1
    assert 90 <= figures.oldest_waiting_seconds <= 100


def test_metrics_are_prometheus_text(client: Client) -> None:
    Job.objects.create(name="a", title="Nguyễn Văn A")
    text = client.get("/suc-khoe/so-lieu").content.decode()
    assert 'lantoa_jobs{state="waiting"} 1' in text
    assert "lantoa_jobs_stuck 0" in text
    assert "Nguyễn" not in text
