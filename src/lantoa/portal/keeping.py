"""Which answers may be kept and given to the next reader as they are: a public view says so, nothing else is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.http import HttpResponse

R = TypeVar("R", bound=HttpResponse)


@dataclass(frozen=True, slots=True)
class Kept:
    """On the answer as `kept`. A reading of it counts for the agency and the page; without an agency it is not counted."""

    agency_id: int = 0
    page_id: int = 0


def keep(response: R, agency_id: int = 0, page_id: int = 0) -> R:
    """The same answer, marked. It must not depend on who asks: only on the address and on what is stored."""
    response.kept = Kept(agency_id, page_id)  # type: ignore[attr-defined]
    return response


def kept(response: object) -> Kept | None:
    found = getattr(response, "kept", None)
    return found if isinstance(found, Kept) else None
