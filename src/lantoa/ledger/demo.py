"""The ledger's part of the demo: a year of work with photos, by calling actions only.

`record` is for the demos of rooms above, which tie what was done to their tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from lantoa.foundation import clock, workdays
from lantoa.ledger import actions, demo_figures
from lantoa.ledger.demo_work import WORK, Work
from lantoa.ledger.drafts import ActivityDraft, Amount, DocumentRef
from lantoa.ledger.models import Activity
from lantoa.ledger.refs import Ref
from lantoa.ledger.sketches import drawn_photo
from lantoa.organisation import demo as organisation
from lantoa.organisation.access import Actor, actor_of_person


def build(today: date) -> None:
    """Records the year as far as the day before `today`. Deterministic: the same day gives the same rows."""
    actions.ensure_reference_rows()
    made = organisation.find()
    began = date(today.year, 1, 5)
    days_so_far = max((today - timedelta(days=1) - began).days, 0)
    for number, work in enumerate(WORK):
        day = _working_day(began + timedelta(days=round(days_so_far * work.after)), today)
        _live(made, work, day, today, number)
    demo_figures.build(made, today)


def _working_day(day: date, today: date) -> date:
    """That day or the last working day before it; never `today` itself or later."""
    day = min(day, today - timedelta(days=1))
    while not workdays.is_working_day(day):
        day -= timedelta(days=1)
    return day


def record(
    day: date,
    draft: ActivityDraft,
    *,
    actor: Actor,
    towards: Sequence[Ref] = (),
    photos: int = 0,
    seed: int = 0,
    submit: bool = True,
) -> Activity:
    """Records on `day`, with that many drawn photos."""
    with clock.standing_on(day):
        activity = actions.record_activity(draft, actor=actor, towards=towards, submit=submit)
        for number in range(photos):
            attach_photo(activity, seed * 10 + number, actor=actor)
    return activity


def attach_photo(activity: Activity, seed: int, *, actor: Actor, caption: str = "") -> None:
    upload = SimpleUploadedFile(f"anh-{seed + 1:03}.jpg", drawn_photo(seed))
    actions.attach_file(activity, upload, actor=actor, caption=caption)


def _live(made: organisation.Demo, work: Work, day: date, today: date, number: int) -> None:
    actor = actor_of_person(made.people[work.by], day)
    submit = work.end != "kept"
    activity = record(
        day, _draft(made, work, day), actor=actor, photos=work.photos, seed=number, submit=submit
    )
    with clock.standing_on(day):
        if work.link:
            actions.attach_link(activity, work.link, actor=actor)
        if work.document:
            paper = DocumentRef(work.document, day, made.agencies[work.agency].legal_name)
            actions.attach_document(activity, paper, actor=actor)
    _end(made, work, activity, day, today)


def _draft(made: organisation.Demo, work: Work, day: date) -> ActivityDraft:
    return ActivityDraft(
        kind=work.kind,
        title=work.title,
        day=day,
        agency_id=made.agencies[work.agency].pk,
        body_id=made.bodies[f"{work.agency}.{work.body}"].pk,
        place=work.place,
        who=made.people[work.by].full_name,
        description=work.description,
        themes=work.themes,
        audiences=work.audiences,
        reform_fields=work.fields,
        forms=work.forms,
        integrated=work.integrated,
        amounts=tuple(Amount(code, Decimal(value)) for code, value in work.amounts),
    )


def _end(made: organisation.Demo, work: Work, activity: Activity, day: date, today: date) -> None:
    """What became of it, a working day later."""
    if work.end in ("waiting", "kept"):
        return
    later = min(workdays.add_working_days(day, 1), today)
    judge = actor_of_person(made.people[work.confirmed_by], later)
    with clock.standing_on(later):
        if work.end == "returned":
            actions.hand_back(activity, "Thiếu ảnh phát tờ gấp; bổ sung rồi gửi lại.", actor=judge)
            return
        actions.confirm(activity, actor=judge)
        if work.end == "voided":
            actions.void(activity, "Ghi trùng với hoạt động của Phòng Quản lý nhà.", actor=judge)
        elif work.end == "corrected":
            _correct(made, work, activity, later)


def _correct(made: organisation.Demo, work: Work, activity: Activity, day: date) -> None:
    """The list of those present was counted again: voided, replaced, and confirmed by who did not write it."""
    judge = actor_of_person(made.people["coordinator"], day)
    recorder = actor_of_person(made.people[work.by], day)
    actions.replace(activity, "Danh sách dự ghi thiếu 6 người.", actor=judge)
    amounts = tuple(
        Amount(code, Decimal(value + 6 if code == "M05-2" else value)) for code, value in work.amounts
    )
    draft = replace(_draft(made, work, activity.day), amounts=amounts)
    actions.revise_activity(activity, draft, actor=recorder)
    actions.submit(activity, actor=recorder)
    actions.confirm(activity, actor=actor_of_person(made.people[work.confirmed_by], day))
