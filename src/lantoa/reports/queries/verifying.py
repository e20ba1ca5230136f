"""Whether anything frozen or issued was altered: contents, inputs, signings, files and the chain that joins them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from lantoa.audit.queries import of_verb
from lantoa.ledger import storage
from lantoa.reports import chain
from lantoa.reports.contents import digest_of, from_json
from lantoa.reports.models import Counted, Head, Inputs, Issue, Link, Report, Signing
from lantoa.reports.queries.gathering import entries_of, unpacked


def covered_by(step: str, issue: Issue) -> str:
    """The digest of the rows that a step speaks of, as they stand now."""
    if step == Link.Step.FROZEN:
        values: list[Any] = [issue.report_id, issue.report.agency_id, issue.report.period, issue.number]
        values += [issue.digest, issue.reason, issue.frozen_by_id, _moment(issue.frozen_at)]
    elif step == Link.Step.REOPENED:
        values = [issue.pk, issue.reopened_reason, issue.reopened_by_id, _moment(issue.reopened_at)]
    else:
        signing = Signing.objects.select_related("file").get(issue=issue)
        values = [issue.pk, signing.document_number, signing.signed_on.isoformat(), signing.signer]
        values += [
            signing.signer_title,
            signing.file.sha256,
            signing.entered_by_id,
            _moment(signing.entered_at),
        ]
    return chain.cover(values)


def _moment(at: Any) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else ""


def alterations() -> Iterator[str]:
    """A Vietnamese sentence for each thing that is not as it was frozen or issued; none when all is sound."""
    links = list(Link.objects.select_related("issue__report__agency").order_by("sequence"))
    yield from chain.breaks(_joint(link) for link in links)
    head = Head.objects.first()
    last = links[-1] if links else None
    if (head.sequence if head else 0) != (last.sequence if last else 0) or (
        last and head and head.digest != last.digest
    ):
        yield "Cuối chuỗi báo cáo không khớp: có mắt xích bị xóa hoặc thêm ngoài hệ thống."
    linked = {(link.issue_id, link.step) for link in links}
    for link in links:
        yield from _altered(link)
    for issue in (
        Issue.objects.select_related("report__agency", "signing").order_by("pk").iterator(chunk_size=20)
    ):
        yield from _unlinked(issue, linked)
        broken = list(_broken(issue))
        yield from broken or _counted_otherwise(issue)
    yield from _standing_otherwise()
    yield from _gone()


def alterations_of(issue: Issue) -> list[str]:
    """The same for one issue alone: its own links, each with the one before it, and what they cover.

    Nothing is said of other agencies' reports: what stands here is read by people of this one.
    """
    links = list(
        Link.objects.filter(issue=issue).select_related("issue__report__agency").order_by("sequence")
    )
    places = [link.sequence - 1 for link in links]
    before = dict(Link.objects.filter(sequence__in=places).values_list("sequence", "digest"))
    found = []
    for link in links:
        if link.previous != before.get(link.sequence - 1, chain.START if link.sequence == 1 else ""):
            found.append(f"Mắt xích số {link.sequence} không nối với mắt xích trước.")
        own = chain.digest_of(link.sequence, link.step, link.issue_id, link.covered, link.previous)
        if own != link.digest:
            found.append(f"Mắt xích số {link.sequence} đã bị sửa.")
        found += _altered(link)
    found += _unlinked(issue, {(link.issue_id, link.step) for link in links})
    return [*found, *_broken(issue)]


def _joint(link: Link) -> chain.Joint:
    return chain.Joint(
        link.sequence, link.step, link.issue_id, link.covered, link.previous, link.digest, said_of(link.issue)
    )


def said_of(issue: Issue) -> str:
    report = issue.report
    return f"{report.agency.short_name}, {report.label}, bản {issue.number}"


def _altered(link: Link) -> Iterator[str]:
    try:
        found = covered_by(link.step, link.issue)
    except Signing.DoesNotExist:
        yield f"{said_of(link.issue)}: thông tin ban hành đã bị xóa."
        return
    if found != link.covered:
        what = {"frozen": "bản đã chốt", "reopened": "lý do mở lại", "issued": "thông tin ban hành"}[
            link.step
        ]
        yield f"{said_of(link.issue)}: {what} đã bị sửa."


def _unlinked(issue: Issue, linked: set[tuple[int, str]]) -> Iterator[str]:
    steps = {Link.Step.FROZEN: True, Link.Step.REOPENED: issue.reopened_at is not None}
    steps[Link.Step.ISSUED] = hasattr(issue, "signing")
    for step, happened in steps.items():
        if happened and (issue.pk, step.value) not in linked:
            yield f"{said_of(issue)}: không có trong chuỗi ({step.label.lower()})."


def _broken(issue: Issue) -> Iterator[str]:
    said = said_of(issue)
    if digest_of(issue.contents) != issue.digest:
        yield f"{said}: nội dung đã bị sửa."
        return
    contents = from_json(issue.contents)
    inputs = Inputs.objects.filter(issue=issue).first()
    if inputs is None:
        yield f"{said}: căn cứ của số liệu đã bị xóa."
    elif contents.inputs != _digest_of_lines(bytes(inputs.lines)):
        yield f"{said}: căn cứ của số liệu đã bị sửa."
    if hasattr(issue, "signing"):
        yield from _file_otherwise(issue.signing.file.sha256, said, "tệp bản đã ký")
    if contents.template:
        yield from _file_otherwise(contents.template, said, "tệp mẫu Word đã dùng")


def _file_otherwise(sha256: str, said: str, name: str) -> Iterator[str]:
    path = storage.path_of(sha256)
    if not path.is_file():
        yield f"{said}: mất {name}."
        return
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
            yield f"{said}: {name} đã bị sửa."


def _counted_otherwise(issue: Issue) -> Iterator[str]:
    """What stands beside the lines must be theirs: their number, and the way from each activity to the report."""
    inputs = issue.inputs
    lines = list(entries_of(bytes(inputs.lines)))
    if inputs.count != len(lines) or inputs.digest != from_json(issue.contents).inputs:
        yield f"{said_of(issue)}: căn cứ của số liệu đã bị sửa."
    wanted = {(int(line.key[1:]), line.version) for line in lines if line.key.startswith("a")}
    if wanted != set(Counted.objects.filter(issue=issue).values_list("activity_id", "version")):
        yield f"{said_of(issue)}: danh sách hoạt động đã tính đã bị sửa."


def _standing_otherwise() -> Iterator[str]:
    """A report stands as its last issue says: waiting for signature, issued, or written anew."""
    issues: dict[int, list[Issue]] = {}
    for issue in Issue.objects.defer("contents").select_related("signing").order_by("number"):
        issues.setdefault(issue.report_id, []).append(issue)
    for report in Report.objects.select_related("agency", "current").order_by("pk").iterator(chunk_size=20):
        rows = issues.get(report.pk, [])
        signed = next((row.pk for row in reversed(rows) if hasattr(row, "signing")), None)
        open_ones = [row.pk for row in rows if not hasattr(row, "signing") and row.reopened_at is None]
        wanted = {
            Report.State.WRITING: not open_ones and report.current_id == signed,
            Report.State.FROZEN: open_ones == [report.current_id],
            Report.State.ISSUED: not open_ones and signed is not None and report.current_id == signed,
        }
        if not wanted[Report.State(report.state)]:
            yield f"{report.agency.short_name}, {report.label}: trạng thái không khớp với các bản đã chốt, đã ban hành."
        elif report.state != Report.State.WRITING and report.current and _days_otherwise(report):
            yield f"{report.agency.short_name}, {report.label}: ngày của số liệu đã bị sửa."


def _days_otherwise(report: Report) -> bool:
    if report.current is None or digest_of(report.current.contents) != report.current.digest:
        return False
    contents = from_json(report.current.contents)
    return (contents.starts, contents.ends) != (report.starts, report.ends)


def _gone() -> Iterator[str]:
    """Issues that the audit, a chain of its own, has seen frozen and that are no longer there."""
    here = set(Issue.objects.values_list("digest", flat=True))
    for entry in of_verb("reports.frozen"):
        if entry.changes.get("digest") not in here:
            yield f"{entry.target_name}, {entry.summary}: nhật ký có ghi chốt nhưng bản này không còn."


def _digest_of_lines(packed: bytes) -> str:
    try:
        return hashlib.sha256(unpacked(packed)).hexdigest()
    except (OSError, EOFError, zlib.error):
        return ""
