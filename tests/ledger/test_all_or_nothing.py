"""One form is one transaction: the record, its proof and the word to send it, or nothing of them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.foundation.errors import Refused
from lantoa.ledger import actions, storage
from lantoa.ledger.actions import activities, evidence
from lantoa.ledger.drafts import DocumentRef, ProofDraft
from lantoa.ledger.models import Activity, Evidence, Measurement, StoredFile
from tests.ledger import samples
from tests.ledger.conftest import Drafting, House, Recording, typed

RECORD = reverse("ledger:record")


def photos(count: int) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{n}.png", samples.png((64 + n, 48))) for n in range(count)]


def break_at(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, call: int) -> None:
    """The function fails the `call`-th time, as a disk or a server would."""
    real, calls = getattr(module, name), [0]

    def broken(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        if calls[0] == call:
            raise OSError("gone")
        return real(*args, **kwargs)

    monkeypatch.setattr(module, name, broken)


@pytest.mark.parametrize(
    ("module", "name", "call"), [(evidence, "attach_stored", 2), (activities, "submit", 1)]
)
def test_a_form_that_breaks_off_in_the_middle_leaves_no_row(
    house: House, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, call: int
) -> None:
    break_at(monkeypatch, module, name, call)

    with pytest.raises(OSError, match="gone"):
        house.client("officer").post(RECORD, typed(body=house.unit.pk, uploads=photos(3)))

    for model in (Activity, Measurement, Evidence, StoredFile):
        assert not model.objects.exists()
    assert not Entry.objects.filter(verb__startswith="ledger.").exists()


def test_the_same_form_sent_again_after_its_answer_was_lost_changes_nothing(house: House) -> None:
    form = typed(
        body=house.unit.pk, client_id=str(uuid.uuid4()), document="96/GM-SXD", link="https://a.vn/bai"
    )
    for _ in range(2):
        answer = house.client("officer").post(RECORD, form | {"uploads": photos(2)})
        assert answer.status_code == 302

    row = Activity.objects.get()
    assert row.is_waiting
    assert row.evidence.count() == 4
    assert Entry.objects.filter(verb="ledger.evidence_attached").count() == 4


def test_a_form_sent_again_after_its_record_was_confirmed_says_that_it_is_there(house: House) -> None:
    form = typed(body=house.unit.pk, client_id=str(uuid.uuid4()))
    client = house.client("officer")
    client.post(RECORD, form | {"uploads": photos(1)})
    actions.confirm(Activity.objects.get(), actor=house.actor("head"))

    answer = client.post(RECORD, form | {"uploads": photos(1)}, follow=True)

    assert "Đã gửi HĐ-" in answer.text
    assert Activity.objects.get().evidence.count() == 1


def test_the_same_document_twice_is_one_proof(house: House, recording: Recording) -> None:
    activity, officer = recording(), house.actor("officer")

    one = actions.attach_document(activity, DocumentRef("96/GM-SXD"), actor=officer)
    again = actions.attach_document(activity, DocumentRef("96/GM-SXD"), actor=officer)
    other = actions.attach_document(activity, DocumentRef("97/GM-SXD"), actor=officer)

    assert one == again != other


def test_a_refused_photo_keeps_the_record_unsent_with_the_others(house: House, drafting: Drafting) -> None:
    uploads = [*photos(1), SimpleUploadedFile("b.png", samples.SVG), *photos(2)[1:]]

    outcome = actions.record_with_proof(
        drafting(), ProofDraft(uploads), actor=house.actor("officer"), send=True
    )

    assert [refusal.code for refusal in outcome.refused] == ["unsafe"]
    assert len(outcome.added) == 2
    assert Activity.objects.get().submitted_at is None


def test_a_record_that_is_refused_writes_no_byte(house: House, drafting: Drafting) -> None:
    with pytest.raises(Refused):
        actions.record_with_proof(drafting(title=" "), ProofDraft(photos(1)), actor=house.actor("officer"))

    assert not storage.root().exists()


def test_twenty_are_handed_back_together_or_not_at_all(
    house: House, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [recording() for _ in range(3)]
    ticks = [f"{row.pk}:{row.edition}" for row in rows]
    break_at(monkeypatch, activities, "_hand_back", 3)

    with pytest.raises(OSError, match="gone"):
        house.client("head").post(
            reverse("ledger:confirm"), {"muc": ticks, "viec": "tra-lai", "ly_do": "Thiếu ảnh"}
        )

    assert all(row.is_waiting for row in Activity.objects.all())
