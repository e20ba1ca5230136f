"""Entries of the ledger that wait for somebody, or came back: `ledger` and `notices` are neighbours and meet here."""

from __future__ import annotations

from django.urls import reverse

from lantoa.ledger import registry as ledger
from lantoa.ledger.models import Activity
from lantoa.notices import registry as notices
from lantoa.notices.actions import notify
from lantoa.organisation import queries
from lantoa.organisation.access import Actor


def connect() -> None:
    """Called once at start."""
    notices.register_kinds(
        {
            "ledger.waiting": "Hoạt động chờ xác nhận",
            "ledger.handed_back": "Hoạt động bị trả lại",
            "ledger.voided": "Hoạt động bị hủy",
        }
    )
    ledger.register_watcher("notices", tell)


def tell(event: str, activity: Activity, *, actor: Actor, reason: str = "") -> None:
    """The head hears that an entry waits, in the application only; who recorded it, that it came back, or was voided."""
    if event == ledger.SUBMITTED:
        title = f"Chờ xác nhận: {activity.title}"
        notify(
            _heads(activity),
            "ledger.waiting",
            title,
            reverse("ledger:confirm"),
            actor=actor,
            by_mail=False,
        )
    elif event == ledger.HANDED_BACK and activity.recorded_by_id:
        path = reverse("ledger:activity", args=[activity.pk])
        notify(
            [activity.recorded_by_id], "ledger.handed_back", f"Trả lại: {activity.title}", path, actor=actor
        )
    elif event == ledger.VOIDED and activity.recorded_by_id:
        path = reverse("ledger:activity", args=[activity.pk])
        notify([activity.recorded_by_id], "ledger.voided", f"Đã hủy: {activity.title}", path, actor=actor)


def _heads(activity: Activity) -> set[int]:
    heads = queries.heads_of(activity.body_id) if activity.body_id else set()
    return heads if heads - {activity.recorded_by_id} else queries.coordinators_of(activity.agency_id)
