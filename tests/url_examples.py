"""One example for every address of the URLconf. A new address without one fails tests/architecture/test_url_matrix.py."""

from __future__ import annotations

import re

from lantoa.ui.frames import accent_url
from tests.audit.url_examples import AUDIT
from tests.channels.url_examples import CHANNELS
from tests.jobs.url_examples import JOBS
from tests.ledger.url_examples import LEDGER
from tests.notices.url_examples import NOTICES
from tests.organisation.url_examples import ORGANISATION
from tests.plans.url_examples import PLANS_EXAMPLES
from tests.portal.url_examples import PORTAL
from tests.procedures.url_examples import PROCEDURES
from tests.reports.url_examples import REPORTS
from tests.support.url_matrix import ANYONE, NOBODY, SIGNED_IN, Example, World

ACCOUNTS = {
    "account_login": Example(to=ANYONE, answers=(200, 302), why="who is in already goes on to the desk"),
    "account_logout": Example(to=ANYONE, answers=(200, 302), why="who is not in goes to the front"),
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
    **PORTAL,
    "ops:health": Example(to=ANYONE),
    "ops:metrics": Example(to=ANYONE),
}

FRAME = {
    "desk:today": Example(to=SIGNED_IN, why="shows to each what is theirs"),
    "desk:search": Example(to=SIGNED_IN, query="?q=tuyen+truyen+bai+huong+dan"),
    "desk:help": Example(to=SIGNED_IN),
    "ui:gallery": Example(to=ANYONE, why="components without data"),
    "ui:gallery_frame": Example(to=ANYONE, why="components without data"),
    "ui:gallery_portal": Example(to=ANYONE, why="components without data"),
    "ui_public:accent": Example(to=ANYONE, kwargs=lambda world: {"slug": accent_slug(world)}),
}


def accent_slug(world: World) -> str:
    found = re.search(r"/mau/(.+)\.css$", accent_url(world.agency.accent))
    assert found
    return found[1]


_ALL: dict[str, Example | tuple[Example, ...]] = {
    **ACCOUNTS, **PUBLIC, **FRAME, **AUDIT, **CHANNELS, **JOBS, **LEDGER, **NOTICES, **ORGANISATION, **PLANS_EXAMPLES,
    **PROCEDURES, **REPORTS,
}  # fmt: skip

EXAMPLES: dict[str, tuple[Example, ...]] = {
    name: several if isinstance(several, tuple) else (several,) for name, several in _ALL.items()
}

# Addresses that no example can reach, with the reason. One that can be reached, or is gone, fails.
UNREACHABLE: dict[str, str] = {}

__all__ = ["EXAMPLES", "NOBODY", "UNREACHABLE"]
