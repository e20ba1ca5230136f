"""Where notices, jobs and commands say that something stands. The addresses themselves are the web's."""

from __future__ import annotations

from django.urls import reverse

from lantoa.plans.models import Draft, Task


def address_of_task(task: Task) -> str:
    return reverse("plans:task", args=[task.pk])


def address_of_draft(draft: Draft) -> str:
    """Where a draft is corrected."""
    return reverse("plans:draft", args=[draft.pk])
