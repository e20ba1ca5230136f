"""An agency's own Word file for its reports: checked, tried, kept; and not used any more."""

from __future__ import annotations

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger.actions import store_bytes
from lantoa.organisation.access import PLAN, Actor
from lantoa.organisation.models import Agency
from lantoa.reports.models import ReportTemplate
from lantoa.reports.queries.previews import tried


def set_template(agency: Agency, data: bytes, name: str, *, actor: Actor) -> ReportTemplate:
    """Uses the file for the agency's Word reports from now on; what was frozen keeps the one it was frozen with.

    Raises TemplateRefused with the findings, or Refused: a file that does not pass is not kept.
    """
    actor.require(PLAN, agency.pk)
    tried(agency, data)
    with transaction.atomic():
        locked = Agency.objects.select_for_update().get(pk=agency.pk)
        file = store_bytes(data, name, locked, actor=actor)
        live = ReportTemplate.objects.select_related("file").filter(agency=locked, valid_to=None).first()
        if live is not None and live.file_id == file.pk:
            raise Refused("Cơ quan đang dùng đúng tệp mẫu này.", code="same", field="file")
        if live is not None:
            _end(live)
        row = ReportTemplate.objects.create(
            agency=locked,
            file=file,
            valid_from=clock.today(),
            added_by_id=actor.person_id,
            added_at=clock.now(),
        )
        note(
            "reports.template_set", row, actor=actor, agency_id=locked.pk,
            summary=file.name, changes={"SHA-256": file.sha256},
        )  # fmt: skip
    return row


@transaction.atomic
def end_template(agency: Agency, *, actor: Actor) -> None:
    """Back to the built-in layout for reports frozen from now on."""
    actor.require(PLAN, agency.pk)
    locked = Agency.objects.select_for_update().get(pk=agency.pk)
    live = ReportTemplate.objects.select_related("file").filter(agency=locked, valid_to=None).first()
    if live is None:
        raise Refused("Cơ quan đang dùng mẫu có sẵn.", code="none")
    _end(live)
    note("reports.template_ended", live, actor=actor, agency_id=locked.pk, summary=live.file.name)


def _end(row: ReportTemplate) -> None:
    row.valid_to = clock.today()
    row.save(update_fields=["valid_to"])
