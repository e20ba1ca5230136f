"""What the installation looks after by itself."""

from __future__ import annotations

from django.urls import reverse

from lantoa.audit import queries as audit
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.jobs.progress import Progress
from lantoa.notices.actions import notify
from lantoa.ops import leftovers
from lantoa.organisation.access import SYSTEM, live_on
from lantoa.organisation.models import Membership, Role

BROKEN = "Nhật ký không còn nguyên vẹn, cần kiểm tra ngay"


def check_audit(progress: Progress) -> dict[str, str]:
    """Reads the whole audit. A break ends the job as failed, in words, and every administrator is told once of it."""
    verdict = audit.verify()
    if verdict.whole:
        return {"summary": f"Nhật ký nguyên vẹn: {verdict.entries} dòng. Mốc: {verdict.anchor}"}
    administrators = Membership.objects.filter(live_on(clock.today()), role=Role.ADMINISTRATOR)
    notify(
        set(administrators.values_list("person", flat=True)),
        "ops.audit_broken",
        BROKEN,
        reverse("audit:list"),
        actor=SYSTEM,
        key=f"audit:{verdict.breaks[0]}"[:160],
    )
    raise Refused(" ".join([f"{BROKEN}.", *verdict.breaks]))


def sweep_uploads(progress: Progress) -> dict[str, int]:
    """Deletes what killed servers left of uploads."""
    return {"removed": leftovers.sweep()}
