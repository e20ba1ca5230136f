"""Fixtures of every test. Which database: LANTOA_DATABASE_URL, else SQLite; `make test` runs both."""

from __future__ import annotations

import gc
import os
import shutil
import uuid
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils.translation import trans_real

from lantoa.ui.translations import compile_catalogues
from tests.cast import cast, today  # noqa: F401 fixtures
from tests.support import databases
from tests.support import live as live_installations
from tests.support.browser import axe, browser, page_desktop, page_phone  # noqa: F401 fixtures
from tests.support.house import (  # noqa: F401 hooks
    Counting,
    pytest_make_collect_report,
    pytest_runtest_makereport,
)
from tests.support.live import live, live_empty, live_templates  # noqa: F401 fixtures

# A slow machine is not a wrong answer; and CI tries the same examples each time, so that red means a change broke it.
hypothesis.settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
hypothesis.settings.load_profile("house")

# Playwright runs an event loop in the thread of the test, and Django would refuse every query there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A machine made by debootstrap has no /etc/hosts, and so no name for itself.
os.environ.setdefault("DJANGO_LIVE_TEST_SERVER_ADDRESS", "127.0.0.1")


def pytest_configure(config: pytest.Config) -> None:
    if compile_catalogues():  # Django has read the old ones by now
        trans_real._translations.clear()
        trans_real._default = None
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if not hasattr(config, "workerinput"):
        os.environ[live_installations.RUN] = uuid.uuid4().hex  # the workers inherit it
        config.pluginmanager.register(Counting(), "lantoa-counting")


def pytest_collection_finish() -> None:
    """What stands by now stays to the end: looking through it for garbage took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_unconfigure(config: pytest.Config) -> None:
    if settings.HOME.name.startswith("lantoa-test-"):
        shutil.rmtree(settings.HOME, ignore_errors=True)
    if not hasattr(config, "workerinput"):
        live_installations.remove_templates()


FIRST = "tests/journeys/test_axe.py"
"""The longest module. Handed out last, it would keep its worker busy while the others have nothing left."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The order of the modules, each of which stays on one worker; browser modules are marked.

    The longest of them comes first. While its worker makes what the others will copy (migrated tables, the demo), these
    have tests at hand that need no database; then come the other servers, and the rest, of which there are many.
    """
    items.sort(key=_turn)
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


def _turn(item: pytest.Item) -> int:
    names = getattr(item, "fixturenames", ())
    if item.nodeid.startswith(FIRST):
        return 0
    if "live_templates" in names:
        return 2
    stored = "django_db_setup" in names or "db" in names or item.get_closest_marker("django_db") is not None
    return 3 if stored or "live_server" in names else 1


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Copies the template instead of migrating, and after a test that commits copies it again."""
    with django_db_blocker.unblock():
        database = databases.for_this_engine()
        database.create()
    TransactionTestCase._fixture_teardown = lambda self: database.restore()  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Rate limits and stamps of one test are not the next one's."""
    cache.clear()
