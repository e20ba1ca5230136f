"""Whether anything frozen or issued was altered: contents, inputs, signings, files and the chain that joins them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from lantoa.ledger import storage
from lantoa.reports import chain
from lantoa.reports.contents import digest_of, from_json
from lantoa.reports.models import Head, Inputs, Issue, Link, Signing
from lantoa.reports.queries.gathering import unpacked


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
    for issue in Issue.objects.select_related("report__agency", "signing").order_by("pk"):
        yield from _unlinked(issue, linked)
        yield from _broken(issue)


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
        file = issue.signing.file
        path = storage.path_of(file.sha256)
        if not path.is_file():
            yield f"{said}: mất tệp bản đã ký."
        else:
            with path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
                    yield f"{said}: tệp bản đã ký đã bị sửa."


def _digest_of_lines(packed: bytes) -> str:
    try:
        return hashlib.sha256(unpacked(packed)).hexdigest()
    except (OSError, EOFError, zlib.error):
        return ""
