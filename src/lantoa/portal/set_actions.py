"""Verbs of sets: making, filling, timing, putting up all or nothing, taking down together."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page, Revision

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.text import nfc, squeeze
from lantoa.notices.actions import notify
from lantoa.organisation.access import APPROVE, PUBLISH, SYSTEM, Actor
from lantoa.organisation.models import Account, Agency
from lantoa.portal import access, releasing, set_access
from lantoa.portal.models import PortalPage, ReleaseSet, SetPage
from lantoa.ui.words import vndatetime

log = logging.getLogger(__name__)

FAILED = "portal.set_failed"
TRIED_FOR = timedelta(hours=1)
"""How long a release that broke for a reason nobody foresaw is tried again before people are told."""


@transaction.atomic
def make(agency: Agency, name: str, purpose: str = "", *, actor: Actor) -> ReleaseSet:
    """An empty set of an agency. Raises Refused without the right to write its pages, or without a name."""
    _require_fills(agency.pk, actor)
    row = ReleaseSet.objects.create(
        agency=agency, name=_name(name), purpose=squeeze(nfc(purpose))[:400],
        made_by_id=actor.person_id, made_at=clock.now(),
    )  # fmt: skip
    note("portal.set_made", row, actor=actor, using=PUBLISH)
    return row


@transaction.atomic
def rename(row: ReleaseSet, name: str, purpose: str, *, actor: Actor) -> ReleaseSet:
    held = _open_to_change(row, actor)
    before = [held.name, held.purpose]
    held.name, held.purpose = _name(name), squeeze(nfc(purpose))[:400]
    _grown(held, "name", "folded", "purpose")
    changes = {"Tên gói": [before[0], held.name], "Dùng cho việc gì": [before[1], held.purpose]}
    note("portal.set_changed", held, actor=actor, changes=changes, using=PUBLISH)
    return held


@transaction.atomic
def add_pages(row: ReleaseSet, pages: Sequence[PortalPage], *, actor: Actor) -> list[SetPage]:
    """Raises Refused for a page that the actor may not write, of another agency, or held by another open set."""
    held = _open_to_change(row, actor)
    wanted = {one.pk for one in pages}
    list(Page.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if taken := SetPage.objects.filter(page__in=wanted, held=True).select_related("set").first():
        where = "gói này" if taken.set_id == held.pk else f"gói “{taken.set.name}”"
        raise Refused(f"“{taken.title}” đã ở {where}; lấy ra khỏi gói đó trước.", code="held", field="pages")
    found = list(releasing.offered(actor, held).filter(pk__in=wanted))
    if not wanted or len(found) != len(wanted):
        raise Refused(
            "Chọn trang của cơ quan, chưa đăng hoặc có bản sửa chưa đăng.", code="no_page", field="pages"
        )
    made = [
        SetPage.objects.create(
            set=held, page_id=one.pk, title=one.title, added_by_id=actor.person_id, added_at=clock.now()
        )
        for one in sorted(found, key=lambda one: one.pk)
    ]
    _grown(held)
    summary = "; ".join(one.title for one in made)
    note("portal.set_pages_added", held, actor=actor, summary=summary, using=PUBLISH)
    return made


@transaction.atomic
def remove_page(one: SetPage, *, actor: Actor) -> ReleaseSet:
    """Lets the page go its own way again; an approval that it has stays."""
    held = _open_to_change(one.set, actor)
    if not SetPage.objects.filter(pk=one.pk, set=held).delete()[0]:
        raise Refused("Trang này đã được lấy ra khỏi gói.", code="gone")
    _grown(held)
    note("portal.set_page_removed", held, actor=actor, summary=one.title, using=PUBLISH)
    return held


@transaction.atomic
def time(row: ReleaseSet, at: datetime, *, actor: Actor) -> ReleaseSet:
    """Sets when the schedule puts the set up. Pages need not be ready yet; at that time they must."""
    held = _locked(row)
    _require_releases(held, actor)
    _require_open(held)
    if at <= clock.now():
        raise Refused("Giờ đăng phải ở sau lúc này.", code="past", field="day")
    if not held.rows.exists():
        raise Refused("Gói chưa có trang nào.", code="empty")
    held.release_at, held.timed_by_id = at, actor.person_id
    held.failed_at, held.failed_why = None, ""
    _grown(held, "release_at", "timed_by", "failed_at", "failed_why")
    note("portal.set_timed", held, actor=actor, summary=vndatetime(at), using=APPROVE)
    return held


@transaction.atomic
def untime(row: ReleaseSet, *, actor: Actor) -> ReleaseSet:
    held = _locked(row)
    _require_releases(held, actor)
    _require_open(held)
    if held.release_at is None:
        raise Refused("Gói không còn hẹn giờ đăng.", code="untimed")
    before = vndatetime(held.release_at)
    held.release_at = held.timed_by = None
    _grown(held, "release_at", "timed_by")
    note("portal.set_untimed", held, actor=actor, summary=before, using=APPROVE)
    return held


@transaction.atomic
def release(row: ReleaseSet, *, actor: Actor) -> ReleaseSet:
    """Puts every page up at one moment. Raises Refused, naming pages and reasons, and then nothing has gone out."""
    held = _locked(row)
    _require_releases(held, actor)
    return _put_up(held, _account(actor), actor)


def _put_up(held: ReleaseSet, account: Account | None, actor: Actor) -> ReleaseSet:
    """In the caller's transaction, over a locked set. Pages are locked too: no draft slips in between."""
    _require_open(held)
    numbers = held.rows.exclude(page=None).values_list("page_id", flat=True)
    list(Page.objects.select_for_update().filter(pk__in=list(numbers)).order_by("pk"))
    found = releasing.pages_of(held, anew=True)
    if not found:
        raise Refused("Gói chưa có trang nào.", code="empty")
    if said := releasing.said_of(found):
        raise Refused(f"Chưa trang nào được đăng. {said}", code="not_ready")
    for one in found:
        _put_up_page(one, account)
    by_time = account is None and held.release_at is not None
    held.state, held.released_at = ReleaseSet.State.RELEASED, clock.now()
    held.released_by_id = held.timed_by_id if by_time else actor.person_id
    held.release_at = held.failed_at = None
    held.failed_why = ""
    _grown(held, "state", "released_at", "released_by", "release_at", "failed_at", "failed_why")
    summary = "; ".join(one.row.title for one in found)
    note("portal.set_released", held, actor=actor, summary=summary, using="" if by_time else APPROVE)
    return held


