from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.safestring import mark_safe

from lantoa.ui import frames, registry
from lantoa.ui.checks import navigation_leads_somewhere
from lantoa.ui.registry import HomeCard, NavItem, SearchSource
from tests.ui.support import draw


@pytest.fixture(autouse=True)
def empty_shelves(monkeypatch):
    for shelf in ("_nav", "_slots", "_cards", "_searches"):
        monkeypatch.setattr(registry, shelf, {})
    monkeypatch.setattr(registry, "_exporter", None)
    monkeypatch.setattr(frames, "_owner_of", frames._nobody)


def request_for(rf, path="/ban-lam-viec/gallery/", actor="head"):
    request = rf.get(path)
    request.actor = actor
    return request


def test_links_stand_in_the_order_of_sections_and_numbers(rf):
    registry.register_nav(
        NavItem("work", "Sổ", "ui:gallery", 30),
        NavItem("start", "Hôm nay", "ui:gallery_frame", 1),
        NavItem("work", "Kế hoạch", "ui:gallery_portal", 20),
    )
    groups = frames.build(request_for(rf)).groups
    assert [[link.label for link in group] for group in groups] == [["Hôm nay"], ["Kế hoạch", "Sổ"]]


def test_rarely_used_links_lie_under_one_word_that_is_open_where_one_stands(rf):
    registry.register_nav(
        NavItem("work", "Sổ", "ui:gallery_portal", 1),
        NavItem("work", "Lượt xem", "ui:gallery", 2, fold="Người đọc"),
        NavItem("work", "Ý kiến", "ui:gallery_frame", 3, fold="Người đọc"),
        NavItem("work", "Riêng lẻ", "desk:today", 4, fold="Một mục thì không gấp"),
    )

    def drawn(path):
        return [(part.label, part.opened) for part in frames.build(request_for(rf, path)).rail[0]]

    assert drawn(reverse("ui:gallery")) == [("", False), ("Người đọc", True), ("", False)]
    assert drawn("/tai-khoan/") == [("", False), ("Người đọc", False), ("", False)]


def test_a_link_is_shown_only_to_whom_it_concerns(rf):
    registry.register_nav(
        NavItem("work", "Quản trị", "ui:gallery", 1, shown=lambda actor: actor == "administrator")
    )
    assert frames.build(request_for(rf, actor="officer")).groups == []
    assert len(frames.build(request_for(rf, actor="administrator")).groups) == 1


def test_the_page_one_stands_on_is_marked_and_what_lies_below_too(rf):
    registry.register_nav(NavItem("work", "Thành phần", "ui:gallery", 1))
    at = frames.build(request_for(rf)).groups[0][0].current
    below = frames.build(request_for(rf, "/ban-lam-viec/gallery/cong/")).groups[0][0].current
    assert (at, below) == ("page", "true")


def test_bell_and_account_do_not_stand_in_the_rail(rf):
    registry.register_nav(
        NavItem("bell", "Thông báo", "ui:gallery", 1, count=lambda actor: 3),
        NavItem("account", "Tài khoản", "ui:gallery_frame", 1),
    )
    frame = frames.build(request_for(rf))
    assert frame.groups == [] and frame.bell.count == 3 and frame.account[0].label == "Tài khoản"


def test_the_quick_bar_holds_four_places_in_their_order(rf):
    urls = ["ui:gallery", "ui:gallery_frame", "ui:gallery_portal", "account_login", "account_logout"]
    registry.register_nav(
        *(NavItem("work", f"Mục {n}", url, 1, icon="home", dock=9 - n) for n, url in enumerate(urls))
    )
    assert [link.label for link in frames.build(request_for(rf)).dock] == ["Mục 4", "Mục 3", "Mục 2", "Mục 1"]


def test_registering_twice_alike_is_harmless_and_differently_is_not():
    registry.register_search(SearchSource("Kế hoạch", len, 1))
    registry.register_search(SearchSource("Kế hoạch", len, 1))
    with pytest.raises(ValueError, match="registered twice"):
        registry.register_search(SearchSource("Kế hoạch", max, 1))


def test_a_link_without_an_address_is_an_error_of_the_installation(rf):
    registry.register_nav(NavItem("work", "Lạc", "nowhere:at_all", 1))
    assert [error.id for error in navigation_leads_somewhere()] == ["ui.E001"]
    assert frames.build(request_for(rf)).groups == []


def test_a_slot_shows_what_every_room_puts_there_in_order_and_escapes_plain_text():
    registry.register_slot("ledger.activity.side", lambda request, obj: f"<b>{obj}</b>", order=2)
    registry.register_slot("ledger.activity.side", lambda request, obj: mark_safe("<i>trước</i>"), order=1)
    assert draw('{% slot "ledger.activity.side" obj %}', obj="HĐ") == "<i>trước</i>&lt;b&gt;HĐ&lt;/b&gt;"


def test_an_unfilled_slot_is_empty():
    assert draw('{% slot "nobody.fills.this" %}') == ""


def test_home_cards_come_in_order_for_whom_they_concern():
    registry.register_home_card(HomeCard("b", 2, lambda request: "hai"))
    registry.register_home_card(HomeCard("a", 1, lambda request: "một"))
    registry.register_home_card(HomeCard("c", 3, lambda request: "ba", shown=lambda actor: False))
    assert [card.name for card in registry.home_cards("main", SimpleNamespace())] == ["a", "b"]
    with pytest.raises(ValueError, match="no place"):
        registry.register_home_card(HomeCard("d", 4, lambda request: "", place="roof"))


def test_exporting_without_an_exporter_says_what_is_missing():
    with pytest.raises(LookupError, match="set_exporter"):
        registry.exporter()


@pytest.mark.parametrize(
    ("accent", "slug"),
    [
        ("#0B5A66", "0b5a66"),
        ("oklch(45% .08 205)", "45-.08-205"),
        ("oklch(45% 0.08 205)", "45-0.08-205"),
        ("red", ""),
        ("", ""),
        ("#0b5a66;}body{display:none", ""),
    ],
)
def test_only_a_colour_becomes_an_accent(accent, slug):
    assert frames.accent_slug(accent) == slug
    if slug:
        assert frames.accent_slug(frames.accent_of(slug)) == slug
