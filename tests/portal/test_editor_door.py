"""Who comes in to the editor: editors and directors of an agency, each to its own pages and files; nobody else."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from lantoa.config.middleware import EDITOR_POLICY, PREVIEW_POLICY
from lantoa.organisation.models import Membership
from lantoa.portal.models import SectionPage
from tests.portal.building import article, home, picture, section
from tests.support.url_matrix import EDITOR, every_address

pytestmark = pytest.mark.django_db


def every_editor_path():
    """Every address below the editor, its blanks filled with what names nothing."""
    for _, route in every_address():
        if route.startswith(EDITOR):
            plain = re.sub(
                r"<(?:int|slug|str|path|uuid)?:?\w+>", lambda blank: "7" if "int" in blank[0] else "x", route
            )
            plain = re.sub(r"\(\?P<\w+>[^)]*\)|\([^)]*\)", "7", plain)
            yield "/" + plain.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")


def test_no_address_of_the_editor_answers_who_has_no_business_there(cast):
    officer, stranger = cast.client("officer"), Client()
    paths = sorted(set(every_editor_path()))
    wrong = []
    for path in paths:
        for method in ("get", "post"):
            status = getattr(officer, method)(path).status_code
            answer = getattr(stranger, method)(path)
            to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/tai-khoan/dang-nhap/")
            if status != 404 or not to_sign_in:
                wrong.append(f"{method} {path}: {status}, {answer.status_code}")

    assert len(paths) > 150
    assert wrong == []


@pytest.mark.parametrize(
    "who", ["head", "coordinator", "superior", "appraiser", "administrator", "ward_officer"]
)
def test_only_roles_that_write_or_publish_are_let_in(cast, who):
    assert cast.client(who).get("/soan-trang/").status_code == 404


@pytest.mark.parametrize("who", ["editor", "director", "ward_chair"])
def test_editors_and_directors_find_their_agencys_pages_ready(cast, who):
    client = cast.client(who)

    assert client.get("/soan-trang/").status_code == 200
    assert client.get("/soan-trang/images/").status_code == 200
    assert SectionPage.objects.exists()


@pytest.mark.parametrize(
    "name", ["account", "users", "groups", "sites", "collections", "workflows/list", "login"]
)
def test_what_the_house_does_itself_is_closed_to_all(cast, name):
    assert cast.client("director").get(f"/soan-trang/{name}/").status_code == 404


def test_a_role_that_ended_takes_the_rights_along(cast, today):
    client = cast.client("editor")
    client.get("/soan-trang/")
    assert cast.account("editor").groups.count() == 1

    Membership.objects.filter(person=cast.editor).update(valid_to=today.replace(day=today.day - 1))

    assert client.get("/soan-trang/").status_code == 404


def test_an_editor_touches_nothing_of_another_agency(cast):
    theirs = section(cast, "tin-tuc", "ward")
    draft = article(title="Của phường", live=False)
    theirs.add_child(instance=draft)
    row = picture(cast, "ward")
    rendition = row.get_rendition("width-400")
    client = cast.client("editor")

    answers = [
        client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])),
        client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])),
        client.get(reverse("wagtailadmin_pages:history", args=[draft.pk])),
        client.get(reverse("wagtailadmin_pages:add", args=["portal", "articlepage", theirs.pk])),
        client.get(reverse("wagtailadmin_pages:delete", args=[draft.pk])),
        client.get(reverse("wagtailimages:edit", args=[row.pk])),
        client.get(rendition.url),
        client.get(row.file.url),
    ]
    lists = client.get("/soan-trang/images/").text + client.get("/soan-trang/images/chooser/").text

    assert [answer.status_code for answer in answers if answer.status_code not in {302, 403, 404}] == []
    assert row.title not in lists
    assert cast.client("ward_chair").get(rendition.url).status_code == 200


def test_an_editor_may_write_but_only_the_director_publishes(cast):
    mine = section(cast)
    draft = article(title="Bài chờ duyệt", live=False, owner=cast.account("editor"))
    mine.add_child(instance=draft)
    draft.save_revision()
    editor, director = cast.client("editor"), cast.client("director")

    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])

    assert 'name="action-publish"' not in editor.get(address).text
    assert 'name="action-submit"' in editor.get(address).text
    assert 'name="action-publish"' in director.get(address).text


def test_the_home_of_an_agency_cannot_be_deleted_even_by_its_director(cast):
    front = home(cast)
    director = cast.client("director")

    answer = director.post(reverse("wagtailadmin_pages:delete", args=[front.pk]))
    unpublished = director.post(reverse("wagtailadmin_pages:unpublish", args=[front.pk]))

    assert (answer.status_code, unpublished.status_code) == (302, 302)
    front.refresh_from_db()
    assert front.live


def test_the_editor_has_its_own_policy_and_a_preview_the_strict_one_in_a_frame(cast):
    draft = article(title="Xem trước", live=False)
    section(cast).add_child(instance=draft)
    draft.save_revision()
    client = cast.client("editor")

    editor = client.get("/soan-trang/")
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert editor["Content-Security-Policy"] == EDITOR_POLICY
    assert preview["Content-Security-Policy"] == PREVIEW_POLICY
    assert "unsafe-inline" not in PREVIEW_POLICY
    assert "Xem trước" in preview.text
    assert "no-store" in preview["Cache-Control"]
