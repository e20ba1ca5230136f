"""Examples of the addresses of lantoa.reports.web.report_urls, for the access matrix."""

from __future__ import annotations

from tests.support.url_matrix import Example

REPORT_EXAMPLES: dict[str, Example | tuple[Example, ...]] = {}
