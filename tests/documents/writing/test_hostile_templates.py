"""A template is somebody else's file: nothing in it may compute, reach out, run, or grow without end."""

from __future__ import annotations

import io
import time
import zipfile

import docx
import pytest

from lantoa.documents.writing import check_template, fill_template
from lantoa.documents.writing.stencils.filling import _Sandbox
from lantoa.foundation.errors import Refused
from tests.documents.writing.samples import letter
from tests.documents.writing.word_templates import changed, rewritten, saved, template


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ so.__class__ }}",
        "{{ so|attr('__class__') }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ 'a' * 1000000000 }}",
        "{{ range(10**9)|list }}",
        "{{ 7*7 }}",
        "{% for x in range(999999999) %}{{ x }}{% endfor %}",
        "{% for x in can_cu recursive %}{{ loop(can_cu) }}{% endfor %}",
        "{% set x = so %}",
        "{% macro x() %}{% endmacro %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends so %}",
        "{% raw %}{% endraw %}",
        "{% filter upper %}x{% endfilter %}",
        "{% call so() %}{% endcall %}",
        "{% if so is defined %}x{% endif %}",
        "{% if so or so %}x{% endif %}",
        "{{r so }}",
        "{{p so }}",
        "{% colspan so %}",
        "{% cellbg so %}",
        "{% vm %}",
        "{%- if so -%}x{%- endif -%}",
        "{{ lipsum }}",
        "{{ self }}",
        "{{ __import__ }}",
    ],
)  # fmt: skip
def test_nothing_that_computes_passes(tag: str) -> None:
    found = check_template(template(tag))
    assert not found.usable
    with pytest.raises(Refused):
        fill_template(template(tag), letter())


@pytest.mark.parametrize(
    "source", ["{{ so.x }}", "{{ so|e }}", "{{ so() }}", "{% set a = 1 %}", "{{ 1 }}", "{{ so[0] }}", "{{ so ~ so }}"]
)  # fmt: skip
def test_the_sandbox_itself_knows_names_loops_and_conditions_only(source: str) -> None:
    with pytest.raises(Exception, match=r"not allowed|No filter"):
        _Sandbox().from_string(source)


def test_the_sandbox_has_no_functions_and_escapes_values() -> None:
    sandbox = _Sandbox()
    assert (sandbox.globals, sandbox.filters, sandbox.tests) == ({}, {}, {})
    assert sandbox.from_string("{{ so }}").render(so="<&>") == "&lt;&amp;&gt;"


def test_a_field_in_an_attribute_is_refused() -> None:
    data = rewritten(template(), "word/document.xml", "<w:body>", '<w:body w:x="{{ so }}">')
    assert any("nằm ngoài chữ" in str(finding) for finding in check_template(data).broken)


def test_a_field_in_the_properties_of_the_file_is_refused() -> None:
    document = docx.Document(io.BytesIO(template()))
    document.core_properties.author = "{{ 7*7 }}"
    assert any("thuộc tính tệp" in str(finding) for finding in check_template(saved(document)).broken)


def test_a_field_code_that_fetches_is_refused() -> None:
    code = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p><w:sectPr'
    data = rewritten(template(), "word/document.xml", "<w:sectPr", code)
    assert any("DDE" in str(finding) for finding in check_template(data).broken)


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "aFChunk", "frame"])
def test_a_relation_to_somewhere_else_is_refused(kind: str) -> None:
    link = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="http://198.51.100.7/x.dotm" TargetMode="External"/></Relationships>'
    )
    data = rewritten(template(), "word/_rels/document.xml.rels", "</Relationships>", link)
    assert any("ở nơi khác" in str(finding) for finding in check_template(data).broken)


def test_a_macro_is_refused() -> None:
    data = changed(template(), **{"word__vbaProject.bin": b"x"})
    assert any("macro" in str(finding) for finding in check_template(data).broken)


def test_another_kind_of_word_file_is_refused() -> None:
    data = rewritten(template(), "[Content_Types].xml", "document.main+xml", "template.main+xml")
    assert any(".docx" in str(finding) for finding in check_template(data).broken)


@pytest.mark.parametrize("data", [b"", b"khong phai zip", b"PK\x03\x04" + b"\x00" * 100, b"%PDF-1.7"])
def test_what_is_no_word_file_is_told_in_words(data: bytes) -> None:
    found = check_template(data)
    assert not found.usable
    assert found.broken[0].message
    with pytest.raises(Refused):
        fill_template(data, letter())


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="x"><w:body>&a;</w:body></w:document>'
    assert not check_template(changed(template(), word__document_xml=bomb)).usable


def test_a_zip_bomb_is_refused_quickly() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\x00" * 300_000_000)
    started = time.monotonic()
    assert not check_template(stream.getvalue()).usable
    assert time.monotonic() - started < 20


def test_two_parts_of_one_name_are_refused() -> None:
    stream = io.BytesIO(template())
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("word/document.xml", "<x/>")
    assert not check_template(stream.getvalue()).usable


def test_too_many_fields_are_refused() -> None:
    assert any(
        "quá nhiều trường" in str(finding) for finding in check_template(template("{{ so }} " * 400)).broken
    )


def test_a_loop_over_a_mountain_of_text_is_refused() -> None:
    big = template("{%p for d in can_cu %}", "x" * 3_000_000, "{%p endfor %}")
    assert check_template(big).usable
    with pytest.raises(Refused, match="quá lớn"):
        fill_template(big, letter(bases=["Căn cứ"] * 40))


def test_half_tags_by_the_thousand_are_refused_quickly() -> None:
    started = time.monotonic()
    found = check_template(template("{{ " * 50_000, "{" * 50_000, "{%" * 50_000))
    assert not found.usable
    assert time.monotonic() - started < 20


def test_many_paragraphs_with_fields_are_filled_in_time() -> None:
    data = template(*(f"đoạn {number} " + "chữ " * 40 for number in range(4_000)), *["{{ so }}"] * 200)
    started = time.monotonic()
    fill_template(data, letter())
    assert time.monotonic() - started < 30