def _put_up_page(one: releasing.Standing, account: Account | None) -> None:
    """As a single publication: the log, the entry in the ledger and the copy are those of any page."""
    was_live, revision = one.page.live, one.page.latest_revision
    if not one.live:
        _publish(one.row.title, revision, account)
    one.row.held, one.row.put_up, one.row.revision = False, not was_live, revision
    one.row.title = one.page.title
    one.row.save(update_fields=["held", "put_up", "revision", "title"])


def _publish(title: str, revision: Revision, account: Account | None) -> None:
    how: Any = True if account is not None else "wagtail.publish.scheduled"
    try:
        revision.publish(user=account, log_action=how)
    except ValidationError as error:
        why = " ".join(error.messages)
        raise Refused(f"Chưa trang nào được đăng. “{title[:80]}”: {why}", code="not_ready") from error
    except Refused as refusal:
        raise Refused(
            f"Chưa trang nào được đăng. “{title[:80]}”: {refusal.message}", code="not_ready"
        ) from refusal
    if not Page.objects.filter(pk=revision.object_id, live=True, live_revision=revision).exists():
        raise Refused(f"Chưa trang nào được đăng. “{title[:80]}” không ra cổng ngay được.", code="not_ready")


def release_due(*, actor: Actor) -> int:
    """Puts up the sets whose time has come; each is a transaction of its own. How many went out.

    One that may not go out loses its time, and who made it and who set the time are told: once, because it is due
    no longer.
    """
    due: Any = ReleaseSet.objects.filter(state=ReleaseSet.State.OPEN, release_at__lte=clock.now())
    done = 0
    for set_id, at in list(due.order_by("release_at", "pk").values_list("pk", "release_at")):
        try:
            done += _release_timed(set_id, actor)
        except Refused as refusal:
            _give_up(set_id, at, refusal.message, actor)
        except Exception:  # the next set has its time too; this one is tried again at the next tick
            log.exception("A set was not published in time")
            if clock.now() - at > TRIED_FOR:
                _give_up(set_id, at, "Lỗi của hệ thống; quản trị viên xem nhật ký máy chủ.", actor)
    return done


@transaction.atomic
def _release_timed(set_id: int, actor: Actor) -> int:
    """Locked, and asked again: two workers may have found it."""
    held = ReleaseSet.objects.select_for_update(of=("self",)).filter(pk=set_id).first()
    if held is None or held.state != ReleaseSet.State.OPEN:
        return 0
    if held.release_at is None or held.release_at > clock.now():
        return 0
    _put_up(held, None, actor)
    return 1


