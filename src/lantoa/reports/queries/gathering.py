"""Gathering a report: everything in it is read from ledger, plans and issues; nothing is typed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lantoa.foundation import clock
from lantoa.foundation.periods import Period
from lantoa.ledger.models import Form, Measure
from lantoa.ledger.queries import goes_by
from lantoa.organisation.models import Agency, Body
from lantoa.reports import rollup
from lantoa.reports.contents import Amount, Contents, Figure, FormCount, PassageText, UnitAmount, has_any
from lantoa.reports.models import OutlineItem, Passage, Report
from lantoa.reports.queries.below import Below, below
from lantoa.reports.queries.counts import counts_of
from lantoa.reports.queries.entries import Entry, entries_in, waiting_in
from lantoa.reports.queries.figures import Amounts, Parts, all_measures, by_agency, by_body, parts_in
from lantoa.reports.queries.letterheads import letterhead_of, template_digest
from lantoa.reports.queries.plans import plans_of, standing_of, tasks_of
from lantoa.reports.queries.scope import Speaker, same_agencies, speaker_of
from lantoa.reports.windows import window_before, window_year_before

TICKS = 500
"""Entries between two words of progress."""
WHOLE_AGENCY = "Chung của cơ quan"
"""Instead of a unit's name, for what the agency did as a whole."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A report with the lines of what it was made from, compressed; `unproven` activities have nothing that proves them."""

    contents: Contents
    inputs: bytes
    count: int
    unproven: int = 0


def gather(
    agency: Agency,
    period: Period,
    window: Period,
    passages: Iterable[PassageText] = (),
    *,
    lines: bool = True,
    tick: Callable[[int], None] | None = None,
) -> Gathered:
    """The report of an agency over the days of `window`: its own work, and what agencies below issued.

    Without `lines` the entries behind it are counted and not read: for a page, which shows figures alone. `tick` is
    told now and then how many were read, and may raise to stop.
    """
    speaker = speaker_of(agency, window.start, window.end)
    plans = plans_of(speaker, period.year)
    measures = all_measures()
    # What is frozen or printed is counted there and then.
    counts = counts_of(speaker, plans, spans_of(period, window), measures, kept=not lines)
    told = counts.told
    packed, count, proven = b"", told.count, told.proven
    if lines:
        packed, count, proven = pack(entries_in(window.start, window.end, speaker.ids), tick)
    lower = below(agency, period, window)
    tasks = [tasks_of(plan, window.start, window.end, counts.credited) for plan in plans]
    contents = Contents(
        agency_id=agency.pk,
        agency=agency.legal_name,
        agency_code=agency.code,
        superior=agency.parent.legal_name if agency.parent else "",
        period=period.code,
        label=period.label,
        starts=window.start,
        ends=window.end,
        agencies=speaker.names,
        figures=figures_of(speaker, window, lower, measures, counts.parts),
        forms=forms_of(counts.forms),
        plans=[
            standing_of(plan, rows, min(window.end, clock.today()))
            for plan, rows in zip(plans, tasks, strict=True)
        ],
        tasks=[line for rows in tasks for line in rows],
        activities=told.activities,
        evidence=proven,
        waiting=waiting_in(window.start, window.end, speaker.ids),
        inputs=hashlib.sha256(unpacked(packed)).hexdigest() if lines else "",
        children=lower.lines,
        passages=tuple(passages),
        head=letterhead_of(agency),
        template=template_digest(agency),
        traced=lines,
        proven=told.proven_activities,
    )
    return Gathered(contents, packed, count, told.activities - told.proven_activities)


def gather_report(
    report: Report, *, lines: bool = True, tick: Callable[[int], None] | None = None
) -> Gathered:
    """The same for a report being written, with its words under the outline of its agency."""
    window = Period.custom(report.starts, report.ends)
    words = dict(Passage.objects.filter(report_id=report.pk).values_list("key", "text"))
    outline = [
        PassageText(row.key, row.heading, row.level, row.content, words.get(row.key, ""))
        for row in outline_of(report.agency)
    ]
    return gather(report.agency, report.span, window, outline, lines=lines, tick=tick)


def outline_of(agency: Agency) -> list[OutlineItem]:
    """The agency's own outline, or that of all."""
    rows = OutlineItem.objects.filter(ended=False)
    return list(rows.filter(agency=agency)) or list(rows.filter(agency=None))


def spans_of(period: Period, window: Period) -> tuple[Period, Period | None, Period]:
    """The days reported, those before where there are such, and the same days a year before."""
    return window, window_before(period, window), window_year_before(window)


