"""Files on their way out: by right, in ranges, and never as something a browser would run."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.ledger import actions
from lantoa.ledger.models import Evidence
from tests.ledger import samples
from tests.ledger.conftest import House, Recording, page


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def placed(house: House, recording: Recording) -> Evidence:
    upload = samples.upload("ảnh “quầy”.jpg", samples.jpeg(placed=True))
    return actions.attach_file(recording(), upload, actor=house.actor("officer"))


def test_an_original_with_its_place_is_for_who_has_the_right_and_the_look_is_noted(
    house: House, placed: Evidence
) -> None:
    url = reverse("ledger:file", args=[placed.file_id])

    assert body_of(house.client("head").get(url)) == samples.jpeg(placed=True)
    assert Entry.objects.get(verb="ledger.original_read").actor_name == "Thạch Sô Phia"
    assert house.client("colleague").get(url).status_code == 403
    assert (
        house.client("colleague").get(reverse("ledger:file_view", args=[placed.file_id])).status_code == 200
    )
    activity = reverse("ledger:activity", args=[placed.activity_id])
    assert "9,60370" in page(house.client("head"), activity)
    assert "9,60370" not in page(house.client("colleague"), activity)


def test_a_part_of_an_original_is_a_look_at_it_too(house: House, placed: Evidence) -> None:
    url = reverse("ledger:file", args=[placed.file_id])

    assert house.client("head").get(url, headers={"range": "bytes=0-999"}).status_code == 206

    assert Entry.objects.filter(verb="ledger.original_read").count() == 1


def test_a_file_is_served_so_that_no_browser_runs_it(house: House, placed: Evidence) -> None:
    response = house.client("officer").get(reverse("ledger:file", args=[placed.file_id]) + "?tai=1")

    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="anh-quay-.jpg"; filename*=UTF-8')
    assert "\n" not in disposition


def test_an_unchanged_file_is_not_sent_again(house: House, placed: Evidence) -> None:
    client = house.client("officer")
    url = reverse("ledger:file_thumb", args=[placed.file_id])
    tag = client.get(url).headers["ETag"]

    again = client.get(url, headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "status", "start", "end"),
    [
        ("bytes=0-9", 206, 0, 10),
        ("bytes=100-", 206, 100, 2024),
        ("bytes=-24", 206, 2000, 2024),
        ("bytes=2000-99999", 206, 2000, 2024),
        ("bytes=9999-", 416, 0, 0),
        ("bytes=5-2", 200, 0, 2024),
        ("bytes=0-1,5-6", 200, 0, 2024),
        ("nonsense", 200, 0, 2024),
        (f"bytes={'9' * 5000}-", 200, 0, 2024),
    ],
)
def test_a_video_is_sent_by_the_range_asked(
    house: House, recording: Recording, asked: str, status: int, start: int, end: int
) -> None:
    upload = samples.upload("quay.mp4", samples.MP4)
    file = actions.attach_file(recording(), upload, actor=house.actor("officer")).file
    assert file is not None and file.size == 2024

    response = house.client("officer").get(reverse("ledger:file", args=[file.pk]), headers={"range": asked})

    assert response.status_code == status
    assert body_of(response) == (samples.MP4[start:end] if status != 416 else b"")
    if status == 206:
        assert response.headers["Content-Range"] == f"bytes {start}-{end - 1}/2024"