@transaction.atomic
def _give_up(set_id: int, at: datetime, why: str, actor: Actor) -> None:
    held = ReleaseSet.objects.select_for_update(of=("self",)).filter(pk=set_id, release_at=at).first()
    if held is None or held.state != ReleaseSet.State.OPEN:
        return
    people = {one for one in (held.made_by_id, held.timed_by_id) if one is not None}
    held.failed_at, held.failed_why = clock.now(), why
    held.release_at = held.timed_by = None
    _grown(held, "failed_at", "failed_why", "release_at", "timed_by")
    note("portal.set_failed", held, actor=actor, summary=why)
    said = f"Gói “{held.name[:80]}” hẹn {vndatetime(at)} chưa đăng được; mở gói để xem trang nào, vì sao."
    notify(people, FAILED, said, reverse("sets:set", args=[held.pk]), actor=SYSTEM)


@transaction.atomic
def take_down(row: ReleaseSet, reason: str, *, actor: Actor) -> ReleaseSet:
    """Takes off what the set brought out. Pages that stood on the portal before it stay."""
    held = _locked(row)
    _require_releases(held, actor)
    if held.state != ReleaseSet.State.RELEASED:
        raise Refused(f"Gói {held.get_state_display().lower()} nên không gỡ được.", code="not_released")
    why = _reason(reason)
    account = _account(actor)
    numbers = held.rows.exclude(page=None).values_list("page_id", flat=True)
    list(Page.objects.select_for_update().filter(pk__in=list(numbers)).order_by("pk"))
    down, _ = releasing.goes_down(held)
    for one in down:
        page: Any = one.page  # there: only rows whose page is live are read
        page.specific.unpublish(user=account)
    _end(held, ReleaseSet.State.DOWN, why, actor)
    summary = f"{why} ({'; '.join(one.title for one in down) or 'không còn trang nào đang đăng'})"
    note("portal.set_taken_down", held, actor=actor, summary=summary, using=APPROVE)
    return held


@transaction.atomic
def drop(row: ReleaseSet, reason: str, *, actor: Actor) -> ReleaseSet:
    """Gives up an open set: its pages go their own ways, nothing is put up or deleted."""
    held = _open_to_change(row, actor)
    why = _reason(reason)
    held.rows.update(held=False)
    _end(held, ReleaseSet.State.DROPPED, why, actor)
    note("portal.set_dropped", held, actor=actor, summary=why, using=PUBLISH)
    return held


def _end(held: ReleaseSet, state: str, why: str, actor: Actor) -> None:
    held.state, held.ended_why = state, why
    held.ended_by_id, held.ended_at = actor.person_id, clock.now()
    _grown(held, "state", "ended_why", "ended_by", "ended_at")


def _grown(held: ReleaseSet, *fields: str) -> None:
    held.edition += 1
    held.save(update_fields=["edition", *fields])


def _account(actor: Actor) -> Account | None:
    """Who stands at the editor for Wagtail, with the groups of today's roles. Nobody where the system acts."""
    account = Account.objects.filter(person=actor.person_id).first() if actor.person_id else None
    if account is not None:
        access.redraw_groups(account, actor)
    return account


def _locked(row: ReleaseSet) -> ReleaseSet:
    return ReleaseSet.objects.select_for_update(of=("self",)).get(pk=row.pk)


def _open_to_change(row: ReleaseSet, actor: Actor) -> ReleaseSet:
    held = _locked(row)
    _require_fills(held.agency_id, actor)
    _require_open(held)
    if held.release_at is not None:
        raise Refused(
            f"Gói đã hẹn đăng {vndatetime(held.release_at)}; lãnh đạo bỏ hẹn giờ rồi mới sửa.", code="timed"
        )
    return held


def _require_open(held: ReleaseSet) -> None:
    if held.state == ReleaseSet.State.OPEN:
        return
    if held.state == ReleaseSet.State.RELEASED:
        who = held.released_by.full_name if held.released_by else "Hệ thống"
        raise Refused(f"Gói đã được đăng: {who}, {vndatetime(held.released_at)}.", code="released")
    raise Refused(f"Gói {held.get_state_display().lower()}; lập gói khác.", code="ended")


def _require_fills(agency_id: int, actor: Actor) -> None:
    if not set_access.fills(actor, agency_id):
        raise Refused("Tài khoản này không viết trang của cơ quan.", code="forbidden")


def _require_releases(held: ReleaseSet, actor: Actor) -> None:
    if not set_access.releases(actor, held.agency_id):
        raise Refused("Chỉ người được đăng trang của cơ quan làm việc này.", code="forbidden")


def _name(words: str) -> str:
    name = squeeze(nfc(words))[:160]
    if not name:
        raise Refused("Nhập tên gói.", code="no_name", field="name")
    return name


def _reason(words: str) -> str:
    why = squeeze(nfc(words))[:400]
    if not why:
        raise Refused("Nhập lý do.", code="no_reason", field="reason")
    return why
