"""The door to the editor. Roles are the truth; Wagtail's groups are their shadow, redrawn at every request.

Whoever may PUBLISH for an agency writes in its pages; whoever may APPROVE there too publishes. Nobody else is let in.
A role that ended yesterday, or a delegation that was revoked, takes the group along at the next request.
"""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Collection

from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation.access import APPROVE, PUBLISH, SEE, Actor
from lantoa.organisation.models import Account, Agency
from lantoa.portal.models import AgencyHome, Attachment, Opinion, Picture, PictureRendition

WRITERS, APPROVERS = "bien-tap", "duyet"


def group_name(kind: str, agency_id: int) -> str:
    """`cong:12:duyet`: by number, because names of agencies change."""
    return f"cong:{agency_id}:{kind}"


def writes_for(actor: Actor) -> frozenset[int]:
    """Agencies in whose pages the actor may write."""
    return actor.scope(PUBLISH).agencies


def approves_for(actor: Actor) -> frozenset[int]:
    """Agencies whose pages the actor may publish."""
    return writes_for(actor) & actor.scope(APPROVE).agencies


def without_home(agency_ids: frozenset[int]) -> QuerySet[Agency]:
    """Which of these have no pages yet, or pages under an address that is theirs no longer."""
    homes = AgencyHome.objects.filter(agency=OuterRef("pk"), slug=OuterRef("slug"))
    return Agency.objects.filter(pk__in=agency_ids).exclude(Exists(homes))


def redraw_groups(account: Account, actor: Actor) -> None:
    """Makes the account's groups those of today's roles. Writes only where they differ."""
    wanted = {group_name(WRITERS, pk) for pk in writes_for(actor)}
    wanted |= {group_name(APPROVERS, pk) for pk in approves_for(actor)}
    held = set(account.groups.values_list("name", flat=True))
    if held == wanted:
        return
    with transaction.atomic():
        account.groups.set(Group.objects.filter(name__in=wanted))


def rendition_for(account: Account, name: str) -> PictureRendition:
    """A size of a picture that the account may choose from. Raises NotVisible."""
    allowed = picture_policy.instances_user_has_any_permission_for(account, ["choose", "change", "add"])
    row = PictureRendition.objects.filter(file=name, image__in=allowed).first()
    if row is None:
        raise NotVisible
    return row


def original_for(account: Account, name: str) -> Picture:
    """A picture as it is kept, for whoever may choose from its collection. Raises NotVisible."""
    allowed = picture_policy.instances_user_has_any_permission_for(account, ["choose", "change", "add"])
    row = allowed.filter(file=name).first()
    if row is None:
        raise NotVisible
    return row


def attachment_for(account: Account, attachment_id: int) -> Attachment:
    """A document that the account may choose. Raises NotVisible."""
    allowed = document_policy.instances_user_has_any_permission_for(account, ["choose", "change", "add"])
    row = allowed.filter(pk=attachment_id).first()
    if row is None:
        raise NotVisible
    return row


def collection_of(agency: Agency) -> Collection:
    """The agency's own pictures and documents. Raises Refused where the agency has no pages yet."""
    found = Collection.objects.filter(group_permissions__group__name=group_name(WRITERS, agency.pk)).first()
    if found is None:
        raise Refused(f"{agency} chưa có trang trên cổng.", code="no_home")
    return found


def reads_for(actor: Actor) -> frozenset[int]:
    """Agencies of whose readers the actor may know: what they said, how many they were. Never who."""
    return actor.scope(SEE).agencies | writes_for(actor)


def may_read_of_readers(actor: Actor) -> bool:
    return bool(reads_for(actor))


def visible_opinions(actor: Actor) -> QuerySet[Opinion]:
    return Opinion.objects.filter(agency__in=reads_for(actor))
