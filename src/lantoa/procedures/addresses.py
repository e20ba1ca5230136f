"""Addresses that this room gives to jobs."""

from __future__ import annotations

from django.urls import reverse

from lantoa.procedures.models import Intake


def address_of_intake(intake: Intake) -> str:
    return reverse("procedures:intake", args=[intake.pk])
