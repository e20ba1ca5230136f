"""A kind of channel is a folder; what it says of itself is checked at the start."""

from __future__ import annotations

import pytest

from lantoa.channels import adapting, discovery
from lantoa.channels.contract import Limits, Settings, Text, Way
from tests.support.fake_channel import fake_kind, folder_of_kinds

BANNER = """
    from lantoa.channels.contract import ChannelKind, Limits, Way
    KIND = ChannelKind(code="bang-ron", label="Băng rôn", way=Way.PEOPLE, limits=Limits(title=80, text=0))
"""


def test_a_folder_more_is_a_kind_more_and_no_list_names_it(tmp_path) -> None:
    with folder_of_kinds(tmp_path / "more", "banner", BANNER):
        kind = discovery.kind_of("bang-ron")
        assert kind is not None
        assert kind.label in [row.label for row in discovery.kinds()]
    assert discovery.kind_of("bang-ron") is None


def test_two_folders_with_one_code_are_refused_at_the_start(tmp_path) -> None:
    twice = BANNER.replace("bang-ron", "email")
    with pytest.raises(ValueError, match="email"), folder_of_kinds(tmp_path / "more", "second", twice):
        discovery.kinds()
    discovery.forget()


def test_a_kind_that_sends_by_itself_must_say_how(tmp_path) -> None:
    silent = BANNER.replace("Way.PEOPLE", "Way.AUTOMATIC")
    with pytest.raises(ValueError, match="bang-ron"), folder_of_kinds(tmp_path / "more", "silent", silent):
        discovery.kinds()
    discovery.forget()


@pytest.mark.parametrize("kind", discovery.kinds(), ids=lambda kind: kind.code)
def test_every_kind_says_itself_in_vietnamese_and_fits_its_own_limits(kind) -> None:
    article = Text("Tiêu đề " * 60, "Tóm tắt " * 200, "Một câu dài của bài viết. " * 4000, "https://a.vn/b/")

    text = adapting.adapt(kind, article)

    assert kind.label[0].isupper()
    assert adapting.problems(text, kind.limits) == []
    assert kind.settings_form(prefix="k").is_bound is False


def test_a_text_is_cut_at_a_word_inside_the_limit() -> None:
    assert adapting.fitted("Cải cách hành chính vì dân", 15) == "Cải cách hành…"
    assert adapting.fitted("Cải cách", 8) == "Cải cách"
    assert adapting.fitted("Dàihơngiớihạnnhiềulắm", 5) == "Dàih…"


def test_parts_that_a_kind_has_not_are_left_out_and_counted_together_where_the_far_side_does() -> None:
    with fake_kind(way=Way.AUTOMATIC, limits=Limits(title=0, summary=0, text=None, whole=60)) as (kind, _):
        text = adapting.adapt(kind, Text("Tiêu đề", "Tóm tắt", "Một câu " * 30, "https://a.vn/bai/"))
    assert (text.title, text.summary) == ("", "")
    assert adapting.length(text) <= 60
    assert text.url == "https://a.vn/bai/"
    (count,) = [count for count in adapting.counts(text, kind.limits) if count.part == "whole"]
    assert count.said == f"Cả tin: {count.used}/60 ký tự"


def test_settings_never_show_what_they_hold() -> None:
    held = Settings({"token": "bí-mật"}, channel_id=4)
    assert "bí-mật" not in repr(held) + str(held)


def test_settings_without_a_store_renew_in_memory_and_close_what_they_kept() -> None:
    class Wire:
        open = True

        def close(self) -> None:
            self.open = False

    held = Settings({"token": "cũ"})
    held.renew(lambda values: {"token": values["token"] + "-mới"})
    wire = held.once("wire", Wire)
    assert held["token"] == "cũ-mới"
    assert held.once("wire", Wire) is wire
    held.close()
    assert wire.open is False
