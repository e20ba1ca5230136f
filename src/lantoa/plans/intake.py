"""Bytes or pasted text become a draft: read, understood, and tied to the agency's own bodies and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lantoa.documents.blocks import Source
from lantoa.documents.reading import read, read_text
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import lower_first
from lantoa.jobs.actions import later
from lantoa.jobs.models import Job
from lantoa.ledger import storage
from lantoa.ledger.actions import keep, keeping
from lantoa.ledger.models import Form, StoredFile, Theme
from lantoa.ledger.queries import ids_by_code
from lantoa.organisation.access import Actor, actor_of, live_on
from lantoa.organisation.models import Account, Agency, Body
from lantoa.organisation.queries import called_today, find_unit
from lantoa.plans.actions import make_draft
from lantoa.plans.actions.exchanging import SheetRefused, amended_values, apply_sheet
from lantoa.plans.drafting import CLAUSES
from lantoa.plans.editing import EMPTY_TIME, Content
from lantoa.plans.exchange import AT_ONCE, Change, RowError, in_order
from lantoa.plans.models import Citation, Draft, Plan, PlanVersion
from lantoa.plans.queries.exchange import tasks_to_amend
from lantoa.plans.reading import KnownUnit, parse
from lantoa.plans.vocabulary import form_codes, theme_codes


def who_imports(code: str, email: str) -> tuple[Agency, Actor]:
    """The live agency of a code and the actor of an account. Raises Refused naming what is not there."""
    agency = Agency.objects.filter(live_on(clock.today()), code__iexact=code).first()
    if agency is None:
        raise Refused(f"Không có cơ quan nào đang hoạt động mang mã {code}.", code="unknown_agency")
    account = Account.objects.select_related("person").filter(email=email.lower(), is_active=True).first()
    if account is None:
        raise Refused(f"Không có tài khoản {email}.", code="unknown_account")
    return agency, actor_of(account)


def draft_from_file(
    data: bytes, name: str, agency: Agency, *, actor: Actor, amends: Plan | None = None
) -> Draft:
    """Reads a file into a draft and keeps the original. Raises documents.blocks.Unreadable with the way out."""
    source = read(data, name)
    content = understand(source, agency)
    ready = keeping.make_ready_bytes(data, name)
    with transaction.atomic():
        file = keep(ready, agency_id=agency.pk, actor=actor)
        return make_draft(source, content, agency, actor=actor, file=file, amends=amends)


def read_later(data: bytes, name: str, agency: Agency, *, actor: Actor) -> Job:
    """Keeps a big file and asks for it to be read by a worker. The job's result names the draft."""
    ready = keeping.make_ready_bytes(data, name)
    with transaction.atomic():
        file = keep(ready, agency_id=agency.pk, actor=actor)
        return later(
            "lantoa.plans.jobs.read_document",
            actor=actor,
            title=f"Đọc văn bản {name}",
            agency_id=agency.pk,
            file_id=file.pk,
            file_name=name,
            person_id=actor.person_id,
            agency=agency.pk,
        )


def read_stored(file: StoredFile, name: str, agency: Agency) -> tuple[Source, Content]:
    """A kept file as `make_draft` wants it. Raises Unreadable."""
    source = read(storage.path_of(file.sha256).read_bytes(), name)
    return source, understand(source, agency)


def draft_from_text(pasted: str, agency: Agency, *, actor: Actor, amends: Plan | None = None) -> Draft:
    """As `draft_from_file`, for text pasted from a Word window. Raises Unreadable when it is empty."""
    source = read_text(pasted)
    return make_draft(source, understand(source, agency), agency, actor=actor, amends=amends)


def empty_draft(agency: Agency, *, actor: Actor) -> Draft:
    """A draft to be written on screen, with the year and the issuer filled in and one empty task."""
    year = clock.today().year
    content = {
        "document": {
            "type": "Kế hoạch",
            "number": None,
            "issued_on": None,
            "subject": f"Tuyên truyền cải cách hành chính năm {year}",
            "issuer": agency.legal_name,
            "year_from": year,
            "year_to": year,
        },
        "tasks": [],
        "warnings": [],
    }
    return make_draft(Source("Soạn trên màn hình", "blank", ()), content, agency, actor=actor)


@dataclass(frozen=True, slots=True)
class Taken:
    """What a returned sheet did: how many tasks changed at once, and the draft of what a document must change."""

    tasks: int
    draft: Draft | None


def take_sheet(plan: Plan, changes: Sequence[Change], *, actor: Actor) -> Taken:
    """Carries out a compared sheet, all of it or nothing. Raises SheetRefused naming every row that is refused."""
    at_once = [change for change in changes if change.name in AT_ONCE]
    others = [change for change in changes if change.name not in AT_ONCE]
    with transaction.atomic():
        values = amended_values(plan, others, actor=actor)
        done = apply_sheet(plan, at_once, actor=actor) if at_once else 0
        return Taken(done, amendment_draft(plan, actor=actor, values=values) if values else None)


