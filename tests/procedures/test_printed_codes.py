"""A printed code names a procedure, and may lead to its page on the national portal."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lantoa.channels import actions, queries
from lantoa.channels.actions import Target
from lantoa.channels.models import Placement
from lantoa.foundation.errors import Refused
from lantoa.procedures.models import Procedure
from tests.cast import Cast
from tests.channels.building import PHONE, draft, place
from tests.procedures.building import CODE, listed

pytestmark = pytest.mark.django_db
ADD = "/ban-lam-viec/ma-qr/dat/"


def posted(**changed: Any) -> dict[str, Any]:
    return {
        "title": "Nộp hồ sơ", "target": "portal.page|trang-chu", "address": "", "place": "", "spot": "cửa",
        "instruction": "", "nhan-channels.moment": "", "nhan-procedures.procedure": "",
    } | changed  # fmt: skip


def test_a_code_is_labelled_with_a_procedure_found_by_words(cast: Cast) -> None:
    row = listed(cast)
    client = cast.client("editor")

    answer = client.post(ADD, posted(**{"nhan-procedures.procedure": "giay phep xay dung"}))

    code = Placement.objects.get()
    assert answer.status_code == 302
    assert queries.labels_of(code) == [("Thủ tục hành chính", f"{row.code} {row.name}")]
    form = client.get(f"/ban-lam-viec/ma-qr/{code.pk}/sua/").text
    assert row.code in form
    assert row.name in client.get(f"/ban-lam-viec/ma-qr/?nhan=procedures.procedure|{row.pk}").text


def test_a_procedure_of_a_sibling_is_not_found(cast: Cast) -> None:
    theirs = listed(cast, agency="snv")
    assert (
        cast.client("editor").post(ADD, posted(**{"nhan-procedures.procedure": theirs.code})).status_code
        == 422
    )
    with pytest.raises(Refused):
        place(cast, labels=(("procedures.procedure", str(theirs.pk)),))
    with pytest.raises(Refused):
        place(cast, target=Target("procedures.portal", theirs.code))


def test_a_code_leads_to_the_procedure_on_the_national_portal(cast: Cast) -> None:
    row = listed(cast)
    code = place(cast, target=Target("procedures.portal", row.code))
    assert code.target_key == str(row.pk)

    answer = Client().get(f"/q/{code.code}/", headers=PHONE)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("https://dichvucong.gov.vn/")
    assert CODE.partition(".000")[0] in answer.headers["Location"]


def test_what_leads_to_a_procedure_may_stay_and_its_name_is_todays(cast: Cast) -> None:
    row = listed(cast)
    code = place(
        cast, target=Target("procedures.portal", row.code), labels=(("procedures.procedure", str(row.pk)),)
    )
    Procedure.objects.filter(pk=row.pk).update(name="Tên mới", agency=cast.snv)  # not to be chosen any more

    client = cast.client("editor")
    page = client.get(f"/ban-lam-viec/ma-qr/{code.pk}/sua/")
    assert page.context["form"]["address"].value() == row.code
    same = Target("procedures.portal", row.code)
    kept = actions.change_placement(
        code, draft(target=same, labels=(("procedures.procedure", str(row.pk)),)), actor=cast.actor("editor")
    )

    assert kept.target_key == str(row.pk)
    assert queries.labels_of(kept) == [("Thủ tục hành chính", f"{row.code} Tên mới")]
