"""The screens of *Danh mục dùng chung*."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lantoa.ledger import actions, vocabulary
from lantoa.ledger.drafts import Amount, RowDraft
from lantoa.ledger.models import Audience, Measure, Theme
from lantoa.organisation.access import Actor
from tests.ledger.conftest import House, Recording, page
from tests.ledger.test_vocabulary import DESK, codes, measure


@pytest.fixture
def keeper(house: House) -> Actor:
    return house.actor("administrator")


def test_the_list_costs_the_same_for_one_row_and_three(
    house: House, keeper: Actor, django_assert_num_queries: Any
) -> None:
    client = house.client("administrator")
    for many in (1, 3):
        Audience.objects.all().delete()
        for number in range(many):
            actions.add_row(Audience, RowDraft(name=f"Đối tượng {number}"), actor=keeper)
        page(client, f"{DESK}doi-tuong/")
        with django_assert_num_queries(10):
            assert f"{many} đối tượng, không lọc" in page(client, f"{DESK}doi-tuong/")


def test_the_list_filters_and_sorts_by_vietnamese_letters(house: House, keeper: Actor) -> None:
    client = house.client("administrator")
    actions.end_row(Audience.objects.get(code="hoc-sinh"), date(2026, 9, 1), actor=keeper)
    assert "1 đối tượng, đã lọc" in page(client, f"{DESK}doi-tuong/?tinh_trang=da-het")
    assert "1 đối tượng, đã lọc" in page(client, f"{DESK}doi-tuong/?tim=dong+bao")
    assert "6 đối tượng, đã lọc" in page(client, f"{DESK}doi-tuong/?su_dung=khong")
    seen = page(client, f"{DESK}doi-tuong/?sap-xep=name")
    order = [
        seen.index(f">{name}<")
        for name in ("Cán bộ, công chức, viên chức", "Đoàn viên, hội viên", "Đồng bào Khmer", "Người dân")
    ]
    assert order == sorted(order)
    assert 'form="thu-tu"' not in seen and 'form="thu-tu"' in page(client, f"{DESK}doi-tuong/")


def test_the_export_has_what_the_list_shows(house: House, keeper: Actor) -> None:
    response = house.client("administrator").get(f"{DESK}so-do/?cach_cong=ratio&xuat=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ",")
    assert head == [
        "Tên",
        "Mã",
        "Đơn vị tính",
        "Cách cộng",
        "Tình trạng",
        "Sử dụng",
        "Từ ngày",
        "Đến hết ngày",
    ]
    assert [row[1:6] for row in rows] == [["M16", "%", "Tỷ lệ, không cộng", "Đang dùng", "Chưa dùng"]]


def test_a_measure_is_added_on_screen_beginning_with_another(house: House) -> None:
    client = house.client("administrator")
    seen = page(client, f"{DESK}so-do/them/?theo={measure().pk}")
    assert 'value="cuộc"' in seen
    response = client.post(
        f"{DESK}so-do/them/",
        {
            "name": "Buổi đối thoại",
            "code": "M17",
            "unit": "buổi",
            "kind": "sum",
            "whole": "on",
            "after": measure().pk,
        },
    )
    assert response.status_code == 302
    row = measure("M17")
    assert (row.unit, row.position) == ("buổi", measure().position + 1)


def test_the_form_of_a_used_measure_says_what_cannot_change_and_offers_a_new_one(
    house: House, recording: Recording
) -> None:
    recording(amounts=(Amount("M05-1", Decimal(1)),))
    client, row = house.client("administrator"), measure()
    seen = page(client, f"{DESK}so-do/{row.pk}/sua/")
    assert "Không đổi được vì số đo này đã có số liệu." in seen
    assert f"/so-do/them/?theo={row.pk}" in seen
    response = client.post(
        f"{DESK}so-do/{row.pk}/sua/", {"name": "Hội nghị", "unit": "buổi", "kind": "max", "after": "0"}
    )
    row.refresh_from_db()
    assert response.status_code == 302
    assert (row.name, row.unit, row.kind, row.position) == ("Hội nghị", "cuộc", "sum", 1)


def test_a_row_is_ended_merged_and_taken_back_on_screen(house: House, recording: Recording) -> None:
    recording()
    client = house.client("administrator")
    one, other = Theme.objects.get(code="dich-vu-cong"), Theme.objects.get(code="chuyen-doi-so")
    base = f"{DESK}noi-dung/{one.pk}/"
    assert "Đã gộp vào Chuyển đổi số" not in page(client, base)
    client.post(f"{base}gop/", {"into": other.pk})
    seen = page(client, base)
    assert "Đã gộp vào Chuyển đổi số" in seen and "1 bản của hoạt động" in seen
    client.post(f"{base}dung-lai/")
    client.post(f"{base}thoi-dung/", {"last_day": "07/09/2026"})
    assert "Thôi dùng sau 07/09/2026" in page(client, base)
    one.refresh_from_db()
    assert (one.merged_into, one.valid_to) == (None, date(2026, 9, 7))
    assert client.post(f"{base}xoa/").status_code == 422


def test_moving_on_screen_keeps_the_page(house: House) -> None:
    client, row = house.client("administrator"), measure("M02")
    response = client.post(f"{DESK}so-do/thu-tu/", {"len": row.pk, "trang": "2"})
    assert response["Location"] == f"{DESK}so-do/?trang=2"
    assert codes(Measure)[0] == "M02"
    assert client.post(f"{DESK}so-do/thu-tu/", {"len": "x"}).status_code == 404


def test_an_unknown_vocabulary_does_not_exist(house: House) -> None:
    client = house.client("administrator")
    for address in ("khong-co/", "khong-co/them/", "so-do/999999/", "so-do/them/?theo=999999"):
        assert client.get(f"{DESK}{address}").status_code == 404


def test_every_vocabulary_opens_and_adds(house: House) -> None:
    client = house.client("administrator")
    for word in vocabulary.VOCABULARIES:
        page(client, f"{DESK}{word}/")
        page(client, f"{DESK}{word}/them/")
        row = vocabulary.rows_of(vocabulary.VOCABULARIES[word])[0]
        for tail in ("", "sua/", "thoi-dung/", "gop/"):
            page(client, f"{DESK}{word}/{row.pk}/{tail}")