def try_sheet(plan: Plan, changes: Sequence[Change], *, actor: Actor) -> None:
    """What `take_sheet` would refuse is refused here, every row of it at once, and nothing is changed."""
    errors: list[RowError] = []
    at_once = [change for change in changes if change.name in AT_ONCE]
    try:
        amended_values(plan, [change for change in changes if change.name not in AT_ONCE], actor=actor)
    except SheetRefused as refusal:
        errors += refusal.errors
    try:
        if at_once:
            apply_sheet(plan, at_once, actor=actor, dry=True)
    except SheetRefused as refusal:
        errors += refusal.errors
    if errors:
        raise SheetRefused(in_order(errors))


def amendment_draft(plan: Plan, *, actor: Actor, values: dict[int, dict[str, Any]] | None = None) -> Draft:
    """A draft of the next version: today's tasks, each tied to the task it is, to be changed, stopped or added to.

    `values` are changes that a sheet brought, by task.
    """
    version = plan.current
    assert version is not None  # noqa: S101 - every issued plan has a version
    tasks = tasks_to_amend(plan).select_related("terms")
    content: Content = {
        "document": {
            "type": version.document_type,
            "number": None,
            "issued_on": None,
            "subject": f"Điều chỉnh, bổ sung {lower_first(version.subject)}"[:300],
            "issuer": called_today(plan.agency).legal_name,
            "year_from": plan.year_from,
            "year_to": plan.year_to,
        },
        "parents": [_cited(row) for row in version.citations.filter(kind="parent")],
        "references": [_cited(row) for row in version.citations.filter(kind="reference")],
        **_clauses_of(version),
        "tasks": [_item_of(task) for task in tasks if task.terms],
        "warnings": [],
    }
    content = with_values(content, values or {})
    return make_draft(Source(str(version), "plan", ()), content, plan.agency, actor=actor, amends=plan)


def _cited(row: Citation) -> dict[str, Any]:
    return {
        "number": row.number,
        "issued_on": row.issued_on and row.issued_on.isoformat(),
        "issuer": row.issuer,
    }


def _clauses_of(version: PlanVersion) -> dict[str, list[dict[str, Any]]]:
    """What the version says besides tasks: a change of tasks leaves objectives and arrangements as they are."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name, _ in CLAUSES}
    names = {kind: name for name, kind in CLAUSES}
    for row in version.clauses.all():
        item: dict[str, Any] = {"text": row.text, "ordinal": row.ordinal, "source": row.source}
        if row.heading:
            item["heading"] = row.heading
        found[names[row.kind]].append(item)
    return found


def with_values(content: Content, values: dict[int, dict[str, Any]]) -> Content:
    """An amendment's content with the values a sheet brought, by task."""
    for item in content["tasks"]:
        wanted = values.get(item.get("task_id"), {})
        for name, value in wanted.items():
            if name in EMPTY_TIME:
                item["time"] = {**(item.get("time") or {}), name: value}
            else:
                item[name] = value
    return content


def understand(source: Source, agency: Agency) -> Content:
    """The grammar's reading of a source, with bodies, forms and themes of the system beside the words."""
    agency = called_today(agency)
    content: Content = parse(source, units=known_units(agency)).as_json()
    forms = ids_by_code(Form)
    themes = ids_by_code(Theme)
    for item in content["tasks"]:
        lead = find_unit(agency, item["lead"]) if item.get("lead") else None
        item["lead_body_id"] = lead.pk if lead else None
        partners = [find_unit(agency, name) for name in item.get("partners") or []]
        item["partner_body_ids"] = list(dict.fromkeys(body.pk for body in partners if body))
        item["form_ids"] = [forms[code] for code in form_codes(item.get("forms") or []) if code in forms]
        item["theme_ids"] = [themes[code] for code in theme_codes(item.get("themes") or []) if code in themes]
    return content


def known_units(agency: Agency) -> list[Any]:
    """The agency's live bodies as the grammar wants to know them."""
    bodies = Body.objects.filter(live_on(clock.today()), agency=agency)
    return [
        KnownUnit(key=str(body.pk), names=(body.name, *filter(None, [body.short_name]), *body.aliases))
        for body in bodies
    ]


def _item_of(task: Any) -> dict[str, Any]:
    terms = task.terms
    return {
        "task_id": task.pk,
        "ordinal": terms.ordinal or task.code,
        "text": terms.text,
        "lead": terms.lead,
        "lead_body_id": task.lead_body_id,
        "partners": terms.partners,
        "partner_body_ids": list(terms.partner_bodies.values_list("pk", flat=True)),
        "time": {
            "kind": terms.time_kind or None,
            "start": terms.start and terms.start.isoformat(),
            "end": terms.end and terms.end.isoformat(),
            "rrule": terms.rrule or None,
            "event_text": terms.event_text or None,
            "raw": terms.time_raw or None,
        },
        "product": terms.product,
        "budget": terms.budget,
        "audience": terms.audience,
        "note": terms.note,
        "weight": str(terms.weight),
        "form_ids": list(terms.forms.values_list("pk", flat=True)),
        "theme_ids": list(terms.themes.values_list("pk", flat=True)),
        "field_ids": list(terms.reform_fields.values_list("pk", flat=True)),
        "targets": [[target.measure_id, str(target.quantity)] for target in terms.targets.all()],
        "source": terms.source,
    }
