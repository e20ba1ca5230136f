"""Setting what stands at the head and the foot of an agency's papers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.documents.writing.kinds import AUTHORITIES
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.organisation import changes
from lantoa.organisation.access import PLAN, Actor
from lantoa.organisation.drafts import LetterheadDraft
from lantoa.organisation.models import Agency, Letterhead

LISTS = ("addressed_to", "recipients")
MOST_LINES, LONGEST = 30, 250


@transaction.atomic
def set_letterhead(agency: Agency, draft: LetterheadDraft, *, actor: Actor, edition: int) -> Letterhead:
    """Keeps it for the papers made from now on; what was frozen or issued stays. `edition` is the one seen, 0 for none.

    Raises Refused when somebody else changed it in between, or a signature lacks the line that its authority needs.
    """
    actor.require(PLAN, agency.pk)
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    row = Letterhead.objects.filter(agency=agency).first()
    if (row.edition if row else 0) != edition:
        raise Refused("Người khác vừa sửa phần này. Mở lại trang để xem rồi sửa tiếp.", code="edition")
    wanted = _checked(draft)
    if row is None:
        row = Letterhead.objects.create(agency=agency, **wanted)
        changed: dict[str, list[Any]] = {_label(name): ["", value] for name, value in wanted.items() if value}
    else:
        changed = changes.apply(row, wanted)
        if not changed:
            return row
        row.edition += 1
        row.save(update_fields=["edition"])
    note("organisation.letterhead_changed", row, actor=actor, agency_id=agency.pk, changes=changed)
    return row


def _field(name: str) -> Any:
    return Letterhead._meta.get_field(name)


def _label(name: str) -> str:
    return str(_field(name).verbose_name)


def _checked(draft: LetterheadDraft) -> dict[str, str]:
    found = {}
    for name, value in asdict(draft).items():
        label = _label(name)
        if name in LISTS:
            lines = [line for line in (squeeze(nfc(line)) for line in value) if line]
            if len(lines) > MOST_LINES or any(len(line) > LONGEST for line in lines):
                raise Refused(
                    f"{label}: nhiều nhất {MOST_LINES} dòng, mỗi dòng {LONGEST} ký tự.",
                    code="too_long",
                    field=name,
                )
            found[name] = "\n".join(lines)
        else:
            found[name] = squeeze(nfc(value))
            if len(found[name]) > (_field(name).max_length or 0):
                raise Refused(f"{label} quá dài.", code="too_long", field=name)
    if found["authority"] not in AUTHORITIES:
        raise Refused("Chọn quyền hạn ký trong danh sách.", code="authority", field="authority")
    if found["authority"] in ("TM.", "KT.", "TL.", "TUQ.") and not found["on_behalf"]:
        raise Refused(
            f"Ký {found['authority']} thì ghi rõ thay mặt hoặc ký thay ai, ví dụ “Giám đốc”.",
            code="on_behalf",
            field="on_behalf",
        )
    if found["authority"] and not found["signer_title"]:
        raise Refused("Ghi chức vụ người ký.", code="signer_title", field="signer_title")
    return found
