from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError

import lantoa.ui
from lantoa.ui import registry
from lantoa.ui.templatetags.lantoa_ui import icon_names
from lantoa.ui.web.views import render_case
from lantoa.ui.words import STATES
from tests.ui.support import draw

TEMPLATES = Path(lantoa.ui.__file__).parent / "templates"
CASES = registry.cases()


def components() -> set[str]:
    folder = TEMPLATES / "cotton"
    return {
        str(path.relative_to(folder).with_suffix("")).replace("/index", "").replace("/", ".")
        for path in folder.rglob("*.html")
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.component}-{case.name}")
def test_every_case_of_the_gallery_renders_without_inline_style_or_script(case, rf):
    html = str(render_case(rf.get("/ban-lam-viec/gallery/"), case))
    assert html.strip()
    assert not re.search(r"<script|\sstyle=|\son[a-z]+=|javascript:", html)
    assert "{{" not in html and "{%" not in html and "<c-" not in html


def test_every_component_is_used_in_the_gallery():
    shown = "".join(case.template for case in CASES)
    part_of_others = {"opt", "files", "errors"}
    missing = {
        name for name in components() - part_of_others if not re.search(rf"<c-{re.escape(name)}[\s>/]", shown)
    }
    assert missing == set()


@pytest.mark.parametrize(
    "name",
    sorted(
        components()
        - {
            "field",
            "table",
            "stacks",
            "heat",
            "gantt",
            "month",
            "pager",
            "filters",
            "errors",
            "bars",
            "spark",
            "course",
        }
    ),
)
def test_a_component_refuses_an_input_it_does_not_declare(name):
    with pytest.raises(TemplateSyntaxError, match="has no input 'bogus'"):
        draw(f'<c-{name} bogus="1">x</c-{name}>')


def test_extra_attributes_are_escaped():
    html = draw(
        '<c-btn :data-name="name" aria-label="{{ name }}">Ghi</c-btn>', name='"><script>alert(1)</script>'
    )
    assert "<script>" not in html
    assert html.count("&quot;&gt;&lt;script&gt;") == 2


def test_inputs_are_escaped_wherever_they_are_shown():
    nasty = "<img src=x>"
    for source in (
        '<c-note :title="x">a</c-note>',
        '<c-status st="done" :word="x" />',
        '<c-head :title="x" :sub="x" />',
        '<c-empty :title="x" :text="x" />',
        '<c-strip.fig :label="x" :value="x" :sub="x" />',
        '<c-kv :rows="rows" />',
    ):
        assert "<img" not in draw(source, x=nasty, rows=[(nasty, nasty)])


def test_values_of_the_page_do_not_leak_into_components():
    html = draw(
        '<c-btn>Lưu</c-btn><c-empty title="Trống" />',
        kind="main",
        href="/x/",
        icon="plus",
        text="của trang",
        label="của trang",
    )
    assert "btn--main" not in html and "của trang" not in html and "/x/" not in html


def test_an_unknown_icon_state_or_kind_raises():
    for source in ('{% icon "unicorn" %}', '<c-status st="maybe" />', '<c-btn kind="huge">x</c-btn>'):
        with pytest.raises(TemplateSyntaxError):
            draw(source)


def test_every_state_has_an_icon_of_its_own():
    assert set(STATES) <= icon_names()


def test_a_disabled_link_is_no_link():
    assert "href" not in draw('<c-btn href="/x/" :disabled="True">Mở</c-btn>')


def test_the_summary_of_errors_is_absent_without_errors():
    assert draw('<c-errors :form="None" />').strip() == ""


def test_templates_hold_no_inline_style_script_or_handler():
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son(?:click|change|submit|load)=", text)
        assert found == [], path
