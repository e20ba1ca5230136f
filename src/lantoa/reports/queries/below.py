"""What agencies below issued for the same period, to be brought together in a superior's report."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lantoa.foundation.periods import Period
from lantoa.ledger.models import Measure
from lantoa.organisation.models import Agency
from lantoa.reports import rollup
from lantoa.reports.contents import Amount, ChildLine, Contents, UnitAmount, from_json, has_any
from lantoa.reports.merging import under_today
from lantoa.reports.models import Issue, Report
from lantoa.reports.queries.figures import all_measures, by_agency, parts_in
from lantoa.reports.queries.scope import Speaker, children_of, same_agencies, speaker_of


@dataclass(frozen=True, slots=True)
class Below:
    """The issued figures of the agencies below, by measure code, with a line for each agency."""

    lines: tuple[ChildLine, ...] = ()
    amounts: tuple[tuple[Agency, Contents], ...] = field(default=())

    def has(self, code: str) -> bool:
        return any(contents.figure(code) for _, contents in self.amounts)

    def of(self, code: str) -> list[Amount]:
        return [figure.amount for _, contents in self.amounts if (figure := contents.figure(code))]

    def parts(self, code: str) -> list[UnitAmount]:
        """Of each agency, with what stood beside it in its own report; those with neither are left out."""
        told = [(agency, contents.figure(code)) for agency, contents in self.amounts]
        parts = [
            UnitAmount(agency.short_name, figure.amount, agency.pk, figure.before, figure.year_before)
            for agency, figure in told
            if figure
        ]
        return [part for part in parts if has_any(part)]

    def beside(self, measure: Measure, own: Amount, which: str) -> Amount:
        """What stands beside the figure: the agency's own amount with what its units printed beside theirs."""
        told = [
            getattr(figure, which)
            for _, contents in self.amounts
            if (figure := contents.figure(measure.code))
        ]
        return rollup.combined(measure.kind, [own, *(amount for amount in told if amount is not None)])


def below(agency: Agency, period: Period, window: Period) -> Below:
    """A line for each agency right below that lived in these days. Two agencies never count the same entries."""
    children = children_of(agency, window.start, window.end)
    issues = issued_for([child.pk for child in children], period.code)
    sent = {pk: from_json(issue.contents) for pk, issue in issues.items()}
    # What went into another after the last day that the other reported is not in its figures.
    speakers = {
        child.pk: speaker_of(child, window.start, sent[child.pk].ends if child.pk in sent else window.end)
        for child in children
    }
    inside = {pk: owner for owner, speaker in speakers.items() for pk in speaker.ids[1:]}
    lines, amounts = [], []
    codes = codes_today()
    for child in children:
        issue = issues.get(child.pk)
        if child.pk in inside and inside[child.pk] in speakers:
            lines.append(ChildLine(child.legal_name, "inside"))
        elif issue is None:
            lines.append(ChildLine(child.legal_name, "missing"))
        else:
            contents = sent[child.pk]
            changed = changed_since(speakers[child.pk], contents)
            number = issue.signing.document_number
            lines.append(
                ChildLine(child.legal_name, "counted", number, issue.pk, issue.digest, changed, contents.ends)
            )
            amounts.append((child, under_today(contents, codes)))
    return Below(tuple(lines), tuple(amounts))


def codes_today() -> dict[str, str]:
    """`{code: code}` of the measures that were merged, with those they go by."""
    measures = all_measures()
    return {row.code: measures[row.merged_into_id].code for row in measures.values() if row.merged_into_id}


def issued_for(agency_ids: list[int], period: str) -> dict[int, Issue]:
    """`{agency: its last signed issue for the period}`."""
    rows = Issue.objects.filter(
        report__agency_id__in=agency_ids, report__period=period, signing__isnull=False
    )
    return {row.report.agency_id: row for row in rows.select_related("report", "signing").order_by("number")}


def changed_since(speaker: Speaker, frozen: Contents) -> tuple[str, ...]:
    """Codes of measures whose own entries no longer come to what was frozen; words of those below are theirs."""
    measures = all_measures()
    frozen = under_today(frozen, codes_today())
    parts = parts_in(frozen.starts, frozen.ends, speaker.ids, measures)
    read = by_agency(parts, measures, same=same_agencies(speaker.ids))
    by_code = {measure.code: measure for measure in measures.values()}
    changed = []
    for figure in frozen.figures:
        measure = by_code.get(figure.code)
        if measure is None:
            continue
        now = rollup.combined(
            measure.kind, [part[measure.pk] for part in read.values() if measure.pk in part]
        )
        was = figure.amount
        if frozen.children:
            was = frozen.own_part(figure.code)
        if _bare(now) != _bare(was):
            changed.append(figure.code)
    return tuple(changed)


def _bare(amount: Amount) -> Amount:
    return replace(amount)


def last_issued(agency: Agency, before: Report) -> Issue | None:
    """The agency's issued report that covers the days right before, for its words."""
    rows = Issue.objects.filter(report__agency=agency, report__ends__lt=before.ends, signing__isnull=False)
    return rows.select_related("report").order_by("-report__ends", "-number").first()
