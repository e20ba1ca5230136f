"""What the page of a report being written shows: figures with the records behind them, words, what is wanting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse

from lantoa.foundation import clock
from lantoa.jobs.models import Job
from lantoa.organisation.access import PLAN, Actor
from lantoa.reports.actions.filing import WORDS
from lantoa.reports.contents import Contents, Difference, TaskLine, figures_digest, has_any
from lantoa.reports.forms import WordsForm, field_of
from lantoa.reports.models import Issue, OutlineItem, Report
from lantoa.reports.printing import STATES, bars_of
from lantoa.reports.queries import shown
from lantoa.reports.queries.entries import task_key
from lantoa.reports.queries.gathering import gather_report, outline_of
from lantoa.reports.web.figure_rows import Opens, OpensLedger, entries_url, figure_row
from lantoa.reports.web.records import Records
from lantoa.reports.wording import countdown, days_of, look_of, state_word, value_said
from lantoa.ui.charts import Bars
from lantoa.ui.words import vnpercent

TASKS_SHOWN = 100
STEPS = ("Soạn", "Chốt số liệu", "Ký", "Ban hành")
AT = {"writing": "1", "frozen": "3", "issued": "5"}
TASK_LOOKS = {"todo": "todo", "doing": "work", "done": "done", "late": "late", "stopped": "void"}


@dataclass(frozen=True, slots=True)
class TaskRow:
    text: str
    lead: str
    time: str
    activities: int
    look: str
    word: str
    url: str
    opened: str = ""


@dataclass(slots=True)
class Section:
    """A heading of the outline: what is gathered there, its words, last period's, and another writer's."""

    item: OutlineItem
    text: str
    look: str
    bound: Any = None
    before: str = ""
    written: shown.Written | None = None
    other: str = ""
    changed: tuple[str, ...] = field(default_factory=tuple)

    @property
    def key(self) -> str:
        return self.item.key


def context(
    report: Report, actor: Actor, *, form: WordsForm | None = None, others: Mapping[str, str] | None = None
) -> dict[str, Any]:
    gathered = gather_report(report, lines=False)
    contents = gathered.contents
    may_write = actor.may(PLAN, report.agency_id)
    outline = outline_of(report.agency)
    digest = figures_digest(contents)
    written = shown.written_in(report, contents, digest)
    if may_write and form is None:
        form = words_form(report, outline, written, digest)
    records, tasks = records_of(report, contents)
    before_label, before = shown.words_before(report)
    sections = list(_sections(outline, written, before, form if may_write else None, others or {}))
    changed = {row.code: row for found in written.values() for row in found.changed}
    opens = OpensLedger(
        contents, records, shown.issues_counted(contents), shown.issues_beside(actor, report, contents)
    )
    return {
        **frame(report),
        "may_write": may_write,
        **freezing(report, actor, may_write=may_write),
        "contents": contents,
        "records": records,
        **figures_told(contents, opens, changed),
        "bars": bars_with_records(contents, records),
        "plans": plan_rows(contents),
        "tasks": tasks,
        "sections": sections,
        "missing": [row.item.heading for row in sections if row.item.required and not row.text],
        "filled": sum(bool(row.text) for row in sections),
        "form": form,
        "before_label": before_label,
        "unproven": gathered.unproven,
        "unproven_url": records.activities(minh_chung="khong"),
        "days_over": report.ends < clock.today(),
        **files(actor, report),
    }


def frame(report: Report) -> dict[str, Any]:
    """Head and steps, the same on every page of a report."""
    correcting = bool(report.correction)
    today = clock.today()
    return {
        "report": report,
        "days": days_of(report.starts, report.ends),
        "correcting": correcting,
        "countdown": "" if correcting or report.state == "issued" else countdown(report.due_on, today),
        "look": look_of(report.state, report.due_on, today, correcting=correcting),
        "state_word": state_word(report.state, correcting=correcting),
        "steps": STEPS,
        "at": AT[report.state],
    }


def freezing(report: Report, actor: Actor, *, may_write: bool) -> dict[str, Any]:
    """A freeze under way, or why the last one came to nothing; its page is for who asked."""
    job = shown.last_freeze(report)
    mine = job is not None and actor.person_id is not None and job.asked_by_id == actor.person_id
    under_way = job is not None and job.is_open
    failed = job is not None and mine and job.state == Job.State.FAILED
    return {
        "may_freeze": may_write and not under_way,
        "freeze_job": job if under_way or failed else None,
        "freeze_is_mine": mine,
    }


def files(actor: Actor, report: Report, number: int = 0) -> dict[str, Any]:
    """What may be downloaded, and what this person had written already."""
    where = ("reports:download_issue", [report.pk, number]) if number else ("reports:download", [report.pk])
    return {
        "downloads": [(word, reverse(where[0], args=[*where[1], form])) for form, word in WORDS.items()],
        "files": shown.files_of(actor, report, number),
    }


def words_form(
    report: Report, outline: list[OutlineItem], written: Mapping[str, shown.Written], digest: str
) -> WordsForm:
    texts = {field_of(key): found.passage.text for key, found in written.items()}
    initial = {**texts, "edition": report.edition, "seen": digest}
    return WordsForm(outline=outline, initial=initial)


def figures_told(
    contents: Contents, opens: Opens, changed: Mapping[str, Difference] | None = None
) -> dict[str, Any]:
    """A measure with nothing in this period and the ones it is compared with stands among those left out."""
    rows = [(row, figure_row(row, opens, (changed or {}).get(row.code))) for row in contents.figures]
    return {
        "told": [row for figure, row in rows if has_any(figure)],
        "untold": [row for figure, row in rows if not has_any(figure)],
    }


def _sections(
    outline: list[OutlineItem],
    written: Mapping[str, shown.Written],
    before: Mapping[str, str],
    form: WordsForm | None,
    others: Mapping[str, str],
) -> Iterator[Section]:
    for item in outline:
        found = written.get(item.key)
        text = found.passage.text if found else ""
        look = "done" if text else "todo" if item.required else "info"
        changed = tuple(difference_said(row) for row in found.changed) if found else ()
        bound = form[field_of(item.key)] if form is not None else None
        yield Section(
            item, text, look, bound, before.get(item.key, ""), found, others.get(item.key, ""), changed
        )


def difference_said(row: Difference) -> str:
    """ "Tin, bài: 3 tin thành 5 tin"."""
    return f"{row.label}: {value_said(row.was, row.unit)} thành {value_said(row.now, row.unit)}"


def records_of(
    report: Report, contents: Contents, issue: Issue | None = None
) -> tuple[Records, list[TaskRow]]:
    """The records behind figures, and the first tasks as rows: files have them all.

    With `issue` the activities of a task are those that were counted when it was frozen.
    """
    first = contents.tasks[:TASKS_SHOWN]
    ids = shown.ids_behind(report, contents, first)
    plans = {plan.number: plan.plan_id for plan in contents.plans}
    tasks = [
        _task_row(task, plans.get(task.plan, 0), ids, issue if contents.traced else None) for task in first
    ]
    return (
        Records(
            report.starts, report.ends, ids.agencies, ids.measures, ids.forms, ids.bodies, ids.own_bodies
        ),
        tasks,
    )


def _task_row(task: TaskLine, plan_id: int, ids: shown.Ids, issue: Issue | None) -> TaskRow:
    pk = ids.tasks.get((plan_id, task.ordinal))
    url = reverse("plans:task", args=[pk]) if pk else ""
    text = f"{task.ordinal}. {task.text}" if task.ordinal else task.text
    opened = ""
    if issue is not None and task.activities:
        opened = entries_url(issue, nhiem_vu=task_key(plan_id, task.ordinal))
    return TaskRow(
        text, task.lead, task.time, task.activities, TASK_LOOKS[task.state], STATES[task.state], url, opened
    )


def plan_rows(contents: Contents) -> list[dict[str, Any]]:
    return [
        {
            "plan": plan,
            "url": reverse("plans:plan", args=[plan.plan_id]),
            "percent": "–" if plan.percent is None else vnpercent(plan.percent),
        }
        for plan in contents.plans
    ]


def bars_with_records(contents: Contents, records: Records) -> Bars:
    """The chart of the report; each bar opens its activities."""
    plain = bars_of(contents)
    codes = [form.code for form in contents.forms]
    bars = [replace(bar, url=records.with_form(code)) for bar, code in zip(plain.bars, codes, strict=True)]
    return replace(plain, bars=bars)
