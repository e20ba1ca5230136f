"""A guide and the register: where to file on the national portal, what changed since, the code on the leaflet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from lantoa.channels.models import Placement
from lantoa.organisation.models import Agency
from lantoa.portal import pages
from lantoa.portal.models import GuidePage, GuideSeen
from lantoa.procedures import queries as register
from lantoa.procedures.models import Procedure

TARGET = "portal.guide"
SPOT = "Tờ rơi hướng dẫn"
"""Where the code of a leaflet stands: it is handed out, not put up."""


REPEATED = (
    "code", "name", "resolver", "service", "days", "time_text", "fee", "legal_basis", "decision", "effective_from",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OnRegister:
    """What the register says of the guide's procedure. `changed`: it says something else than at the publication."""

    procedure: Procedure
    address: str
    portal: str
    standing: str
    successor: Procedure | None = None
    successor_url: str = ""
    changed: bool = False

    @property
    def over(self) -> bool:
        return self.standing in (register.ABOLISHED, register.REPLACED)

    @property
    def said(self) -> str:
        return register.STANDINGS[self.standing]


def on_register(page: GuidePage) -> OnRegister | None:
    """None for a guide that names no procedure of the register."""
    row = page.procedure
    if row is None:
        return None
    standing = register.standing_of(row)
    later = row.successor if standing == register.REPLACED else None
    return OnRegister(
        row,
        register.portal_address(row),
        register.portal().name,
        standing,
        later,
        _url_of(later) if later else "",
        changed_since(page),
    )


def changed_since(page: GuidePage) -> bool:
    """Whether the register says something else of the procedure than when the guide was published."""
    seen = GuideSeen.objects.filter(page_id=page.pk).first()
    return seen is not None and page.procedure is not None and seen.digest != digest_of(page.procedure)


def digest_of(row: Procedure) -> str:
    """Of what a guide repeats; when the register was last read is no change."""
    told = [str(getattr(row, name) or "") for name in REPEATED]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def remember(page: GuidePage) -> None:
    """Writes down what the register says, in place of what it said when the guide was published before."""
    GuideSeen.objects.filter(page_id=page.pk).delete()
    if page.procedure is not None:
        GuideSeen.objects.create(page_id=page.pk, digest=digest_of(page.procedure))


def _url_of(row: Procedure) -> str:
    found = GuidePage.objects.live().filter(procedure=row).first()
    return (found.url or "") if found else ""


def published(agency: Agency) -> list[GuidePage]:
    """The agency's published guides, by title."""
    home = pages.home_of(agency)
    if home is None:
        return []
    return list(GuidePage.objects.descendant_of(home).live().order_by("title", "pk"))


def placement_of(page: GuidePage) -> Placement | None:
    """The code of the guide's leaflet, while it is in use."""
    rows = Placement.objects.filter(target_kind=TARGET, target_key=str(page.pk), spot=SPOT, withdrawn_at=None)
    return rows.order_by("pk").first()


def leaflet_address(page: GuidePage) -> str:
    return reverse("portal:leaflet", args=[page.pk])


def stale(where: Q) -> list[tuple[GuidePage, OnRegister]]:
    """Published guides whose procedure is over, or was changed since."""
    found = []
    rows: Any = (
        GuidePage.objects.live().filter(where).exclude(procedure=None).select_related("procedure__successor")
    )
    for page in rows.order_by("path"):
        said = on_register(page)
        if said is not None and (said.over or said.changed):
            found.append((page, said))
    return found