def figures_of(
    speaker: Speaker,
    window: Period,
    lower: Below,
    measures: Mapping[int, Measure],
    found: Sequence[Parts | None],
) -> list[Figure]:
    """Every measure in use in these days or with a value in them, in the order of the measures.

    `found` are the values of `spans_of`. What stands beside is the agency's own work only where the figure is: a sum
    with units compares with issues.
    """
    same = same_agencies(speaker.ids)
    read = [{} if part is None else _whole(by_agency(part, measures, same=same), measures) for part in found]
    now, before, earlier = read
    units = by_body(found[0] or Parts(), measures)
    names: dict[int | None, str] = dict(
        Body.objects.filter(pk__in=[key for key in units if key]).values_list("pk", "name")
    )
    names[None] = WHOLE_AGENCY
    figures = []
    for measure in measures.values():
        if measure.merged_into_id or not (
            _live(measure, window) or any(measure.pk in part for part in read) or lower.has(measure.code)
        ):
            continue
        own = now.get(measure.pk, Amount())
        parts = [
            UnitAmount(names.get(key, ""), amounts[measure.pk], key)
            for key, amounts in units.items()
            if measure.pk in amounts
        ]
        parts.sort(key=lambda part: (part.unit, part.id or 0))
        beside = (
            None if found[1] is None else before.get(measure.pk, Amount()),
            earlier.get(measure.pk, Amount()),
        )
        whole = own
        if lower.amounts:
            whole = rollup.combined(measure.kind, [own, *lower.of(measure.code)])
            agency = speaker.agency
            mine = UnitAmount(agency.short_name, own, agency.pk, *beside)
            parts = [*([mine] if has_any(mine) else []), *lower.parts(measure.code)]
        figures.append(
            Figure(
                measure.code, measure.name, measure.unit, measure.kind, whole,
                None if found[1] is None else lower.beside(measure, before.get(measure.pk, Amount()), "before"),
                lower.beside(measure, earlier.get(measure.pk, Amount()), "year_before"),
                tuple(parts),
            )
        )  # fmt: skip
    return figures


def published_figures(agency: Agency, period: Period, window: Period) -> list[Figure]:
    """The figures of a period as its report counts them, without what stands beside: for pages of the portal."""
    speaker = speaker_of(agency, window.start, window.end)
    measures = all_measures()
    read = [parts_in(window.start, window.end, speaker.ids, measures), None, None]
    return figures_of(speaker, window, below(agency, period, window), measures, read)


def amounts_in(agency: Agency, window: Period) -> dict[str, Amount]:
    """What the agency's own confirmed work comes to in these days, by the code of the measure."""
    speaker = speaker_of(agency, window.start, window.end)
    measures = all_measures()
    read = parts_in(window.start, window.end, speaker.ids, measures)
    whole = _whole(by_agency(read, measures, same=same_agencies(speaker.ids)), measures)
    return {row.code: whole[goes_by(row)] for row in measures.values() if goes_by(row) in whole}


def _live(measure: Measure, window: Period) -> bool:
    begun = measure.valid_from is None or measure.valid_from <= window.end
    return begun and (measure.valid_to is None or measure.valid_to >= window.start)


def _whole(parts: Amounts, measures: Mapping[int, Measure]) -> dict[int, Amount]:
    """All agencies of the speaker together."""
    found = {pk for amounts in parts.values() for pk in amounts}
    return {
        pk: rollup.combined(measures[pk].kind, [amounts[pk] for amounts in parts.values() if pk in amounts])
        for pk in found
    }


def forms_of(used: Mapping[int, int]) -> list[FormCount]:
    """How many activities used each form of communication, in the order of the forms. `used` is by form."""
    forms = {form.pk: form for form in Form.objects.all()}
    counts: dict[int, int] = {}
    for form_id, count in used.items():
        key = goes_by(forms[form_id])
        counts[key] = counts.get(key, 0) + count
    return [FormCount(form.code, form.name, counts[form.pk]) for form in forms.values() if form.pk in counts]


def pack(entries: Iterable[Entry], tick: Callable[[int], None] | None = None) -> tuple[bytes, int, int]:
    """The lines compressed, how many, and how many of them are proven. The same entries give the same bytes."""
    lines, proven = [], 0
    for entry in entries:
        lines.append(entry.line())
        proven += bool(entry.proofs)
        if tick is not None and len(lines) % TICKS == 0:
            tick(len(lines))
    return gzip.compress("\n".join(lines).encode(), compresslevel=6, mtime=0), len(lines), proven


def unpacked(packed: bytes) -> bytes:
    return gzip.decompress(packed)


def entries_of(packed: bytes) -> Iterator[Entry]:
    """What `pack` was given. Raises ValueError when the lines are none of ours."""
    for line in unpacked(packed).decode().split("\n"):
        if line:
            yield Entry.of_line(line)
