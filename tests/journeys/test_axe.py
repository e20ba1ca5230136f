"""Every address that answers with a page, light and dark, on a phone and on a wide screen, against WCAG 2 A and AA."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from playwright.sync_api import Browser, Page

from lantoa.foundation import clock
from tests import cast as casting
from tests.support import newcomers, showing
from tests.support.browser import COLOUR_RULES, RULES
from tests.support.inside import inside
from tests.support.live import Installation, new_installation
from tests.support.screens import Screen, Stage, worth_drawing
from tests.support.url_matrix import Matrix
from tests.url_examples import EXAMPLES

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
VIEWS = (
    ("light", WIDE, RULES),
    ("light", NARROW, RULES),
    ("dark", NARROW, COLOUR_RULES),
    ("dark", WIDE, COLOUR_RULES),
)
PALE = {"light": "#e0e0e0", "dark": "#303030"}
"""Hardly different from the paper of that scheme."""
FEWEST_OF_DEMO = 60
"""Links that lead to fewer screens than this have lost their way."""

# Addresses for a GET that show nobody a page and give nobody a file, with the reason. One that does, or is gone, fails.
NO_PAGE = {
    "channels_public:scan": "leads on to where the printed code leads",
    "jobs:my_progress": "a part; whoever opens it is led on to the list it belongs to",
    "jobs:progress": "a part; whoever opens it is led on to the page it belongs to",
    "notices:open": "leads on to what the notice is about",
    "openid_connect_callback": "no server for signing in is set up",
    "openid_connect_login": "no server for signing in is set up",
    "reports:setup": "leads on to the settings of the agency, or to the list of agencies",
    "setup:template": "the file that organisation:roster_template gives, for who has no account yet",
}
REFUSED = {
    "account_email",
    "account_email_verification_sent",
    "account_signup",
    "socialaccount_connections",
    "socialaccount_login_error",
    "socialaccount_signup",
}
"""Addresses that only ever say that something is not to be had: 401 or 403, drawn among the pages of errors."""

EDITOR = "/soan-trang/"
WAGTAILS_OWN = {
    "target-size": (".nolink:",),
    "aria-input-field-name": (".notranslate:",),
    "label": ("-value:", "#fileupload:", ".ui-autocomplete-input:"),
    "link-in-text-block": (".nice-padding",),
}
"""Rule and part of the place in the editor's own markup, which comes with Wagtail 7.4 and is mended there; whatever
else the editor shows is held to every rule."""

EMPTY_FORMS = (
    "account_login",
    "organisation:delegations",
    "organisation:new_agency",
    "organisation:new_person",
    "plans:new",
)

Axe = Callable[..., list[str]]


@pytest.fixture(scope="module")
def shown(
    django_db_setup: None,
    django_db_blocker: Any,
    live_templates: Callable[[str], Installation],
    tmp_path_factory: pytest.TempPathFactory,
) -> list[Screen]:
    """What there is to be seen, written down before a browser is started."""
    found: list[Screen] = []
    cache.clear()
    with django_db_blocker.unblock(), clock.standing_on(casting.TODAY):
        found += showing.of_first_run(tmp_path_factory.mktemp("first"))
        with transaction.atomic():
            matrix = Matrix(newcomers.add_to(casting.Cast(casting.made())), EXAMPLES)
            found += showing.by_examples(matrix, EXAMPLES)
            found += showing.by_other_ways(matrix)
            transaction.set_rollback(True)
    demo = new_installation(tmp_path_factory.mktemp("demo"), "home", live_templates("demo"))
    with inside(demo, django_db_blocker):
        of_demo = list(showing.of_demo())
    assert len({screen.name for screen in of_demo}) >= FEWEST_OF_DEMO
    return found + of_demo


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    stage = Stage(browser)
    yield stage
    stage.close()


def test_every_address_that_shows_a_page_is_looked_at(shown: list[Screen]) -> None:
    asked = {name for name, several in EXAMPLES.items() if any(one.method == "get" for one in several)}
    seen = {screen.name for screen in shown}

    assert sorted(asked - seen - set(NO_PAGE) - REFUSED) == []
    assert sorted((set(NO_PAGE) | REFUSED) & seen) == []
    assert sorted((set(NO_PAGE) | REFUSED) - asked) == []


def test_no_screen_breaks_wcag_2_aa_in_light_or_dark(shown: list[Screen], stage: Stage, axe: Axe) -> None:
    broken: list[str] = []

    for screen in worth_drawing(screen for screen in shown if screen.html):
        stage.put(screen)
        for scheme, size, rules in VIEWS:
            stage.page.set_viewport_size(size)  # type: ignore[arg-type]
            stage.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = [line for line in axe(stage.page, rules) if not _wagtails_own(screen, line)]
            broken += [f"{screen} {scheme} {size['width']}: {line}" for line in found]

    assert "\n".join(broken) == ""


def _wagtails_own(screen: Screen, line: str) -> bool:
    rule, _, place = line.partition(" ")
    where = place.partition("Fix any")[0]
    return screen.path.startswith(EDITOR) and any(part in where for part in WAGTAILS_OWN.get(rule, ()))


@pytest.mark.parametrize("name", EMPTY_FORMS)
def test_a_form_sent_empty_is_drawn_with_what_is_wrong_in_it(shown: list[Screen], name: str) -> None:
    drawn = [screen for screen in worth_drawing(shown) if screen.name == name]

    assert 'aria-invalid="true"' in drawn[0].html


def test_a_screen_is_drawn_as_it_is_served(shown: list[Screen], stage: Stage) -> None:
    home = next(screen for screen in shown if screen.name == "desk:today")

    stage.put(home)

    assert stage.page.eval_on_selector("body", "node => getComputedStyle(node).fontFamily") != "serif"
    assert stage.page.evaluate("document.styleSheets.length") > 3
    assert stage.page.evaluate("typeof htmx") == "object"


@pytest.mark.parametrize(("scheme", "colour"), PALE.items())
def test_the_check_sees_pale_text_in_either_scheme(
    shown: list[Screen], stage: Stage, axe: Axe, scheme: Any, colour: str
) -> None:
    page: Page = stage.page
    stage.put(next(screen for screen in shown if screen.name == "portal:home"))
    page.emulate_media(color_scheme=scheme)

    page.eval_on_selector("h1", "(node, colour) => { node.style.color = colour }", colour)

    assert any(line.startswith("color-contrast") for line in axe(page, COLOUR_RULES))
