"""Agencies: written down, and corrected. What becomes of them is in `history`."""

from __future__ import annotations

import re
from dataclasses import fields

from django.db import transaction
from django.utils.text import slugify

from lantoa.audit.actions import note
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import fold, nfc, squeeze
from lantoa.organisation import changes
from lantoa.organisation.access import ADMINISTER, Actor
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Agency

CODE = re.compile(r"[A-ZĐ][A-ZĐ0-9.\-]{0,28}")
ACCENT = re.compile(r"#[0-9a-fA-F]{6}")
# Addresses of the installation itself: an agency may not live there.
RESERVED = frozenset(
    {"ban-lam-viec", "tai-khoan", "soan-trang", "cai-dat", "static", "tep-trang", "suc-khoe", "lich", "tim"}
    | {"ke-hoach", "mau", "api", "robots", "favicon", "co-quan"}
)


@transaction.atomic
def create_agency(draft: AgencyDraft, *, actor: Actor) -> Agency:
    """Writes down an agency under its parent, or a new root.

    Who administers the parent may; a root is made by who administers a root, or by the installation itself.
    """
    parent = _parent(draft)
    _require_over(parent, actor)
    agency = Agency(**_values(draft), parent=parent)
    _refuse_nonsense(agency)
    agency.save(force_insert=True)
    agency.path = f"{parent.path if parent else '/'}{agency.pk}/"
    agency.save(update_fields=["path"])
    note("organisation.agency_created", agency, actor=actor, agency_id=agency.pk)
    return agency


@transaction.atomic
def revise_agency(agency: Agency, draft: AgencyDraft, *, actor: Actor) -> Agency:
    """Corrects what was written down. Name, code and parent change by an event, so here only to mend a slip.

    The parent cannot change here at all: `transfer_agency` does that with its legal basis.
    """
    actor.require(ADMINISTER, agency.pk)
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    wanted = _values(draft)
    wanted.pop("valid_to")
    if not draft.slug:
        wanted.pop("slug")
    changed = changes.apply(agency, wanted) if _differs(agency, wanted) else {}
    _refuse_nonsense(agency)
    if changed:
        note("organisation.agency_revised", agency, actor=actor, agency_id=agency.pk, changes=changed)
    return agency


def free_slug(wanted: str, *, without: int | None = None) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3` … that nobody lives at."""
    base = slugify(fold(wanted))[:54] or "co-quan"
    if base in RESERVED:
        base = f"{base}-1"
    rows = Agency.objects.filter(slug__startswith=base)
    taken = {slug for pk, slug in rows.values_list("pk", "slug") if pk != without}
    number = 1
    slug = base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _require_over(parent: Agency | None, actor: Actor) -> None:
    if parent is not None:
        actor.require(ADMINISTER, parent.pk)
        return
    if not (actor.system or actor.administers_all):
        raise Refused(
            "Chỉ quản trị của cơ quan cấp cao nhất được lập thêm cơ quan cùng cấp.",
            code="forbidden",
            field="parent",
        )


def _parent(draft: AgencyDraft) -> Agency | None:
    if draft.parent_id is None:
        return None
    parent = Agency.objects.filter(pk=draft.parent_id).first()
    if parent is None:
        raise Refused("Không có cơ quan cấp trên đã chọn.", code="no_parent", field="parent")
    if parent.valid_to and (draft.valid_to is None or draft.valid_to > parent.valid_to):
        raise Refused(
            f"{parent.legal_name} đã kết thúc hoạt động; chọn cơ quan cấp trên đang hoạt động.",
            code="parent_ended",
            field="parent",
        )
    return parent


def _values(draft: AgencyDraft) -> dict[str, object]:
    values = {item.name: getattr(draft, item.name) for item in fields(draft) if item.name != "parent_id"}
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = squeeze(nfc(value))
    values["code"] = str(values["code"]).upper()
    values["slug"] = values["slug"] or free_slug(draft.short_name or draft.legal_name)
    values["short_name"] = values["short_name"] or str(values["legal_name"])[:120]
    return values


def _differs(agency: Agency, wanted: dict[str, object]) -> bool:
    return any(getattr(agency, name) != value for name, value in wanted.items())


def _refuse_nonsense(agency: Agency) -> None:
    """Raises Refused with the field to mend: the database would only say that a constraint failed."""
    if not agency.legal_name:
        raise Refused("Nhập tên đầy đủ của cơ quan.", code="blank", field="legal_name")
    if agency.level not in Agency.Level.values:
        raise Refused("Chọn cấp của cơ quan.", code="level", field="level")
    if not CODE.fullmatch(agency.code):
        raise Refused(
            "Mã gồm chữ in hoa không dấu, số, dấu chấm hoặc gạch nối, ví dụ SXD.", code="code", field="code"
        )
    if not ACCENT.fullmatch(agency.accent):
        raise Refused("Nhập màu dạng #0b5a66.", code="accent", field="accent")
    if agency.valid_to and agency.valid_to < agency.valid_from:
        raise Refused("Ngày kết thúc phải từ ngày thành lập trở đi.", code="dates", field="valid_to")
    others = Agency.objects.exclude(pk=agency.pk) if agency.pk else Agency.objects.all()
    if agency.valid_to is None:
        twin = others.filter(code=agency.code, valid_to=None).first()
        if twin:
            raise Refused(f"Mã {agency.code} đang là của {twin.legal_name}.", code="code_taken", field="code")
    if slugify(agency.slug) != agency.slug or agency.slug in RESERVED:
        raise Refused(
            "Địa chỉ gồm chữ thường không dấu, số và gạch nối, không trùng địa chỉ của hệ thống.",
            code="slug",
            field="slug",
        )
    if others.filter(slug=agency.slug).exists():
        raise Refused(f"Địa chỉ {agency.slug} đã có cơ quan dùng.", code="slug_taken", field="slug")
