"""Examples of the addresses of lantoa.reports.web.round_urls, for the access matrix."""

from __future__ import annotations

from tests.support.url_matrix import Example

ROUND_EXAMPLES: dict[str, Example | tuple[Example, ...]] = {}
