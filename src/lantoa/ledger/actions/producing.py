"""What rooms above made public themselves: the act is its own proof, so nobody types it in and nobody uploads a picture.

The person who let it out (APPROVE in the agency) counts as who confirms; the person who made it, as who recorded it.
Where both are one, or nobody let it out by hand, it stays a draft that was sent: somebody else confirms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.ledger import registry
from lantoa.ledger.actions import checking, keeping, writing
from lantoa.ledger.drafts import ActivityDraft
from lantoa.ledger.models import Activity, Evidence, State
from lantoa.ledger.refs import Ref, SourceKey
from lantoa.organisation.access import APPROVE, SYSTEM, Actor


@dataclass(slots=True)
class Produced:
    """The activity, whether it is new, and the sentences of what it could not be counted towards."""

    activity: Activity
    is_new: bool = True
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def record_produced(
    draft: ActivityDraft,
    *,
    actor: Actor,
    author: Actor,
    source: SourceKey,
    link: str = "",
    towards: Sequence[Ref] = (),
) -> Produced:
    """Records once what `source` names. `actor` let it out, `author` made it. A second call changes nothing, also where the entry was voided meanwhile.

    What it cannot be counted towards is said, and stops nothing. Raises Refused for a draft that is wrong.
    """
    known = Activity.objects.filter(source_kind=source.kind, source_key=source.key).first()
    if known is not None:
        return Produced(known, is_new=False)
    checked = checking.check(draft, actor=SYSTEM)
    activity = writing.open_identity(checked, actor=author, source=source, submit=True)
    version = writing.write_version(activity, checked, number=1, actor=author)
    note("ledger.recorded", activity, actor=actor, summary=version.title)
    if link:
        Evidence.objects.create(
            activity=activity, kind=Evidence.Kind.LINK, url=link, added_at=clock.now(),
            added_by_id=author.person_id,
        )  # fmt: skip
        note("ledger.evidence_attached", activity, actor=actor, summary=link)
    registry.tell(registry.RECORDED, activity, actor=actor)
    made = Produced(activity)
    for ref in towards:
        _count_towards(made, ref)
    if _counts_as_confirmer(actor, author, activity):
        writing.mark_confirmed(activity, actor=actor)
        note("ledger.confirmed", activity, actor=actor, using=APPROVE)
        registry.tell(registry.CONFIRMED, activity, actor=actor)
    return made


def _counts_as_confirmer(approver: Actor, author: Actor, activity: Activity) -> bool:
    if approver.system or approver.person_id is None or author.person_id is None:
        return False
    return approver.person_id != author.person_id and approver.may(APPROVE, activity.agency_id)


def _count_towards(made: Produced, ref: Ref) -> None:
    """Each in a savepoint of its own: a refusal takes nothing else along."""
    try:
        with transaction.atomic():
            registry.towards_handler(ref.kind)(made.activity, ref.id, actor=SYSTEM)
    except Refused as refusal:
        made.refused.append(refusal.message)
    except NotVisible:
        made.refused.append("Không còn việc mà bản ghi này được tính vào.")


def add_snapshot(
    activity: Activity, data: bytes, name: str, *, actor: Actor, caption: str, client_key: str
) -> Evidence | None:
    """Puts a dated copy of what was made public on what `record_produced` recorded, also after it was confirmed.

    The same `client_key` twice is one. None, and nothing kept, for an entry that was voided or that people wrote.
    """
    ready = keeping.make_ready_bytes(data, name)
    with transaction.atomic():
        row = Activity.objects.select_for_update(of=("self",)).select_related("current").get(pk=activity.pk)
        if row.state == State.VOIDED or not row.source_kind or row.current is None:
            return None
        known = Evidence.objects.filter(activity=row, client_key=client_key).first()
        if known is not None:
            return known
        file = keeping.keep(ready, agency_id=row.agency_id, actor=actor)
        same = Evidence.objects.filter(activity=row, file=file, kind="file", detached_at=None).first()
        if same is not None:
            return same
        made = Evidence.objects.create(
            activity=row, kind=Evidence.Kind.FILE, file=file, caption=caption[:250], client_key=client_key,
            since=row.current.number, added_at=clock.now(), added_by_id=actor.person_id,
        )  # fmt: skip
        Activity.objects.filter(pk=row.pk).update(edition=F("edition") + 1)
        note("ledger.evidence_attached", row, actor=actor, summary=file.name)
    return made
