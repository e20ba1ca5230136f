"""What stands at the head and the foot of an agency's papers, as kept or as its address tells it."""

from __future__ import annotations

from lantoa.organisation.models import Agency, Letterhead

_KINDS = ("thành phố ", "tỉnh ", "tp. ", "tp ")


def letterhead_of(agency: Agency) -> Letterhead:
    """The agency's row; where nobody has filled it in, one that is not saved, with the place from the address."""
    return Letterhead.objects.filter(agency=agency).first() or Letterhead(
        agency=agency, place=place_of(agency.address), edition=0
    )


def place_of(address: str) -> str:
    """The province or commune in which papers are dated: the last part of the address, without its kind."""
    last = address.rsplit(",", 1)[-1].strip() if address else ""
    kind = next((kind for kind in _KINDS if last.lower().startswith(kind)), "")
    return last[len(kind) :].strip()


def symbol_of(row: Letterhead) -> str:
    """What stands after the stroke and the code of the kind: "SXD" of "88/BC-SXD"."""
    return row.symbol or row.agency.code


def lines_of(text: str) -> tuple[str, ...]:
    """A list that was written with a name on each line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
