"""Rules of a test run: nothing is skipped, and both databases run the same tests."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

NEVER = "Không được bỏ qua phép thử: cài thứ còn thiếu hoặc sửa phép thử."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:  # a wrapper hook: pytest sends the report in
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: {report.longrepr}\n{NEVER}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid}: {report.longrepr}\n{NEVER}"
    return report


class Counting:
    """Says how many tests were collected on this database, and compares with the run before."""

    def __init__(self) -> None:
        self.database = os.environ.get("LANTOA_TEST_DATABASE", "")
        self.counts = os.environ.get("LANTOA_TEST_COUNTS", "")
        self.collected = 0
        self.trouble = ""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.collected = max(self.collected, len(session.items))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: list[str]) -> None:
        self.collected = len(ids)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self.counts:
            return
        path = Path(self.counts)
        known: dict[str, int] = json.loads(path.read_text()) if path.exists() else {}
        known[self.database] = self.collected
        path.write_text(json.dumps(known))
        if len(set(known.values())) > 1:
            self.trouble = f"Số phép thử khác nhau giữa hai cơ sở dữ liệu: {known}"
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.database:
            terminalreporter.write_line(f"{self.database}: {self.collected} tests collected")
        if self.trouble:
            terminalreporter.write_line(self.trouble, red=True)
