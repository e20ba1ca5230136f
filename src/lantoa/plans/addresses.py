"""Where notices, jobs and commands say that something stands. The addresses themselves are the web's."""

from __future__ import annotations

from django.urls import reverse

from lantoa.organisation.models import Body
from lantoa.plans.models import Draft, Plan, Task


def address_of_task(task: Task) -> str:
    return reverse("plans:task", args=[task.pk])


def address_of_tasks(plan: Plan, body: Body | None = None) -> str:
    """The tasks of a plan; with a body, only those it leads."""
    led = f"&don_vi={body.pk}" if body else ""
    return f"{reverse('plans:tasks')}?ke_hoach={plan.pk}{led}"


def address_of_draft(draft: Draft) -> str:
    """Where a draft is corrected."""
    return reverse("plans:draft", args=[draft.pk])
