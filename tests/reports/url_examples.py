"""Examples of every address of the reports room, for the access matrix."""

from __future__ import annotations

from tests.reports.mailing_examples import MAILING_EXAMPLES
from tests.reports.report_examples import REPORT_EXAMPLES
from tests.reports.round_examples import ROUND_EXAMPLES
from tests.reports.setup_examples import SETUP_EXAMPLES
from tests.support.url_matrix import Example

REPORTS: dict[str, Example | tuple[Example, ...]] = {
    **REPORT_EXAMPLES,
    **ROUND_EXAMPLES,
    **MAILING_EXAMPLES,
    **SETUP_EXAMPLES,
}
