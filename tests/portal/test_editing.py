"""From a blank form to the citizen: an editor writes and asks, a director approves. And what may be uploaded."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from lantoa.audit.models import Entry
from lantoa.portal.models import ArticlePage, Attachment, Picture
from tests.plans.building import issue, task_draft
from tests.portal.building import photo, picture, picture_bytes, section

pytestmark = pytest.mark.django_db


def typed(**values):
    """What a browser sends for a new article."""
    blocks = values.pop("blocks", [("heading", "Cách làm"), ("paragraph", rich_text("<p>Mở máy ảnh.</p>"))])
    return nested_form_data(
        {
            "title": "Quét mã QR",
            "slug": "quet-ma-qr",
            "summary": "Mỗi quầy một mã.",
            "photo": streamfield([]),
            "body": streamfield(blocks),
            "byline": "",
            "source_name": "",
            "source_url": "",
            "search_description": "",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "comments-MIN_NUM_FORMS": 0,
            "comments-MAX_NUM_FORMS": 0,
            **values,
        }
    )


def write(cast, who="editor", **values):
    address = reverse("wagtailadmin_pages:add", args=["portal", "articlepage", section(cast).pk])
    return cast.client(who).post(address, typed(**values))


def test_what_an_editor_writes_and_a_director_approves_a_citizen_reads(cast, client):
    write(cast, **{"action-submit": "1"})
    page = ArticlePage.objects.get(slug="quet-ma-qr")
    before = client.get(page.url).status_code
    state = TaskState.objects.get(status="in_progress")

    cast.client("director").post(
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""}
    )

    shown = client.get(page.url)
    assert (before, shown.status_code) == (404, 200)
    assert "Mở máy ảnh." in shown.text
    verbs = Entry.objects.filter(target_id=str(page.pk)).values_list("verb", flat=True)
    assert {
        "portal.page_created",
        "portal.approval_asked",
        "portal.page_approved",
        "portal.page_published",
    } <= set(verbs)


def test_an_editor_who_asks_to_publish_is_not_obeyed(cast, client):
    write(cast, **{"action-publish": "1"})

    assert not ArticlePage.objects.get(slug="quet-ma-qr").live


def test_a_director_publishes_at_once(cast, client):
    write(cast, "director", **{"action-publish": "1"})

    assert client.get(ArticlePage.objects.get(slug="quet-ma-qr").url).status_code == 200


def test_the_form_is_in_vietnamese_and_offers_the_tasks_of_the_agency_only(cast):
    ours = issue(cast, task_draft(text="Tập huấn một cửa"))
    address = reverse(
        "wagtailadmin_pages:add", args=["portal", "articlepage", section(cast, "tin-tuc", "ward").pk]
    )

    theirs = cast.client("ward_chair").get(address).text
    address = reverse("wagtailadmin_pages:add", args=["portal", "articlepage", section(cast).pk])
    form = cast.client("editor").get(address).text

    assert ours.tasks.get().terms.text in form
    assert "Tập huấn một cửa" not in theirs
    assert [
        word for word in ("Tóm tắt", "Nội dung", "Nhiệm vụ của kế hoạch", "Lưu nháp") if word not in form
    ] == []


def test_a_picture_without_words_for_it_or_without_consent_is_not_saved(cast):
    value = photo(picture(cast), alt="", consent="")
    write(cast, blocks=[("photo", value)], **{"action-submit": "1"})

    assert not ArticlePage.objects.filter(slug="quet-ma-qr", has_unpublished_changes=True, live=True).exists()
    assert not TaskState.objects.exists()


def test_a_small_heading_without_a_heading_is_refused_when_it_is_sent_for_approval(cast):
    write(cast, blocks=[("subheading", "Lẻ loi")], **{"action-submit": "1"})

    assert not TaskState.objects.exists()


def upload(cast, content, name="anh.png", media="image/png"):
    data = {"title": "Ảnh thử", "file": SimpleUploadedFile(name, content, media)}
    return cast.client("editor").post(reverse("wagtailimages:add"), data)


def located_photo():
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (10.0, 2.0, 0.0), 3: "E", 4: (105.0, 47.0, 0.0)})
    return picture_bytes("JPEG", exif=exif.tobytes())


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.svg"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "a.png"),
        (b"<html><script>alert(1)</script></html>", "a.jpg"),
        (b"MZ" + b"\0" * 200, "a.png"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.png"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_calls_itself(cast, content, name):
    answer = upload(cast, content, name)

    assert answer.status_code == 200
    assert not Picture.objects.exists()


def test_a_giant_picture_is_refused_before_it_is_opened(cast):
    out = io.BytesIO()
    Image.new("1", (21_000, 4_000)).save(out, "PNG")

    answer = upload(cast, out.getvalue())

    assert "quá lớn" in answer.text
    assert not Picture.objects.exists()


def test_a_photo_is_kept_without_the_place_where_it_was_taken(cast):
    upload(cast, located_photo(), "anh.jpg", "image/jpeg")

    row = Picture.objects.get()
    with Image.open(row.file.open("rb")) as kept:
        assert kept.format == "WEBP"
        assert not kept.getexif()
    assert row.collection.name == cast.sxd.legal_name
    assert Entry.objects.filter(verb="portal.file_added").exists()


@pytest.mark.parametrize(
    ("content", "name"), [(b"<html><script>x</script></html>", "a.pdf"), (picture_bytes(), "a.docx")]
)
def test_a_document_is_what_its_content_says(cast, content, name):
    data = {"title": "Tài liệu", "file": SimpleUploadedFile(name, content)}
    cast.client("editor").get("/soan-trang/")
    cast.client("editor").post(reverse("wagtaildocs:add"), data)

    assert not Attachment.objects.exists()


def test_the_preview_shows_the_draft_to_its_editor_alone(cast, client):
    write(cast)
    page = Page.objects.get(slug="quet-ma-qr")
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])

    assert "Mở máy ảnh." in cast.client("editor").get(address).text
    assert client.get(address).status_code == 302
    assert cast.client("officer").get(address).status_code == 404
