"""Two administrators correct one row: the second is told, keeps what they typed, and may send it again knowingly."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from lantoa.ledger import actions
from lantoa.ledger.models import Measure, Theme
from lantoa.organisation.models import Membership, Place, Role
from tests.support.visitor import _Fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

TOLD = "Đã có người sửa mục này"
ROWS = {
    "agency": ("legal_name", "organisation:edit_agency"),
    "body": ("name", "organisation:edit_body"),
    "place": ("name", "organisation:edit_place"),
    "person": ("full_name", "organisation:edit_person"),
    "role": ("title", "organisation:edit_role"),
    "theme": ("name", "ledger:edit_row"),
    "measure": ("name", "ledger:edit_row"),
}


def address(cast, kind):
    actions.ensure_reference_rows()
    name = ROWS[kind][1]
    if kind in ("theme", "measure"):
        model, word = (Theme, "noi-dung") if kind == "theme" else (Measure, "so-do")
        return reverse(name, args=[word, model.objects.order_by("pk").first().pk])
    rows = {
        "agency": cast.sxd,
        "body": cast.body("sxd.van_phong"),
        "place": Place.objects.filter(agency=cast.sxd).first(),
        "person": cast.officer,
        "role": Membership.objects.get(person=cast.officer, role=Role.OFFICER),
    }
    return reverse(name, args=[rows[kind].pk])


def fields(html):
    """Of the form in the page's body, as a browser would send them."""
    form = re.search(r'<form method="post" class="stack".*?</form>', html, re.S)[0]
    found = _Fields("it")
    found.feed(form.replace("<form ", '<form id="it" ', 1))
    return found.values


@pytest.mark.parametrize("kind", ROWS)
def test_the_second_is_told_and_loses_nothing(cast, kind):
    client, url, field = cast.client("administrator"), address(cast, kind), ROWS[kind][0]
    first, second = fields(client.get(url).text), fields(client.get(url).text)

    assert client.post(url, first | {field: ["Người thứ nhất"]}).status_code == 302
    answer = client.post(url, second | {field: ["Người thứ hai"]})

    assert answer.status_code == 422
    assert TOLD in answer.text
    again = fields(answer.text)
    assert again[field] == ["Người thứ hai"]
    assert fields(client.get(url).text)[field] == ["Người thứ nhất"]
    assert client.post(url, again).status_code == 302
    assert fields(client.get(url).text)[field] == ["Người thứ hai"]


@pytest.mark.parametrize("kind", ROWS)
def test_nothing_is_said_where_nobody_else_was_there(cast, kind):
    client, url, field = cast.client("administrator"), address(cast, kind), ROWS[kind][0]

    answer = client.post(url, fields(client.get(url).text) | {field: ["Đã sửa"]})

    assert answer.status_code == 302
