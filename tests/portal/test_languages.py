"""Khmer and English: opened by somebody who is named, without a cookie, with every word of the public pages translated."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.channels.models import Subscriber
from lantoa.foundation.errors import Refused
from lantoa.organisation.access import SYSTEM
from lantoa.portal import language_actions, languages
from lantoa.portal.language_actions import TranslationDraft
from lantoa.portal.models import OpenLanguage, PageTranslation
from tests.architecture.house import SOURCE
from tests.portal.building import article, guide, publish

pytestmark = pytest.mark.django_db
PORTAL = SOURCE / "portal"
TEMPLATES = [
    *(path for path in PORTAL.glob("templates/portal/**/*.html") if "desk" not in path.parts),
    *SOURCE.glob("channels/templates/channels/newsletter/*.html"),
    SOURCE / "ui/templates/ui/portal.html",
    SOURCE / "ui/templates/ui/base.html",
]


def asked_for() -> set[str]:
    """Every phrase that the public pages give to be translated."""
    found: set[str] = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'{% (?:translate|trans) "([^"]+)"', text))
        for block in re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", text, re.DOTALL):
            found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", block))
    for path in [PORTAL / "frame.py", PORTAL / "pages.py", *PORTAL.glob("web/*.py")]:
        found |= set(re.findall(r'\b_\(\s*["\']([^"\']+)["\']', path.read_text(encoding="utf-8")))
    for name in ("confirming.py", "forms.py", "kinds/email/letters.py", "kinds/email/settings.py",
                 "web/newsletter_views.py"):  # fmt: skip
        for node in ast.walk(ast.parse((SOURCE / "channels" / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                found.add(ast.literal_eval(node.args[0]))
    return found | set(Subscriber.State.labels)


@pytest.mark.parametrize("code", ["en", "km"])
def test_every_phrase_of_the_public_pages_is_translated(code: str) -> None:
    path: Path = PORTAL / "locale" / code / "LC_MESSAGES" / "django.po"
    with path.open("rb") as stream:
        known = {message.id for message in read_po(stream) if message.id and message.string}

    assert asked_for() - known == set()
    assert len(asked_for()) > 100


@pytest.fixture
def english(cast: Any) -> OpenLanguage:
    return language_actions.open_language("en", "Nguyễn Văn Đọc, giáo viên", actor=SYSTEM)


@pytest.fixture
def page(cast: Any) -> Any:
    return publish(cast, article(title="Quét mã tại quầy"))


@pytest.mark.parametrize("path", ["/en/", "/km/", "/en/so-do-trang/"])
def test_a_language_that_nobody_has_opened_does_not_exist(cast: Any, client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_vietnamese_alone_has_no_switch(page: Any, client: Client) -> None:
    assert 'class="langs"' not in client.get(page.url).text


def test_the_same_page_is_read_in_english_under_its_own_address(
    english: Any, page: Any, client: Client
) -> None:
    answer = client.get(f"/en{page.url}")

    assert answer.status_code == 200
    assert not answer.cookies
    assert '<html lang="en"' in answer.text
    assert "Was this page helpful?" in answer.text
    assert 'href="/en/so-do-trang/"' in answer.text
    assert 'href="/ban-lam-viec/"' in answer.text
    assert f'href="{page.url}" lang="vi" hreflang="vi"' in answer.text
    assert 'lang="vi"><c-note' not in answer.text
    assert client.get(page.url).text.count('hreflang="en"') == 1
    assert "Trang này có ích không?" in client.get(page.url).text


def test_what_is_not_translated_is_marked_as_vietnamese(english: Any, page: Any, client: Client) -> None:
    text = client.get(f"/en{page.url}").text

    assert '<div class="with-side__main" lang="vi">' in text
    assert "has not been translated" in text
    assert f'{page.url}">' in re.findall(r'<link rel="canonical" href="[^"]+">', text)[0]
    assert "/en/" not in re.findall(r'<link rel="canonical" href="([^"]+)">', text)[0]


@pytest.mark.parametrize(
    "path",
    [
        "/en/ban-lam-viec/",
        "/en/tai-khoan/dang-nhap/",
        "/en/soan-trang/",
        "/en/cai-dat/",
        "/en/en/",
        "/en/q/abcd/",
    ],
)
def test_nothing_behind_a_sign_in_has_a_language(english: Any, cast: Any, path: str) -> None:
    assert cast.client("editor").get(path).status_code == 404


def test_an_opinion_may_be_sent_from_an_english_page(english: Any, page: Any) -> None:
    given = {"trang": f"/en{page.url}", "co_ich": "co"}
    answer = Client().post("/en/y-kien/", given, headers={"Origin": "http://testserver"})

    assert answer.status_code == 303
    assert answer["Location"].startswith("/en/y-kien/cam-on/")


def test_one_language_does_not_leak_into_the_next_request(english: Any, page: Any, client: Client) -> None:
    client.get(f"/en{page.url}")

    assert reverse("portal:home") == "/"
    assert '<html lang="vi"' in client.get(page.url).text


def translated(page: Any, **values: Any) -> PageTranslation:
    draft = TranslationDraft(
        "Scan the code", "One code for each counter.", "How\n\n## Steps\n\nOpen the <camera>.", **values
    )
    return language_actions.write_translation(page, "en", draft, actor=SYSTEM)


def test_a_translation_is_shown_once_somebody_named_has_read_it(
    english: Any, page: Any, client: Client
) -> None:
    row = translated(page, machine=True)
    assert "Scan the code" not in client.get(f"/en{page.url}").text

    language_actions.show_translation(page, row, "Trần Thị Dịch", actor=SYSTEM)
    text = client.get(f"/en{page.url}").text

    assert "<h1>Scan the code</h1>" in text
    assert "<h2>Steps</h2>" in text
    assert "&lt;camera&gt;" in text
    assert "Trần Thị Dịch" in text
    assert 'class="with-side__main">' in text
    alternates = re.findall(
        r'<link rel="alternate" hreflang="(\w+)" href="[^"]*?(/[^"/]*/[^"]*)">', client.get(page.url).text
    )
    assert [code for code, _ in alternates] == ["vi", "en"]


def test_a_changed_translation_waits_for_its_reviewer_again(english: Any, page: Any, client: Client) -> None:
    language_actions.show_translation(page, translated(page), "Trần Thị Dịch", actor=SYSTEM)

    translated(page)

    assert "Scan the code" not in client.get(f"/en{page.url}").text


def test_nobody_is_no_reviewer(page: Any) -> None:
    with pytest.raises(Refused):
        language_actions.open_language("en", "  ", actor=SYSTEM)
    with pytest.raises(Refused):
        language_actions.show_translation(page, translated(page), "", actor=SYSTEM)


def test_only_who_publishes_for_the_agency_translates_its_pages(page: Any, cast: Any) -> None:
    address = reverse("readers:translation", args=[page.pk, "en"])

    assert cast.client("ward_chair").get(address).status_code == 404
    assert cast.client("officer").get(address).status_code == 404


def test_an_editor_writes_names_the_reviewer_and_takes_it_back(
    english: Any, page: Any, cast: Any, client: Client
) -> None:
    editor = cast.client("editor")
    address = reverse("readers:translation", args=[page.pk, "en"])
    show = reverse("readers:translation_show", args=[page.pk, "en"])

    editor.post(address, {"title": "Scan", "summary": "", "body": "Words", "machine": "on"})
    assert "Chưa hiệu đính" in editor.get(address).text
    editor.post(show, {"reviewer": "Trần Thị Dịch"})
    shown = client.get(f"/en{page.url}").text
    assert "Đang hiện" in editor.get(reverse("readers:translations")).text
    editor.post(show)

    assert "<h1>Scan</h1>" in shown
    assert "<h1>Scan</h1>" not in client.get(f"/en{page.url}").text
    verbs = ["portal.translation_written", "portal.translation_shown", "portal.translation_hidden"]
    assert list(Entry.objects.filter(verb__in=verbs).order_by("pk").values_list("verb", flat=True)) == verbs


def test_khmer_is_written_in_its_own_letters(cast: Any, client: Client) -> None:
    language_actions.open_language("km", "Thạch Sa Mươl", actor=SYSTEM)
    publish(cast, guide(), "thu-tuc")

    text = client.get("/km/so-do-trang/").text

    assert '<html lang="km"' in text
    assert "ផែនទីគេហទំព័រ" in text


def test_the_reviewer_reads_every_phrase_beside_its_translation(cast: Any) -> None:
    text = cast.client("editor").get(reverse("readers:language_words", args=["km"])).text

    assert "Chưa hiệu đính" in text
    assert "តើទំព័រនេះមានប្រយោជន៍ទេ?" in text


def test_an_address_is_taken_apart() -> None:
    assert languages.split("/en/so-do-trang/") == ("en", "/so-do-trang/")
    assert languages.split("/entry/") == ("", "/entry/")
    assert languages.split("/") == ("", "/")
