"""What must hold of an installation at every moment, also right after a kill -9: rows, files and audit agree."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from django.db import connection
from django.db.models import Count, F, Max, Q
from PIL import Image

from lantoa.audit import queries as audit
from lantoa.audit.models import Entry
from lantoa.ledger import storage
from lantoa.ledger.models import Activity, ActivityVersion, Evidence, Measurement, Register, State, StoredFile
from lantoa.ops.backups.writing import snapshot
from lantoa.plans.models import Draft, Instance, Plan, PlanVersion, Task, TaskTerms

_looked_at: dict[Path, tuple[int, int]] = {}


def troubles() -> list[str]:
    """Everything that is wrong, in words; each kind of row is read in one moment."""
    with snapshot():
        found = [*_activities(), *_values(), *_plans(), *_audited(), *_registers(), *_rows()]
    verdict = audit.verify()
    return found + _files() + [f"audit: {line}" for line in verdict.breaks]


def _activities() -> list[str]:
    headless = Activity.objects.filter(Q(current=None) | ~Q(current__activity=F("pk")))
    unnumbered = Activity.objects.annotate(n=Count("versions"), last=Max("versions__number")).exclude(
        n=F("last")
    )
    orphaned = ActivityVersion.objects.filter(activity=None)
    unsaid = Activity.objects.exclude(title=F("current__title"))
    live = Activity.objects.filter(~Q(state=State.VOIDED), current__voided_at__isnull=False)
    return (
        [f"activity without its version: {pk}" for pk in _keys(headless)]
        + [f"versions of an activity are not 1…n: {pk}" for pk in _keys(unnumbered)]
        + [f"version without identity: {pk}" for pk in _keys(orphaned)]
        + [f"identity says other than its version: {pk}" for pk in _keys(unsaid)]
        + [f"live activity with a voided version: {pk}" for pk in _keys(live)]
    )


def _values() -> list[str]:
    rows = Measurement.objects.filter(version__isnull=False)
    now = rows.filter(version=F("activity__current")).exclude(state=F("activity__state"))
    return [f"value in another state than its activity: {pk}" for pk in _keys(now)]


def _plans() -> list[str]:
    headless = Plan.objects.filter(Q(current=None) | ~Q(current__plan=F("pk")))
    empty = PlanVersion.objects.filter(number=1, terms=None)
    termless = Task.objects.filter(Q(terms=None) | ~Q(terms__task=F("pk")))
    dateless = Task.objects.filter(terms__time_kind=TaskTerms.Time.RECURRING, instances=None).exclude(
        terms__rrule=""
    )
    strange = Instance.objects.exclude(task__history__time_kind=TaskTerms.Time.RECURRING)
    loose = Draft.objects.filter(
        Q(state="confirmed", plan=None) | (Q(plan__isnull=False) & ~Q(state="confirmed"))
    )
    ruleless = Plan.objects.filter(rules=None)
    return (
        [f"plan without its version: {pk}" for pk in _keys(headless)]
        + [f"first version without tasks: {pk}" for pk in _keys(empty)]
        + [f"task without terms: {pk}" for pk in _keys(termless)]
        + [f"recurring task without dates: {pk}" for pk in _keys(dateless)]
        + [f"dates of a task that never recurred: {pk}" for pk in _keys(strange)]
        + [f"draft and plan do not agree: {pk}" for pk in _keys(loose)]
        + [f"plan without a rule: {pk}" for pk in _keys(ruleless)]
    )


def _audited() -> list[str]:
    """As many entries as rows, for what is noted exactly once in a row's life."""
    pairs = (
        ("ledger.recorded", Activity.objects.all()),
        ("ledger.file_stored", StoredFile.objects.all()),
        ("plans.issued", Plan.objects.all()),
        ("plans.draft_made", Draft.objects.all()),
    )
    found = []
    for verb, rows in pairs:
        noted = Entry.objects.filter(verb=verb).count()
        if noted != rows.count():
            found.append(f"{rows.count()} rows and {noted} entries of {verb}")
    confirmed = set(_keys(Activity.objects.filter(state=State.CONFIRMED)))
    noted_for = {int(key) for key in _targets("ledger.confirmed")}
    done = set(_keys(Task.objects.filter(state=Task.State.DONE)))
    done_for = {int(key) for key in _targets("plans.task_done")}
    found += [f"confirmed and not noted: {pk}" for pk in sorted(confirmed - noted_for)]
    found += [f"done and not noted: {pk}" for pk in sorted(done - done_for)]
    # A value that replaces another takes over its proof, and only the replacing is noted: activities alone are counted.
    attached = Entry.objects.filter(verb="ledger.evidence_attached", target_kind="ledger.activity").count()
    proofs = Evidence.objects.filter(activity__isnull=False).count()
    if attached != proofs:
        found.append(f"{proofs} proofs and {attached} entries")
    return found


def _targets(verb: str) -> list[str]:
    return list(Entry.objects.filter(verb=verb).values_list("target_id", flat=True))


def _registers() -> list[str]:
    """The last number given is the last that is used: none is lost, none is waiting to be given twice."""
    used = {
        (row["agency"], row["year"]): row["last"]
        for row in Activity.objects.order_by().values("agency", "year").annotate(last=Max("serial"))
    }
    given = {(row.agency_id, row.year): row.last for row in Register.objects.all()}
    return [
        f"register {key}: gave {given.get(key)}, used {last}"
        for key, last in used.items()
        if given.get(key) != last
    ]


def _rows() -> list[str]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        said = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return said + [f"dangling: {row}" for row in cursor.fetchall()]


def _files() -> list[str]:
    """Read after the rows: bytes come before the row that names them, and stay."""
    found = []
    for file in StoredFile.objects.all():
        path = storage.path_of(file.sha256)
        if not path.exists() or path.stat().st_size != file.size:
            found.append(f"file {file.pk} names bytes that are not there")
        if file.view == StoredFile.View.READY and not storage.path_of(file.sha256, storage.VIEW).exists():
            found.append(f"file {file.pk} has no picture")
    return found + [line for digest, path in storage.stored() if (line := _wrong(digest, path))]


def _wrong(digest: str, path: Path) -> str:
    """Whether a file under its final name is whole. Each state of a file is read once."""
    stat = path.stat()
    state = (stat.st_mtime_ns, stat.st_size)
    if _looked_at.get(path) == state:
        return ""
    content = path.read_bytes()
    if path.name == digest:
        wrong = hashlib.sha256(content).hexdigest() != digest
    else:
        try:
            Image.open(io.BytesIO(content)).load()
            wrong = False
        except OSError:
            wrong = True
    if not wrong:
        _looked_at[path] = state
    return f"half written: {path.name}" if wrong else ""


def _keys(rows: object) -> list[int]:
    return list(rows.values_list("pk", flat=True).distinct()[:5])  # type: ignore[attr-defined]
