"""What stands at the head and the foot of an agency's reports, and the Word file of its own that they are printed in."""

from __future__ import annotations

from lantoa.organisation.letterheads import letterhead_of as row_of
from lantoa.organisation.letterheads import lines_of, symbol_of
from lantoa.organisation.models import Agency
from lantoa.reports.contents import Letterhead
from lantoa.reports.models import Issue, ReportTemplate

CODE = "BC"


def letterhead_of(agency: Agency) -> Letterhead:
    """As set for the agency. Where no signer is set, who signed last signs again until told otherwise."""
    row = row_of(agency)
    signer, title = row.signer, row.signer_title
    if not (signer or title):
        signer, title = _last_signer(agency)
    return Letterhead(
        place=row.place,
        symbol=f"{CODE}-{symbol_of(row)}",
        addressed_to=lines_of(row.addressed_to),
        recipients=lines_of(row.recipients),
        signer=signer,
        signer_title=title,
        authority=row.authority,
        on_behalf=row.on_behalf,
    )


def _last_signer(agency: Agency) -> tuple[str, str]:
    signed = (
        Issue.objects.filter(report__agency=agency, signing__isnull=False)
        .select_related("signing")
        .order_by("-signing__signed_on", "-pk")
        .first()
    )
    return (signed.signing.signer, signed.signing.signer_title) if signed else ("", "")


def template_of(agency: Agency) -> ReportTemplate | None:
    """The Word file that the agency's reports are printed in now."""
    return ReportTemplate.objects.filter(agency=agency, valid_to=None).select_related("file").first()


def template_digest(agency: Agency) -> str:
    found = template_of(agency)
    return found.file.sha256 if found else ""
