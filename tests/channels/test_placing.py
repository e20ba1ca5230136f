"""Placing, changing, taking back; hosts; rights. What another agency has is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lantoa.audit.models import Entry
from lantoa.channels import access, actions, queries, registry, targets
from lantoa.channels.actions import Target, placing
from lantoa.channels.models import LinkHost, Placement
from lantoa.channels.registry import LabelKind
from lantoa.channels.targets import ADDRESS
from lantoa.foundation.errors import NotVisible, Refused
from lantoa.organisation import actions as organising
from lantoa.organisation.access import PUBLISH, SYSTEM
from lantoa.organisation.drafts import AgencyDraft
from lantoa.organisation.models import Place
from tests.cast import Cast
from tests.channels.building import counter, draft, outside, place

pytestmark = pytest.mark.django_db


def refused(call: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def test_a_placed_code_is_noted_and_shows_where_it_stands(cast: Cast) -> None:
    row = place(cast, place_id=counter(cast).pk, spot="mặt quầy", labels=(("channels.moment", "tiep-nhan"),))

    assert row.where == "Quầy 07, mặt quầy"
    assert queries.labels_of(row) == [("Thời điểm phục vụ", "Khi nộp hồ sơ")]
    entry = Entry.objects.get(verb="channels.placed")
    assert (entry.agency_id, row.code in entry.summary) == (cast.sxd.pk, True)


@pytest.mark.parametrize("who", ["officer", "head", "coordinator", "superior", "administrator", "ward_chair"])
def test_only_who_publishes_for_the_agency_places(cast: Cast, who: str) -> None:
    assert refused(lambda: place(cast, who=who)).code == "forbidden"
    row = place(cast)
    actor = cast.actor(who)
    for verb in (
        lambda: actions.change_placement(row, draft(), actor=actor),
        lambda: actions.withdraw(row, "thử", actor=actor),
        lambda: actions.restore(row, actor=actor),
        lambda: actions.add_host(cast.sxd, "example.vn", "", actor=actor),
    ):
        assert refused(verb).code == "forbidden"


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("editor", True), ("coordinator", True), ("director", True), ("superior", True),
        ("officer", False), ("head", False), ("ward_chair", False), ("administrator", False), ("outsider", False),
    ],
)  # fmt: skip
def test_who_sees_the_whole_agency_sees_its_codes(cast: Cast, who: str, sees: bool) -> None:
    row = place(cast)
    assert access.visible_placements(cast.actor(who)).filter(pk=row.pk).exists() is sees


def test_a_code_stands_somewhere(cast: Cast) -> None:
    assert refused(lambda: place(cast, spot=" ")).field == "place"
    ward = Place.objects.filter(agency=cast.ward).first()
    assert ward is not None
    assert refused(lambda: place(cast, place_id=ward.pk)).code == "place"


@pytest.mark.parametrize(
    ("target", "field"),
    [
        (Target("portal.plan", "999"), "target"),
        (Target("nobody.knows", "1"), "target"),
        (Target("portal.page", "../"), "target"),
        (Target(ADDRESS, "https://chua-cho-phep.vn/"), "address"),
        (Target(ADDRESS, "http://dichvucong.gov.vn/"), "address"),
    ],
)
def test_a_target_that_cannot_be_chosen_is_refused(cast: Cast, target: Target, field: str) -> None:
    assert refused(lambda: place(cast, target=target)).field == field


def test_a_label_that_cannot_be_chosen_is_refused(cast: Cast) -> None:
    assert refused(lambda: place(cast, labels=(("channels.moment", "khi-nao"),))).code == "label"
    assert refused(lambda: place(cast, labels=(("nobody.knows", "x"),))).code == "label"


def test_labels_of_words_are_kept_and_dropped(cast: Cast) -> None:
    kind = LabelKind("test.words", "Ghi thêm")
    registry.register_label(kind)
    try:
        row = place(cast, labels=(("test.words", "  tầng  2 "), ("channels.moment", "cho")))
        assert dict(queries.labels_of(row)) == {"Thời điểm phục vụ": "Trong lúc chờ", "Ghi thêm": "tầng 2"}
        actions.change_placement(row, draft(labels=(("test.words", "tầng 3"),)), actor=cast.actor("editor"))
        assert queries.labels_of(row) == [("Ghi thêm", "tầng 3")]
    finally:
        registry._labels.pop("test.words")
    # Its room is gone: no form names it, so it stays.
    actions.change_placement(row, draft(), actor=cast.actor("editor"))
    assert queries.labels_of(Placement.objects.get()) == [("test.words", "tầng 3")]


def test_a_change_tells_what_was_and_a_change_of_nothing_is_none(cast: Cast) -> None:
    row = place(cast)
    editor = cast.actor("editor")
    actions.change_placement(row, draft(), actor=editor)
    assert not Entry.objects.filter(verb="channels.changed").exists()

    changed = actions.change_placement(
        row, draft(title="Tên khác", target=Target("portal.page", "co-quan")), actor=editor
    )

    assert changed.code == row.code
    changes = Entry.objects.get(verb="channels.changed").changes
    assert changes["Dòng chữ lớn"] == ["Xem tin cải cách hành chính", "Tên khác"]
    assert changes["Dẫn đến"][1] == "Trang của Sở Xây dựng"


def test_what_a_dead_code_leads_to_may_stay_while_its_words_change(cast: Cast) -> None:
    row = outside(cast)
    actions.remove_host(LinkHost.objects.get(), actor=cast.actor("editor"))

    same = Target(row.target_kind, row.target_key)
    changed = actions.change_placement(row, draft(title="Tên khác", target=same), actor=cast.actor("editor"))

    assert changed.title == "Tên khác"
    assert targets.destination(changed) == ""
    assert "dichvucong.gov.vn" in targets.seen(changed).why


def test_withdrawing_needs_a_reason_and_happens_once(cast: Cast) -> None:
    row = place(cast)
    editor = cast.actor("editor")
    assert refused(lambda: actions.withdraw(row, "  ", actor=editor)).field == "reason"
    actions.withdraw(row, "hỏng", actor=editor)
    actions.withdraw(row, "lần nữa", actor=editor)
    assert Placement.objects.get().withdrawn_why == "hỏng"
    assert Entry.objects.filter(verb="channels.withdrawn").count() == 1


def test_two_codes_are_never_alike(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    first = place(cast)
    drawn = iter([first.code, first.code, "22223333"])
    monkeypatch.setattr(placing, "new_code", lambda: next(drawn))
    assert place(cast).code == "22223333"
    monkeypatch.setattr(placing, "new_code", lambda: first.code)
    assert refused(lambda: place(cast)).code == "no_code"
    assert Placement.objects.count() == 2


def test_codes_of_a_merged_agency_are_kept_by_who_publishes_for_its_successor(cast: Cast) -> None:
    row = place(cast)
    Placement.objects.filter(pk=row.pk).update(agency=cast.old_sxd)
    editor = cast.actor("editor")

    held = access.get_placement(editor, row.pk, to=PUBLISH)
    actions.withdraw(held, "cơ quan đã sáp nhập", actor=editor)

    with pytest.raises(NotVisible):
        access.get_placement(cast.actor("ward_chair"), row.pk)
    assert refused(lambda: actions.place_code(cast.old_sxd, draft(), actor=SYSTEM)).code == "ended"


def test_a_successor_leads_old_codes_to_hosts_of_either_list(cast: Cast, today: date) -> None:
    row = outside(cast)
    heir = organising.rename_agency(
        cast.sxd,
        AgencyDraft(
            code="SXD", legal_name="Sở Xây dựng mới", short_name="SXD mới", level="department", valid_from=today,
            parent_id=cast.province.pk, slug="so-xay-dung-moi",
        ),
        day=today, legal_basis="Nghị quyết 1/NQ-HĐND", actor=SYSTEM,
    ).successors.get()  # fmt: skip
    assert targets.destination(row) == "https://dichvucong.gov.vn/p/home"
    actions.add_host(heir, "cantho.gov.vn", "", actor=SYSTEM)
    moved = actions.change_placement(
        row, draft(target=Target(ADDRESS, "https://cantho.gov.vn/")), actor=cast.actor("editor", today)
    )
    assert targets.destination(moved) == "https://cantho.gov.vn/"


def test_a_host_is_listed_once_and_by_its_name(cast: Cast) -> None:
    editor = cast.actor("editor")
    assert (
        actions.add_host(cast.sxd, " HTTPS://DichVuCong.gov.vn/ ", "", actor=editor).host
        == "dichvucong.gov.vn"
    )
    assert refused(lambda: actions.add_host(cast.sxd, "dichvucong.gov.vn", "", actor=editor)).code == "twice"
    for wrong in (
        "",
        "localhost",
        "10.0.0.1",
        "gov",
        "a b.vn",
        "dichvucong.gov.vn/p",
        "x@y.vn",
        "-a.vn",
        "a..vn",
    ):
        assert (
            refused(lambda wrong=wrong: actions.add_host(cast.sxd, wrong, "", actor=editor)).field == "host"
        )


def test_a_host_below_a_listed_one_is_not_listed(cast: Cast) -> None:
    outside(cast)
    target = Target(ADDRESS, "https://evil.dichvucong.gov.vn/")
    assert refused(lambda: place(cast, target=target)).code == "host"


def test_registering_a_kind_twice_is_a_mistake() -> None:
    kind = registry.targets()[0]
    registry.register_target(kind)
    with pytest.raises(ValueError, match="twice"):
        registry.register_target(replace(kind, label="Khác"))
