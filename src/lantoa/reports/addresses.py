"""Where notices, jobs and commands say that something stands. The addresses themselves are the web's."""

from __future__ import annotations

from django.urls import reverse

from lantoa.reports.models import Call, Round


def address_of_round(asked: Round) -> str:
    return reverse("reports:round", args=[asked.pk])


def address_of_call(call: Call) -> str:
    return reverse("reports:call", args=[call.pk])


def address_of_calls() -> str:
    """What one's agency owes to superiors."""
    return reverse("reports:calls")
