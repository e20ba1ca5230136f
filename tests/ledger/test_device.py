"""What a device sends when its connection is back: any number of times, for its own account only."""

from __future__ import annotations

import io
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.ledger.forms import ActivityForm
from lantoa.ledger.models import Activity, ActivityKind, Form, Measure, State
from tests.ledger import samples
from tests.ledger.conftest import House, typed


def device(client: Client, url: str, data: dict[str, Any], account: int) -> Any:
    headers = {"accept": "application/json", "x-lantoa-account": str(account)}
    return client.post(url, data, headers=headers)


def test_a_device_sends_text_photos_and_the_word_each_any_number_of_times(house: House) -> None:
    client = house.client("officer")
    account = house.person("officer").account.pk
    sent = str(uuid.uuid4())
    form = typed(body=house.unit.pk, client_id=sent)

    for _ in range(2):
        answer = device(client, reverse("ledger:record"), form, account)
        assert answer.status_code == 201
        for index in (0, 1, 2):
            photo = SimpleUploadedFile(f"{index}.png", samples.png((64 + index, 48)))
            url = reverse("ledger:record_file", args=[sent, index])
            if Activity.objects.get().state == State.DRAFT:
                assert device(client, url, {"file": photo}, account).status_code == 201
        assert device(client, reverse("ledger:record_sent", args=[sent]), {}, account).status_code == 200

    row = Activity.objects.get()
    assert row.is_waiting
    assert row.evidence.count() == 3


def test_a_draft_of_one_account_is_never_sent_under_another(house: House) -> None:
    account = house.person("officer").account.pk
    client = house.client("head")

    answer = device(client, reverse("ledger:record"), typed(body=house.unit.pk), account)

    assert answer.status_code == 409
    assert not Activity.objects.exists()


def test_a_device_is_told_in_words_what_is_wrong(house: House) -> None:
    client = house.client("officer")
    account = house.person("officer").account.pk

    answer = device(client, reverse("ledger:record"), typed(body=house.unit.pk, title=""), account)

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["title"]


def test_nobody_adds_photos_to_the_draft_of_another(house: House) -> None:
    sent = str(uuid.uuid4())
    house.client("officer").post(
        reverse("ledger:record"), typed(body=house.unit.pk, client_id=sent, viec="luu")
    )

    url = reverse("ledger:record_file", args=[sent, 0])
    answer = house.client("head").post(url, {"file": io.BytesIO(samples.png())})

    assert answer.status_code == 404


def test_a_file_by_a_number_that_no_device_counts_to_is_not_there(house: House) -> None:
    account = house.person("officer").account.pk
    sent = str(uuid.uuid4())
    client = house.client("officer")
    device(client, reverse("ledger:record"), typed(body=house.unit.pk, client_id=sent), account)
    photo = SimpleUploadedFile("a.png", samples.png((64, 48)))

    url = reverse("ledger:record_file", args=[sent, 10**30])

    assert device(client, url, {"file": photo}, account).status_code == 404


def test_the_form_asks_for_its_kinds_once_however_many_there_are(house: House) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            form = ActivityForm(bodies=[house.unit])
            form.first_measures(), form.other_measures(), form.kind_measures(), form.kind_forms()
        return len(found)

    asked()  # what is read once for the process
    before = asked()
    usual = Form.objects.first()
    for number in range(4):
        kind = ActivityKind.objects.create(code=f"loai-{number}", name=f"Loại {number}", form=usual)
        kind.measures.add(Measure.objects.first())

    assert asked() == before
