"""Figures that go out by themselves: who gets them when, sending them, and telling the owner when it fails."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from lantoa.audit.actions import note
from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.foundation.periods import ReportingRound
from lantoa.foundation.text import format_date
from lantoa.jobs.actions import later
from lantoa.ledger.actions import store_bytes
from lantoa.ledger.models import StoredFile
from lantoa.notices.actions import notify
from lantoa.organisation.access import PLAN, Actor
from lantoa.organisation.models import Agency
from lantoa.organisation.queries import coordinators_of
from lantoa.reports.addresses import address_of_mailed, address_of_mailing
from lantoa.reports.labels import in_file_name
from lantoa.reports.models import Issue, Mailing, MailingRun, Report
from lantoa.reports.printing import in_sentence
from lantoa.reports.queries import mailings as queries
from lantoa.reports.queries.printing import print_issue, print_report
from lantoa.reports.queries.rounds import report_of

NO_RIGHT = "Chỉ đầu mối cải cách hành chính đặt lịch gửi số liệu của cơ quan."
LOST_AFTER = timedelta(hours=6)
WATCHED = timedelta(days=5)
"""How long letters of a mailing are watched: they are given up after three days."""


@dataclass(frozen=True, slots=True)
class MailingDraft:
    what: str
    timing: str
    number: int
    form: str
    person_ids: tuple[int, ...]


@transaction.atomic
def add_mailing(agency: Agency, draft: MailingDraft, *, actor: Actor) -> Mailing:
    """Sends the running figures to people of the agency by themselves from today on; the actor is told of failures.

    Raises Refused for a day that no month has, and for people who may not read unfinished reports there.
    """
    actor.require(PLAN, agency.pk, message=NO_RIGHT)
    if actor.person_id is None:
        raise Refused(NO_RIGHT, code="forbidden")
    _require_day(draft)
    people = list(queries.may_receive(agency).filter(pk__in=draft.person_ids))
    if not people or len(people) != len(set(draft.person_ids)):
        raise Refused(
            "Chọn người nhận trong danh sách: người của cơ quan có tài khoản, được xem báo cáo đang soạn.",
            code="recipients",
            field="recipients",
        )
    mailing = Mailing.objects.create(
        agency=agency, owner_id=actor.person_id, what=draft.what, timing=draft.timing, number=draft.number,
        form=draft.form, since=clock.today(),
    )  # fmt: skip
    mailing.recipients.set(people)
    names = ", ".join(person.full_name for person in people)
    note(
        "reports.mailing_added",
        mailing,
        actor=actor,
        agency_id=agency.pk,
        summary=f"{mailing}: {names}"[:500],
    )
    return mailing


def _require_day(draft: MailingDraft) -> None:
    first, last = (1, 28) if draft.timing == Mailing.Timing.DAY else (0, 20)
    if not first <= draft.number <= last:
        raise Refused(f"Nhập số từ {first} đến {last}.", code="day", field="number")


@transaction.atomic
def pause_mailing(mailing: Mailing, *, actor: Actor) -> Mailing:
    locked = _locked(mailing, actor)
    if locked.paused_on is None:
        locked.paused_on = clock.today()
        locked.save(update_fields=["paused_on"])
        note("reports.mailing_paused", locked, actor=actor, agency_id=locked.agency_id)
    return locked


@transaction.atomic
def resume_mailing(mailing: Mailing, *, actor: Actor) -> Mailing:
    """Goes on from today; what fell into the pause is not made up for."""
    locked = _locked(mailing, actor)
    if locked.paused_on is not None:
        locked.paused_on, locked.since = None, clock.today()
        locked.save(update_fields=["paused_on", "since"])
        note("reports.mailing_resumed", locked, actor=actor, agency_id=locked.agency_id)
    return locked


@transaction.atomic
def remove_mailing(mailing: Mailing, *, actor: Actor) -> None:
    locked = _locked(mailing, actor)
    note("reports.mailing_removed", locked, actor=actor, agency_id=locked.agency_id, summary=str(locked))
    locked.delete()


@transaction.atomic
def mail_now(mailing: Mailing, *, actor: Actor) -> MailingRun:
    """Sends the running figures once more, apart from the calendar."""
    locked = _locked(mailing, actor)
    period = queries.running_period(locked)
    if period is None:
        raise Refused("Không có kỳ báo cáo nào đang chạy để gửi.", code="no_period")
    if locked.runs.filter(state=MailingRun.State.PREPARING).exists():
        raise Refused("Lần gửi trước chưa lập xong. Chờ vài phút rồi xem lại.", code="preparing")
    return _begin(locked, clock.today(), period, by_hand=True, actor=actor)


def start_mailings(day: date, *, actor: Actor) -> int:
    """Asks for every mailing that is due; of two who ask at once, one begins it. How many were begun."""
    begun = 0
    for due in queries.due_on(day):
        with transaction.atomic():
            locked = Mailing.objects.select_for_update().filter(pk=due.mailing.pk, paused_on=None).first()
            if locked is None or locked.runs.filter(day=due.day, by_hand=False).exists():
                continue
            _begin(locked, due.day, due.period, by_hand=False, actor=actor)
            begun += 1
    return begun


def _begin(mailing: Mailing, day: date, period: ReportingRound, *, by_hand: bool, actor: Actor) -> MailingRun:
    run = MailingRun.objects.create(
        mailing=mailing, day=day, period=period.period.code, starts=period.window.start, ends=period.window.end,
        by_hand=by_hand, asked_at=clock.now(),
    )  # fmt: skip
    later(
        "lantoa.reports.jobs.mail_figures",
        actor=None if actor.system else actor,
        title=f"Lập và gửi số liệu {in_sentence(run.label)}",
        key=run.key,
        agency_id=mailing.agency_id,
        run_id=run.pk,
    )
    note("reports.mailing_begun", mailing, actor=actor, agency_id=mailing.agency_id, summary=run.label)
    return run


def carry_out(run: MailingRun, *, actor: Actor) -> MailingRun:
    """Prints the figures and tells the recipients where they lie; empty figures go out as well. Done once.

    The file stays in the house: the letter leads to it, and whoever opens it is asked for their rights once more.
    Raises Refused when it cannot be printed or nobody is left to read it.
    """
    mailing = run.mailing
    agency = mailing.agency
    if agency.valid_to and agency.valid_to < clock.today():
        raise Refused(
            f"{agency.legal_name} không còn hoạt động từ ngày {format_date(agency.valid_to)}.", code="ended"
        )
    wanted = set(mailing.recipients.values_list("pk", flat=True))
    people = list(queries.may_receive(agency).filter(pk__in=wanted))
    if not people:
        raise Refused("Không còn người nhận nào được xem báo cáo đang soạn của cơ quan.", code="nobody")
    file, entries, issued = _print(run, actor)
    with transaction.atomic():
        locked = (
            MailingRun.objects.select_for_update(of=("self",))
            .select_related("mailing__agency")
            .get(pk=run.pk)
        )
        if locked.state != MailingRun.State.PREPARING:
            return locked
        _end(locked, MailingRun.State.SENT, file=file, told=len(people), entries=entries)
        # Nobody is left out as "the one who acts": the owner may be a recipient too, and the system sends.
        notify(
            people,
            "reports.mailed",
            _title(locked, issued),
            address_of_mailed(locked),
            actor=actor,
            key=locked.key,
        )
        if len(people) < len(wanted):
            _alert(
                locked,
                f"{len(wanted) - len(people)} người nhận không còn quyền xem nên không được gửi.",
                actor,
            )
        note(
            "reports.mailing_sent", mailing, actor=actor, agency_id=agency.pk, summary=_title(locked, issued)
        )
    return locked


def _print(run: MailingRun, actor: Actor) -> tuple[StoredFile, int, bool]:
    """The issued report where there is one, else the figures as they stand, marked as a draft."""
    agency = run.mailing.agency
    report = report_of(agency.pk, run.period)
    issued = _signed(report)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"so-lieu-{in_file_name(run.label)}.{run.mailing.form}"
        if issued is not None:
            count = print_issue(issued, path, run.mailing.form)
        else:
            shown = report or Report(agency=agency, period=run.period, starts=run.starts, ends=run.ends)
            count = print_report(shown, path, run.mailing.form)
        return store_bytes(path.read_bytes(), path.name, agency, actor=actor), count, issued is not None


def _signed(report: Report | None) -> Issue | None:
    if report is None:
        return None
    rows = report.issues.filter(signing__isnull=False).select_related("report__agency", "inputs", "signing")
    return rows.order_by("-number").first()


def _title(run: MailingRun, issued: bool) -> str:
    name = in_sentence(run.label)
    if issued:
        return f"Báo cáo {name} đã ban hành"
    until = f", tính đến {format_date(min(run.ends, clock.today()))}"
    empty = "" if run.entries else ": chưa có số liệu nào"
    return f"Số liệu {name} (dự thảo{until}){empty}"


@transaction.atomic
def give_up(run: MailingRun, why: str, *, actor: Actor) -> None:
    """Marks it failed and tells the owner why, in words."""
    locked = (
        MailingRun.objects.select_for_update(of=("self",)).select_related("mailing__agency").get(pk=run.pk)
    )
    if locked.state == MailingRun.State.PREPARING:
        _end(locked, MailingRun.State.FAILED, error=why[:500])
        _alert(locked, why, actor)
        note(
            "reports.mailing_failed", locked.mailing, actor=actor, agency_id=locked.mailing.agency_id,
            summary=why[:300],
        )  # fmt: skip


def watch_mailings(*, actor: Actor) -> int:
    """Looks after what was begun: jobs that vanished, letters that no server took. How many owners were told anew."""
    now = clock.now()
    told = 0
    lost = MailingRun.objects.filter(state=MailingRun.State.PREPARING, asked_at__lt=now - LOST_AFTER)
    for run in lost.select_related("mailing__agency"):
        give_up(run, "Việc nền lập số liệu dừng giữa chừng. Bấm “Gửi ngay” để gửi lại.", actor=actor)
        told += 1
    sent = MailingRun.objects.filter(state=MailingRun.State.SENT, asked_at__gte=now - WATCHED, error="")
    for run in sent.select_related("mailing__agency"):
        bad = queries.undelivered(run)
        if bad:
            _letters_failed(run, bad, actor)
            told += 1
    return told


@transaction.atomic
def _letters_failed(run: MailingRun, bad: list[tuple[str, str]], actor: Actor) -> None:
    why = "; ".join(f"{name}: {reason.rstrip('.')}" for name, reason in bad)
    words = f"Chưa gửi được thư cho {len(bad)} người. {why}."[:500]
    if MailingRun.objects.filter(pk=run.pk, error="").update(error=words):
        _alert(run, words, actor)
        note(
            "reports.mailing_failed",
            run.mailing,
            actor=actor,
            agency_id=run.mailing.agency_id,
            summary=words[:300],
        )


def _alert(run: MailingRun, why: str, actor: Actor) -> None:
    """To the owner; to who coordinates the agency now, where the owner does not work there any more."""
    mailing = run.mailing
    coordinators = coordinators_of(mailing.agency_id)
    people = {mailing.owner_id} if mailing.owner_id in coordinators or not coordinators else coordinators
    title = f"Gửi số liệu {in_sentence(run.label)}: {why}"
    notify(people, "reports.mailing_failed", title, address_of_mailing(mailing), actor=actor)


def _end(run: MailingRun, state: str, **values: object) -> None:
    run.state, run.ended_at = state, clock.now()
    for name, value in values.items():
        setattr(run, name, value)
    run.save(update_fields=["state", "ended_at", *values])


def _locked(mailing: Mailing, actor: Actor) -> Mailing:
    actor.require(PLAN, mailing.agency_id, message=NO_RIGHT)
    locked = (
        Mailing.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=mailing.pk).first()
    )
    if locked is None:
        raise Refused("Lịch gửi này đã bị xóa.", code="removed")
    return locked
