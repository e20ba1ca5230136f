"""A version of a plan as an official paper, and as a file."""

from __future__ import annotations

from pathlib import Path

from lantoa.documents.writing import OfficialDocument, pdf_of, write_docx, write_workbook
from lantoa.foundation.text import fold, format_number
from lantoa.organisation.letterheads import letterhead_of, lines_of
from lantoa.organisation.signing import signer_on, superior_on
from lantoa.plans.models import PlanVersion, TaskTerms
from lantoa.plans.printing import Cited, Duty, PlanPaper, Said, document_of, titles_of
from lantoa.plans.when import when_of

FORMS = ("docx", "pdf", "xlsx")
_ABOVE = ("nhu tren", "nhu kinh gui", "- nhu")
"""A plan is addressed to nobody: "Như trên" would name nobody."""


def paper_of(version: PlanVersion) -> OfficialDocument:
    """The version as it was issued, in a fixed number of queries. What units made of its tasks is not part of it."""
    plan = version.plan
    head = letterhead_of(plan.agency)
    title = version.signer_title or _title(head.authority, head.on_behalf, head.signer_title)
    first = plan.versions.order_by("number").first() if version.number > 1 else None
    return document_of(
        PlanPaper(
            document_type=version.document_type,
            document_number=version.document_number,
            issued_on=version.issued_on,
            issuer=version.issuer,
            subject=version.subject,
            superior=superior_on(plan.agency, version.issued_on),
            place=head.place,
            signer_title=title,
            signer=signer_on(plan.agency, titles_of(title)[-1].title, version.issued_on, head.signer),
            recipients=[line for line in lines_of(head.recipients) if not fold(line).startswith(_ABOVE)],
            reason=version.reason,
            amends=Cited(first.document_number, first.issued_on) if first else None,
            citations=[Cited(row.number, row.issued_on, row.issuer) for row in version.citations.all()],
            clauses=[Said(row.kind, row.text, row.ordinal, row.heading) for row in version.clauses.all()],
            duties=_duties(version),
            made_at=version.confirmed_at,
        )
    )


def _title(authority: str, on_behalf: str, title: str) -> str:
    return ", ".join(filter(None, [f"{authority} {on_behalf}" if on_behalf else "", title]))


def _duties(version: PlanVersion) -> list[Duty]:
    rows = (
        TaskTerms.objects.filter(version=version, task__part_of=None)
        .select_related("lead_body")
        .prefetch_related("partner_bodies", "targets__measure")
        .order_by("position", "pk")
    )
    return [_duty(terms) for terms in rows]


def _duty(terms: TaskTerms) -> Duty:
    bodies = sorted(terms.partner_bodies.all(), key=lambda body: (body.position, body.sort_key))
    return Duty(
        text=terms.text,
        lead=terms.lead or (terms.lead_body.name if terms.lead_body else ""),
        partners="; ".join(terms.partners) or "; ".join(body.name for body in bodies),
        time=terms.time_raw or when_of(terms),
        product=terms.product,
        targets="; ".join(
            f"{row.measure.name}: {format_number(row.quantity)} {row.measure.unit}"
            for row in terms.targets.all()
        ),
        audience=terms.audience,
        budget=terms.budget,
        note=terms.note,
        change=terms.change,
    )


def write_paper(version: PlanVersion, target: Path, form: str) -> None:
    """As docx, pdf or xlsx; the same version gives the same bytes. Raises ValueError for another form, Refused when it is
    too long for paper."""
    document = paper_of(version)
    match form:
        case "docx":
            write_docx(target, document)
        case "pdf":
            target.write_bytes(pdf_of(document))
        case "xlsx":
            write_workbook(target, document)
        case _:
            raise ValueError(form)


def version_numbered(agency_code: str, document_number: str) -> PlanVersion | None:
    """For the command line: the version of this number, of the agency that has the code now or had it last."""
    rows = PlanVersion.objects.filter(
        plan__agency__code__iexact=agency_code, document_number__iexact=document_number
    )
    return rows.select_related("plan__agency__parent").order_by("-plan__agency__valid_from", "-pk").first()
