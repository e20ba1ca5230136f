"""The gallery and the two frames in a real browser: nothing overflows, axe is silent, icons take our colours."""

from __future__ import annotations

import pytest

PAGES = ["/ban-lam-viec/gallery/", "/ban-lam-viec/gallery/ban-lam-viec/", "/ban-lam-viec/gallery/cong/"]


@pytest.fixture
def address(live_server):
    return live_server.url


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_phone_shows_it_whole_and_readable(page_phone, address, axe, path, theme):
    page_phone.emulate_media(color_scheme=theme)
    page_phone.goto(address + path)
    width = page_phone.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert width[0] <= width[1]
    assert axe(page_phone) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_desktop_shows_it_readable(page_desktop, address, axe, path, theme):
    page_desktop.emulate_media(color_scheme=theme)
    page_desktop.goto(address + path)
    assert axe(page_desktop) == []


def test_nothing_overflows_on_the_narrowest_screen(page_desktop, address):
    page_desktop.set_viewport_size({"width": 320, "height": 700})
    for path in PAGES:
        page_desktop.goto(address + path)
        wide = page_desktop.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, path


def test_the_first_stop_of_the_keyboard_is_the_way_to_the_content(page_desktop, address):
    page_desktop.goto(address + PAGES[1])
    page_desktop.keyboard.press("Tab")
    assert page_desktop.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page_desktop.keyboard.press("Enter")
    assert page_desktop.evaluate("document.activeElement.id") == "noi-dung"


def test_the_theme_is_kept_on_the_device(page_desktop, address):
    page_desktop.goto(address + PAGES[0])
    page_desktop.click("[data-theme-toggle]")
    chosen = page_desktop.evaluate("document.documentElement.dataset.theme")
    page_desktop.goto(address + PAGES[2])
    assert page_desktop.evaluate("document.documentElement.dataset.theme") == chosen == "dark"


def test_larger_text_is_kept_and_said_to_be_pressed(page_desktop, address):
    page_desktop.goto(address + PAGES[2])
    before = page_desktop.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page_desktop.click("[data-size-toggle]")
    page_desktop.reload()
    assert page_desktop.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before
    assert page_desktop.get_attribute("[data-size-toggle]", "aria-pressed") == "true"


def test_a_dialog_opens_and_escape_gives_the_focus_back(page_desktop, address):
    page_desktop.goto(address + PAGES[0])
    page_desktop.click('[data-dialog="hop-mau"]')
    assert page_desktop.is_visible("#hop-mau")
    page_desktop.keyboard.press("Escape")
    assert not page_desktop.is_visible("#hop-mau")
    assert page_desktop.evaluate("document.activeElement.dataset.dialog") == "hop-mau"


def test_the_button_counts_what_is_ticked_and_waits_when_nothing_is(page_desktop, address):
    page_desktop.goto(address + PAGES[0])
    button = page_desktop.locator("button[data-count]")
    assert button.inner_text() == "Xác nhận 1 mục đã chọn"
    page_desktop.locator("form [data-pick]").nth(1).check()
    assert button.inner_text() == "Xác nhận 2 mục đã chọn"
    for box in (0, 1):
        page_desktop.locator("form [data-pick]").nth(box).uncheck()
    assert button.inner_text() == "Chọn mục để xác nhận"
    assert button.get_attribute("aria-disabled") == "true"


def test_the_menu_of_the_phone_opens_from_the_quick_bar(page_phone, address):
    page_phone.goto(address + PAGES[1])
    assert not page_phone.is_visible("#rail")
    page_phone.click(".dock button")
    assert page_phone.is_visible("#rail")


def test_the_public_frame_works_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGES[2])
    assert page.is_visible("main") and not page.is_visible("[data-theme-toggle]")
    context.close()
