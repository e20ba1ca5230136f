"""The register on screen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lantoa.organisation.access import SYSTEM
from lantoa.procedures import actions, queries
from lantoa.procedures.models import Procedure
from tests.procedures.building import CODE, listed

OTHER = "1.900102.000.00.00.H13"


def test_the_list_is_searched_without_accents_filtered_and_sorted(cast: Any, today: date) -> None:
    listed(cast, CODE, field="Nhà ở", levels=("commune",), service="full")
    listed(cast, OTHER, name="Thẩm định báo cáo nghiên cứu khả thi", levels=("province",))
    client = cast.client("officer")

    def shown(**query: str) -> list[str]:
        table = client.get(reverse("procedures:list"), query).context["table"]
        return [row.record.code for row in table.page.object_list]

    assert shown(tu="giay phep nha o") == [CODE]
    assert shown(tu="900102") == [OTHER]
    assert shown(cap="province") == [OTHER]
    assert shown(muc_do="full") == [CODE]
    assert shown(muc_do="chua") == [OTHER]
    assert shown(linh_vuc="chua") == [OTHER]
    assert shown(tinh_trang=queries.LIVE) == [CODE, OTHER]
    assert shown(**{"sap-xep": "-name"}) == [OTHER, CODE]


def test_the_list_asks_as_much_for_three_rows_as_for_one(cast: Any, today: date) -> None:
    client = cast.client("officer")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(reverse("procedures:list"))
        return len(found)

    listed(cast, "1.900103", field="Nhà ở")
    asked()
    one = asked()
    listed(cast, "1.900104", field="Quy hoạch")
    listed(cast, "1.900105", field="Vật liệu")

    assert asked() == one


def test_the_export_has_every_column_and_no_formula(cast: Any, today: date) -> None:
    listed(cast, CODE, name='=HYPERLINK("https://x.example")', fee="@SUM(1)", days=Decimal("2.5"))

    answer = cast.client("officer").get(reverse("procedures:list"), {"xuat": "csv"})

    text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode("utf-8-sig")
    assert "Căn cứ pháp lý" in text
    assert "'=HYPERLINK" in text
    assert "'@SUM" in text


def test_somebody_without_a_register_is_told_who_makes_one(cast: Any, today: date) -> None:
    officer = cast.client("officer").get(reverse("procedures:list")).content.decode()
    coordinator = cast.client("coordinator").get(reverse("procedures:list")).content.decode()

    assert "Đầu mối cải cách hành chính" in officer
    assert reverse("procedures:new") not in officer
    assert reverse("procedures:new") in coordinator


def test_a_procedure_is_added_and_corrected_by_form(cast: Any, today: date) -> None:
    client = cast.client("coordinator")
    data = {"code": CODE.lower(), "name": " Cấp  giấy phép ", "new_field": "Hoạt động xây dựng", "days": "7,5",
            "levels": ["commune", "province"], "legal_basis": "Luật A\n\n  Nghị định B ", "service": "full"}  # fmt: skip

    client.post(reverse("procedures:new"), data)
    row = Procedure.objects.get()
    client.post(
        reverse("procedures:edit", args=[row.pk]),
        data | {"name": "Cấp giấy phép xây dựng", "new_field": "", "field": row.field_id},
    )
    row.refresh_from_db()

    assert (row.code, row.name, row.days) == (CODE, "Cấp giấy phép xây dựng", Decimal("7.5"))
    assert row.levels == ",province,commune,"
    assert row.legal_basis == "Luật A\nNghị định B"
    assert row.field and row.field.name == "Hoạt động xây dựng"
    page = client.get(reverse("procedures:procedure", args=[row.pk])).content.decode()
    assert "Sửa thủ tục" in page
    assert "“Cấp giấy phép” thành “Cấp giấy phép xây dựng”" in page
    assert 'ma_thu_tuc=1.900101"' in page


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(cast: Any, today: date) -> None:
    answer = cast.client("coordinator").post(
        reverse("procedures:new"), {"code": "12", "name": "Cấp giấy phép lạ"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]
    assert "Cấp giấy phép lạ" in answer.content.decode()


def test_a_procedure_is_replaced_by_one_that_is_named_by_words(cast: Any, today: date) -> None:
    row, successor = listed(cast, CODE), listed(cast, OTHER, name="Thủ tục mới thay thế")
    client = cast.client("coordinator")

    client.post(
        reverse("procedures:replace", args=[row.pk]), {"successor": "thu tuc moi", "day": "01/09/2026"}
    )

    page = client.get(reverse("procedures:procedure", args=[row.pk])).content.decode()
    assert "Bị thay thế" in page
    assert reverse("procedures:procedure", args=[successor.pk]) in page
    assert "Thay cho" in client.get(reverse("procedures:procedure", args=[successor.pk])).content.decode()


def test_a_successor_that_the_reader_does_not_see_is_not_shown(cast: Any, today: date) -> None:
    row = listed(cast, CODE, agency="province")
    hidden = listed(cast, OTHER, agency="province", name="Thủ tục kín")
    actions.replace_procedure(row, date(2026, 9, 1), hidden, actor=SYSTEM)
    Procedure.objects.filter(pk=hidden.pk).update(agency=cast.ward)

    page = cast.client("officer").get(reverse("procedures:procedure", args=[row.pk])).content.decode()

    assert "Thủ tục kín" not in page


def test_the_search_box_finds_procedures_in_force_first(cast: Any, today: date) -> None:
    old = listed(cast, CODE)
    actions.abolish_procedure(old, date(2026, 9, 1), actor=SYSTEM)
    listed(cast, OTHER, name="Cấp giấy phép xây dựng theo tuyến")

    page = cast.client("officer").get(reverse("desk:search"), {"q": "giay phep xay dung"}).content.decode()

    assert page.index("theo tuyến") < page.index("nhà ở riêng lẻ")
    assert "Bị bãi bỏ" in page


@pytest.mark.parametrize("who", ["officer", "administrator"])
def test_only_who_reads_a_register_has_its_link(cast: Any, today: date, who: str) -> None:
    page = cast.client(who).get(reverse("desk:today"), follow=True).content.decode()

    assert (f'href="{reverse("procedures:list")}"' in page) == (who == "officer")
