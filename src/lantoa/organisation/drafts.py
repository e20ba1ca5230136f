"""What forms, workbooks and the demo hand to the actions: plain frozen values, not yet checked by a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """`valid_to` is set only where a past agency is written down after its end."""

    code: str
    legal_name: str
    short_name: str
    level: str
    valid_from: date
    parent_id: int | None = None
    valid_to: date | None = None
    slug: str = ""
    identifier: str = ""
    accent: str = "#0b5a66"
    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    domain: str = ""
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """`member_ids` belongs to a collective: the bodies that it stands for."""

    agency_id: int
    name: str
    valid_from: date
    kind: str = "unit"
    short_name: str = ""
    symbol: str = ""
    parent_id: int | None = None
    member_ids: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    position: int = 0
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    agency_id: int
    kind: str
    name: str
    valid_from: date
    body_id: int | None = None
    address: str = ""
    hours: str = ""
    phone: str = ""
    map_url: str = ""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    full_name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    person_id: int
    agency_id: int
    role: str
    valid_from: date
    body_id: int | None = None
    title: str = ""
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class DelegationDraft:
    membership_id: int
    to_id: int
    valid_from: date
    valid_to: date
    reason: str


@dataclass(frozen=True, slots=True)
class LetterheadDraft:
    """Lists are given line by line."""

    place: str = ""
    symbol: str = ""
    addressed_to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    authority: str = ""
    on_behalf: str = ""
    signer_title: str = ""
    signer: str = ""
