"""Nominations and questions of the month for tests, made by the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.organisation.access import SYSTEM, Actor
from lantoa.portal import honour_actions
from lantoa.portal.honour_forms import ConsentDraft, NominationDraft
from lantoa.portal.models import ExemplarPage, MonthlyQuestion, Nomination
from tests.cast import Cast
from tests.portal.building import answer, picture_bytes, section


def upload(number: int = 0) -> SimpleUploadedFile:
    return SimpleUploadedFile("quyet-dinh.png", picture_bytes(size=(40 + number, 30)), "image/png")


def draft(**values: Any) -> NominationDraft:
    held = {
        "kind": "person", "name": "Trần Thị Mẫu", "role": "Bộ phận Một cửa", "deed": "Bày cách nộp hồ sơ tại nhà",
        "story": "", "basis": "decision", "basis_number": "118/QĐ-SXD", "basis_day": date(2026, 7, 1),
        "basis_issuer": "Sở Xây dựng", **values,
    }  # fmt: skip
    return NominationDraft(**held)


def nomination(cast: Cast, agency: str = "sxd", by: Actor | str = "officer", **values: Any) -> Nomination:
    actor = cast.actor(by) if isinstance(by, str) else by
    return honour_actions.nominate(cast.agency(agency), draft(**values), upload(), actor=actor)


def agreed(cast: Cast, **values: Any) -> Nomination:
    """Nominated, approved, and the person agrees."""
    row = nomination(cast, **values)
    honour_actions.approve_nomination(row, actor=cast.actor("director"))
    given = ConsentDraft(row.name, date(2026, 8, 1), "paper")
    honour_actions.record_consent(row, given, upload(1), actor=cast.actor("editor"))
    return row


def page(row: Nomination, **values: Any) -> ExemplarPage:
    given = {"title": "Bày cách nộp hồ sơ ngay tại nhà", "summary": "Một việc nhỏ, nhiều người nhẹ công."}
    return ExemplarPage(nomination=row, **{**given, **values})


def question(cast: Cast, agency: str = "sxd", month: date = date(2026, 9, 1)) -> MonthlyQuestion:
    row = answer()
    section(cast, "hoi-dap", agency).add_child(instance=row)
    row.save_revision().publish()
    return honour_actions.nominate_question(cast.agency(agency), row, month, actor=SYSTEM)
