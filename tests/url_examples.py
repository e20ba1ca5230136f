"""One example for every address of the URLconf. A new address without one fails tests/architecture/test_url_matrix.py."""

from __future__ import annotations

from tests.audit.url_examples import AUDIT
from tests.jobs.url_examples import JOBS
from tests.ledger.url_examples import LEDGER
from tests.notices.url_examples import NOTICES
from tests.organisation.url_examples import ORGANISATION
from tests.support.url_matrix import ANYONE, NOBODY, SIGNED_IN, Example

ACCOUNTS = {
    "account_login": Example(to=ANYONE),
    "account_logout": Example(to=ANYONE),
    "account_inactive": Example(to=ANYONE),
    "account_reset_password": Example(to=ANYONE),
    "account_reset_password_done": Example(to=ANYONE),
    "account_reset_password_from_key_done": Example(to=ANYONE),
    "account_change_password": Example(to=SIGNED_IN),
}

PUBLIC = {
    "portal:home": Example(to=ANYONE),
    "portal:accessibility": Example(to=ANYONE),
    "portal:sitemap": Example(to=ANYONE),
    "portal:robots": Example(to=ANYONE),
    "portal:agency": Example(to=ANYONE, kwargs=lambda world: {"slug": world.agency.slug}),
    "ops:health": Example(to=ANYONE),
    "ops:metrics": Example(to=ANYONE),
}

EXAMPLES: dict[str, Example] = {**ACCOUNTS, **PUBLIC, **AUDIT, **JOBS, **LEDGER, **NOTICES, **ORGANISATION}

# Addresses that no example can reach, with the reason. One that can be reached, or is gone, fails.
UNREACHABLE: dict[str, str] = {}

__all__ = ["EXAMPLES", "NOBODY", "UNREACHABLE"]
