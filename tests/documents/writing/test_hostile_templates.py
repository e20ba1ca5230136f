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


# --- what Word does when it opens the file -----------------------------------------------------------

MAIN, RELATIONS, END = "word/document.xml", "word/_rels/document.xml.rels", "<w:sectPr"


def complex_field(*pieces: str) -> str:
    """A field as Word keeps it, its code cut into runs at will."""
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    begin, cut, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return f"<w:p>{begin}{code}{cut}<w:r><w:t>x</w:t></w:r>{end}</w:p>"


def relation(kind: str, target: str, mode: str = 'TargetMode="External"') -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="{target}" {mode}/></Relationships>'


def refusals(data: bytes) -> str:
    return " ".join(str(finding) for finding in check_template(data).broken)


@pytest.mark.parametrize(
    "field",
    [
        complex_field("DD", "EAU", 'TO c:\\\\cmd.exe "/k calc"'),
        complex_field(" INCLUDE", 'PICTURE "http://198.51.100.7/x.png" \\d '),
        complex_field(" QUOTE 68 68 69 65 65 84 79 "),
        complex_field(' HYPERLINK "file:///c:/windows/system32/calc.exe" '),
        complex_field(' HYPERLINK "\\\\198.51.100.7\\x" '),
        complex_field('</w:instrText><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE '),
        '<w:p><w:fldSimple w:instr=" IMPORT x "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
        "<w:p><w:r><w:instrText>D</w:instrText></w:r><w:r><w:instrText>DE x</w:instrText></w:r></w:p>",
    ],
)
def test_a_field_code_other_than_those_of_a_plain_paper_is_refused(field: str) -> None:
    assert "trường Word" in refusals(rewritten(template(), MAIN, END, field + END))


@pytest.mark.parametrize(
    "field",
    [
        complex_field(" PAGE  \\* MERGE", "FORMAT "),
        complex_field(' TOC \\o "1-3" '),
        complex_field(' HYPERLINK \\l "muc1" '),
        complex_field(' HYPERLINK "https://lantoa.example/" '),
        '<w:p><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>',
    ],
)
def test_page_numbers_contents_and_plain_links_may_stay(field: str) -> None:
    assert check_template(rewritten(template(), MAIN, END, field + END)).usable


@pytest.mark.parametrize("part", ["endnotes", "comments", "glossary__document", "header7"])
def test_a_field_code_is_found_in_every_part(part: str) -> None:
    code = complex_field("DDE", "AUTO c:\\\\cmd")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    hidden = f'<w:notes xmlns:w="{space}">{code}</w:notes>'
    for content in (hidden, f'<?xml version="1.0" encoding="UTF-16"?>{hidden}'.encode("utf-16")):
        assert "trường Word" in refusals(changed(template(), **{f"word__{part}_xml": content}))


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///c:/x.exe", "\\\\198.51.100.7\\x", "ms-word:ofe|u|x", "x.docx"]
)
def test_a_link_that_opens_more_than_a_page_or_a_letter_is_refused(target: str) -> None:
    data = rewritten(template(), RELATIONS, "</Relationships>", relation("hyperlink", target))
    assert "liên kết" in refusals(data)


@pytest.mark.parametrize("target", ["https://lantoa.example/", "mailto:sxd@lantoa.example"])
def test_a_link_to_a_page_or_a_letter_may_stay(target: str) -> None:
    assert check_template(
        rewritten(template(), RELATIONS, "</Relationships>", relation("hyperlink", target))
    ).usable


def test_a_macro_by_another_name_is_refused() -> None:
    bare = changed(template(), **{"word__x.bin": b"x"})
    told = rewritten(bare, RELATIONS, "</Relationships>", relation("vbaProject", "x.bin", ""))
    typed = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    assert "macro" in refusals(rewritten(told, "[Content_Types].xml", "</Types>", typed))
    assert "macro" in refusals(rewritten(bare, "[Content_Types].xml", "</Types>", typed))


@pytest.mark.parametrize(
    ("markup", "word"),
    [
        ('<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>mới</w:t></w:r></w:ins></w:p>', "theo dõi"),
        (
            '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{{ so }}</w:delText></w:r></w:del></w:p>',
            "theo dõi",
        ),
        ('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>', "ghi chú"),
    ],
)
def test_marks_of_a_correction_would_be_printed_in_every_report(markup: str, word: str) -> None:
    assert word in refusals(rewritten(template(), MAIN, END, markup + END))


# --- files that no library reads ---------------------------------------------------------------------

_STYLE, _NUMBER = "</w:styles>", "</w:numbering>"
DAMAGED = {
    "a part that is not there": rewritten(
        template(), RELATIONS, "</Relationships>", relation("image", "NULL", "")
    ),
    "a header that is not there": rewritten(
        template(), RELATIONS, "</Relationships>", relation("header", "header9.xml", "")
    ),
    "a style whose name is empty": rewritten(
        template(),
        "word/styles.xml",
        _STYLE,
        '<w:style w:type="paragraph" w:styleId="x"><w:name/></w:style>' + _STYLE,
    ),
    "a list without a number": rewritten(
        template(), "word/numbering.xml", _NUMBER, "<w:abstractNum/><w:num/>" + _NUMBER
    ),
    "styles cut off": changed(template(), word__styles_xml="<w:styles"),
    "no way to the text": changed(template(), **{"_rels__.rels": None}),
    "a picture that swells": rewritten(
        changed(template(), **{"word__media__x.emf": bytes(range(256)) * 400 + b"ab" * 5_500_000}),
        "[Content_Types].xml",
        "</Types>",
        '<Default Extension="emf" ContentType="image/x-emf"/></Types>',
    ),
}


@pytest.mark.parametrize("data", list(DAMAGED.values()), ids=list(DAMAGED))
def test_a_damaged_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused) as told:
        fill_template(data, letter())
    assert told.value.code == "template" and "lưu" in told.value.message


def test_the_strict_kind_of_word_file_is_told_apart() -> None:
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as before, zipfile.ZipFile(strict, "w") as after:
        for name in before.namelist():
            old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            after.writestr(
                name,
                before.read(name).replace(old, b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
            )
    assert "Strict" in refusals(strict.getvalue())


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, ".docx"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<html></html>", ".docx"),
    ],
)
def test_another_kind_of_file_is_told_by_its_kind(data: bytes, word: str) -> None:
    assert word in refusals(data)


def test_a_mountain_of_paragraphs_is_refused_at_once() -> None:
    started = time.monotonic()
    assert "quá dài" in refusals(rewritten(template(), MAIN, END, "<w:p/>" * 100_000 + END))
    cells = "<w:tr><w:tc><w:p><w:r><w:t>{{ so }}</w:t></w:r></w:p></w:tc></w:tr>" * 6_000
    assert "quá nhiều" in refusals(rewritten(template(), MAIN, END, f"<w:tbl>{cells}</w:tbl>{END}"))
    assert time.monotonic() - started < 10
