"""What stands at the head and the foot of an agency's reports."""

from __future__ import annotations

from lantoa.organisation.models import Agency
from lantoa.reports.contents import Letterhead
from lantoa.reports.models import Issue


def letterhead_of(agency: Agency) -> Letterhead:
    """From the agency's address and the last issue's signing: who signed last signs again until told otherwise."""
    signed = (
        Issue.objects.filter(report__agency=agency, signing__isnull=False)
        .select_related("signing")
        .order_by("-signing__signed_on", "-pk")
        .first()
    )
    place = place_of(agency.address)
    if signed is None:
        return Letterhead(place=place)
    return Letterhead(place=place, signer=signed.signing.signer, signer_title=signed.signing.signer_title)


def place_of(address: str) -> str:
    """The province or commune in which papers are dated: the last part of the address, without its kind."""
    last = address.rsplit(",", 1)[-1].strip() if address else ""
    for kind in ("thành phố ", "tỉnh ", "TP. ", "Thành phố ", "Tỉnh "):
        last = last.removeprefix(kind)
    return last
