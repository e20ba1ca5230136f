"""The screens of *Số liệu theo kỳ*, as the people of the cast meet them."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lantoa.foundation.periods import Period, PeriodKind
from lantoa.ledger import actions
from lantoa.ledger.drafts import Amount, MeasurementDraft
from lantoa.ledger.measurement_forms import ended_periods
from lantoa.ledger.models import Measure, Measurement, State
from tests.ledger import samples
from tests.ledger.conftest import House, Recording, page

DESK = "/ban-lam-viec/so-lieu/"
AUGUST = Period(PeriodKind.MONTH, 2026, 8)


def measure(code: str = "M04-3") -> Measure:
    return Measure.objects.get(code=code)


def enter(
    house: House, by: str = "officer", month: int = 8, amount: Amount | None = None, **more: Any
) -> Measurement:
    period = Period(PeriodKind.MONTH, 2026, month)
    draft = MeasurementDraft(
        amount or Amount("M04-3", Decimal(1250)), period.start, period.end, house.agency.pk,
        **({"body_id": house.unit.pk, "note": "Thống kê của trang"} | more),
    )  # fmt: skip
    return actions.record_measurement(draft, actor=house.actor(by))


def typed(house: House, **changes: Any) -> dict[str, Any]:
    return {
        "period": "2026-M08",
        "body": f"d{house.unit.pk}",
        "value": "1.250",
        "note": "Thống kê của trang",
    } | changes


def rows_of(response: Any) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))


# --- entering -------------------------------------------------------------------------------------


def test_a_value_is_entered_with_its_proof_and_waits(house: House) -> None:
    client = house.client("officer")
    assert "Chọn số đo" in page(client, f"{DESK}ghi/")
    address = f"{DESK}ghi/?so_do={measure().pk}"
    assert 'value="2026-M08" selected' in page(client, address)
    response = client.post(
        address,
        typed(
            house,
            uploads=samples.upload("a.png", samples.png()),
            link="https://trang.example/a",
            document="12/BC-VP",
        ),
    )
    row = Measurement.objects.get()
    assert response["Location"] == f"{DESK}{row.pk}/"
    assert (row.starts, row.ends, row.value, row.body) == (AUGUST.start, AUGUST.end, 1250, house.unit)
    seen = page(client, f"{DESK}{row.pk}/")
    for text in (
        "Chờ xác nhận",
        "1.250\xa0người",
        "Tháng\xa08/2026",
        "Thống kê của trang",
        "12/BC-VP",
        "a.png",
    ):
        assert text in seen, text


def test_a_ratio_asks_for_its_two_parts(house: House) -> None:
    client, ratio = house.client("officer"), measure("M16")
    address = f"{DESK}ghi/?so_do={ratio.pk}"
    assert "Phiếu hợp lệ" in page(client, address)
    wrong = client.post(address, typed(house, numerator="37", denominator="0"))
    assert wrong.status_code == 422 and "Nhập số từ 1 trở lên" in wrong.content.decode()
    client.post(address, typed(house, numerator="45", denominator="40"))
    row = Measurement.objects.get()
    seen = page(client, f"{DESK}{row.pk}/")
    assert "112,5\xa0%\xa0(45/40)" in seen and "Tử số lớn hơn mẫu số" in seen


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"value": "12,5"}, "Nhập số nguyên."),
        ({"value": "nhiều"}, "Nhập số, ví dụ"),
        ({"note": ""}, "id_note_error"),
        ({"period": "khac"}, "id_starts_error"),
        ({"period": "khac", "starts": "01/08/2026", "ends": "30/09/2026"}, "id_ends_error"),
        ({"period": "khac", "starts": "31/08/2026", "ends": "01/08/2026"}, "Ngày cuối kỳ trước ngày đầu kỳ."),
        ({"body": "d999999"}, "id_body_error"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(house: House, changes: dict[str, Any], text: str) -> None:
    response = house.client("officer").post(f"{DESK}ghi/?so_do={measure().pk}", typed(house, **changes))
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not Measurement.objects.exists()


def test_days_of_ones_own_are_taken(house: House) -> None:
    client = house.client("officer")
    client.post(
        f"{DESK}ghi/?so_do={measure().pk}", typed(house, period="khac", starts="15/6/2026", ends="14/8/2026")
    )
    row = Measurement.objects.get()
    assert (row.starts, row.ends) == (date(2026, 6, 15), date(2026, 8, 14))
    assert 'value="khac" selected' in page(client, f"{DESK}{row.pk}/sua/")


def test_a_second_value_for_the_days_is_refused_at_the_period(house: House) -> None:
    enter(house)
    response = house.client("colleague").post(f"{DESK}ghi/?so_do={measure().pk}", typed(house))
    assert response.status_code == 422
    assert "Tháng\xa08/2026 đã có số liệu của đơn vị này." in response.content.decode()


def test_refused_proof_is_told_and_the_value_stays(house: House) -> None:
    response = house.client("officer").post(
        f"{DESK}ghi/?so_do={measure().pk}",
        typed(house, uploads=samples.upload("a.svg", samples.SVG)),
        follow=True,
    )
    assert Measurement.objects.count() == 1
    assert "Đã ghi số liệu" in response.content.decode() and 'data-st="late"' in response.content.decode()


def test_only_periods_that_have_ended_are_offered() -> None:
    groups = dict(ended_periods(date(2026, 9, 8)))
    assert groups["Tháng"][0][0] == "2026-M08" and len(groups["Tháng"]) == 12
    assert [code for code, _ in groups["Quý"][:2]] == ["2026-Q2", "2026-Q1"]
    assert groups["6 tháng"][0][0] == "2026-H1" and groups["9 tháng"][0][0] == "2025-9M"
    assert groups["Năm"][0][0] == "2025-Y"
    assert groups["Kỳ báo cáo cải cách hành chính"][0][0] == "2025-12-15..2026-06-14"
    assert dict(ended_periods(date(2026, 12, 31)))["Năm"][0][0] == "2026-Y"
    assert dict(ended_periods(date(2026, 11, 1)))["9 tháng"][0][0] == "2026-9M"


def test_the_coordinator_enters_for_the_whole_agency(house: House) -> None:
    client = house.client("coordinator")
    client.post(f"{DESK}ghi/?so_do={measure().pk}", typed(house, body=f"c{house.agency.pk}"))
    assert Measurement.objects.get().body is None
    assert "Cả " not in page(house.client("officer"), f"{DESK}ghi/?so_do={measure().pk}")


def test_who_belongs_to_no_unit_enters_nothing(house: House) -> None:
    assert house.client("director").get(f"{DESK}ghi/").status_code == 404
    assert house.client("administrator").get(DESK).status_code == 404


# --- what becomes of it ---------------------------------------------------------------------------


def test_the_recorder_corrects_and_throws_away_a_draft(house: House) -> None:
    row, client = enter(house), house.client("officer")
    client.post(f"{DESK}{row.pk}/sua/", typed(house, value="1.300", edition=1))
    row.refresh_from_db()
    assert row.value == 1300
    stale = client.post(f"{DESK}{row.pk}/sua/", typed(house, value="1.400", edition=1))
    assert stale.status_code == 422 and "đã được sửa sau khi trang này mở" in stale.content.decode()
    assert house.client("head").get(f"{DESK}{row.pk}/sua/").status_code == 404
    client.post(f"{DESK}{row.pk}/bo/")
    row.refresh_from_db()
    assert row.state == State.VOIDED
    assert client.get(f"{DESK}{row.pk}/sua/").status_code == 422


def test_the_head_confirms_what_was_seen(house: House) -> None:
    row, client = enter(house), house.client("head")
    assert "Số liệu chờ tôi xác nhận" in page(client, "/ban-lam-viec/")
    client.post(f"{DESK}{row.pk}/xac-nhan/", {"edition": "7"})
    row.refresh_from_db()
    assert row.state == State.DRAFT
    client.post(f"{DESK}{row.pk}/xac-nhan/", {"edition": "1"})
    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == (State.CONFIRMED, house.person("head"))
    assert "Số liệu chờ tôi xác nhận" not in page(client, "/ban-lam-viec/")


def test_who_wrote_it_is_told_why_they_may_not_confirm(house: House) -> None:
    row = enter(house, "head")
    seen = page(house.client("head"), f"{DESK}{row.pk}/")
    assert "nên không tự xác nhận" in seen and "Xác nhận số liệu</button>" not in seen


def test_several_are_confirmed_on_one_page(house: House) -> None:
    rows = [enter(house, month=month) for month in (5, 6, 7)]
    client = house.client("head")
    assert "chưa có minh chứng" in page(client, f"{DESK}cho-xac-nhan/")
    response = client.post(
        f"{DESK}cho-xac-nhan/", {"muc": [f"{rows[0].pk}:1", f"{rows[1].pk}:1", "999:1"]}, follow=True
    )
    seen = response.content.decode()
    assert "Đã xác nhận 2 số liệu." in seen and "1 mục không còn chờ" in seen
    assert "Chưa chọn mục nào" in client.post(f"{DESK}cho-xac-nhan/", follow=True).content.decode()
    assert house.client("officer").get(f"{DESK}cho-xac-nhan/").status_code == 404


def test_a_value_is_voided_and_replaced_with_links_both_ways(house: House) -> None:
    row = enter(house)
    actions.attach_link(row, "https://trang.example/a", actor=house.actor("officer"))
    actions.confirm_measurement(row, actor=house.actor("head"))
    client = house.client("coordinator")
    assert client.post(f"{DESK}{row.pk}/dinh-chinh/", {"reason": ""}).status_code == 422
    response = client.post(f"{DESK}{row.pk}/dinh-chinh/", {"reason": "Đọc nhầm tháng"})
    new = Measurement.objects.get(replaces=row)
    assert response["Location"] == f"{DESK}{new.pk}/sua/"
    assert 'value="1.250"' in page(client, f"{DESK}{new.pk}/sua/")

    old_page, new_page = page(client, f"{DESK}{row.pk}/"), page(client, f"{DESK}{new.pk}/")
    assert (
        f'href="{DESK}{new.pk}/"' in old_page and "Đọc nhầm tháng" in old_page and "Đã thay thế" in old_page
    )
    assert f'href="{DESK}{row.pk}/"' in new_page and "https://trang.example/a" in new_page


def test_a_voided_value_is_taken_up_again_on_screen(house: House) -> None:
    row, client = enter(house), house.client("head")
    client.post(f"{DESK}{row.pk}/huy/", {"reason": "Sai nguồn"})
    assert "Sai nguồn" in page(client, f"{DESK}{row.pk}/")
    client.post(f"{DESK}{row.pk}/dinh-chinh/")
    assert Measurement.objects.get(replaces=row).recorded_by == house.person("head")


def test_proof_is_taken_off_a_draft_with_a_reason(house: House) -> None:
    row, client = enter(house), house.client("officer")
    proof = actions.attach_link(row, "https://trang.example/a", actor=house.actor("officer"))
    client.post(f"{DESK}{row.pk}/minh-chung/{proof.pk}/bo/", {"reason": "Nhầm trang"})
    proof.refresh_from_db()
    assert proof.detach_reason == "Nhầm trang"
    assert client.get(f"{DESK}{row.pk}/minh-chung/{proof.pk}/bo/").status_code == 404


# --- the list and the course ----------------------------------------------------------------------


def test_the_list_filters_and_takes_in_activities_when_asked(house: House, recording: Recording) -> None:
    enter(house)
    enter(house, "coordinator", month=7, body_id=house.other_unit.pk, amount=Amount("M04-1", Decimal(5)))
    recording(amounts=(Amount("M04-1", Decimal(3)),))
    client = house.client("coordinator")
    for query, many in (
        ("", 2), (f"so_do={measure().pk}", 1), (f"don_vi={house.other_unit.pk}", 1), ("tu=01/08/2026", 1),
        ("den=31/07/2026", 1), ("trang_thai=confirmed", 0), ("cua_toi=co", 1), ("nguon=hoat-dong", 1),
        (f"nguon=tat-ca&so_do={measure('M04-1').pk}", 2),
    ):  # fmt: skip
        seen = page(client, f"{DESK}?{query}")
        assert (f"{many} số liệu" if many else "Không có số liệu nào khớp bộ lọc") in seen, query
    assert "1 số liệu" in page(house.client("officer"), DESK)
    assert "Chưa có số liệu theo kỳ" in page(house.client("outsider"), DESK)


def test_the_list_costs_the_same_for_one_row_and_three(
    house: House, django_assert_max_num_queries: Any
) -> None:
    client = house.client("coordinator")
    enter(house)
    page(client, DESK)
    with django_assert_max_num_queries(40) as one:
        page(client, DESK)
    for month in (5, 6):
        enter(house, month=month, amount=Amount("M16", numerator=Decimal(1), denominator=Decimal(2)))
    with django_assert_max_num_queries(len(one)) as three:
        page(client, DESK)
    assert len(three) == len(one)


def test_the_confirm_page_costs_the_same_for_one_row_and_three(
    house: House, django_assert_max_num_queries: Any
) -> None:
    client = house.client("head")
    enter(house)
    page(client, f"{DESK}cho-xac-nhan/")
    with django_assert_max_num_queries(40) as one:
        page(client, f"{DESK}cho-xac-nhan/")
    for month in (5, 6):
        enter(house, month=month)
    with django_assert_max_num_queries(len(one)) as three:
        page(client, f"{DESK}cho-xac-nhan/")
    assert len(three) == len(one)


def test_the_export_says_everything_about_a_value(house: House) -> None:
    enter(house, amount=Amount("M16", numerator=Decimal(37), denominator=Decimal(40)))
    [head, row] = rows_of(house.client("head").get(f"{DESK}?xuat=csv"))
    assert dict(zip(head, row, strict=True)) == {
        "Mã": "M16", "Số đo": "Tỷ lệ người được hỏi trả lời hài lòng", "Đơn vị": "Văn phòng Sở", "Kỳ": "Tháng\xa08/2026",
        "Từ ngày": "01/08/2026", "Đến hết ngày": "31/08/2026", "Giá trị": "92.5", "Đơn vị tính": "%", "Tử số": "37",
        "Mẫu số": "40", "Minh chứng": "0", "Trạng thái": "Chờ xác nhận", "Nguồn số liệu": "Thống kê của trang",
        "Người ghi": house.person("officer").full_name, "Người xác nhận": "",
    }  # fmt: skip


def test_the_course_is_a_table_with_bars_whose_figures_open_their_values(
    house: House, recording: Recording
) -> None:
    row = enter(house, amount=Amount("M04-1", Decimal(12)))
    actions.confirm_measurement(row, actor=house.actor("head"))
    actions.confirm(
        recording(amounts=(Amount("M04-1", Decimal(3)),), day=date(2026, 8, 5)), actor=house.actor("head")
    )
    client, one = house.client("head"), measure("M04-1")
    seen = page(client, f"{DESK}dien-bien/?so_do={one.pk}&nam=2026")
    assert ">15</a>" in seen and "1 hoạt động, 1 số liệu theo kỳ" in seen
    behind = f"{DESK}?so_do={one.pk}&tu=01/08/2026&den=31/08/2026&trang_thai=confirmed&nguon=tat-ca"
    assert "2 số liệu" in page(client, behind)
    [head, *rows] = rows_of(client.get(f"{DESK}dien-bien/?so_do={one.pk}&ky=quy&nam=2026&xuat=csv"))
    assert head[:5] == ["Kỳ", "Từ ngày", "Đến hết ngày", "Giá trị", "Đơn vị tính"]
    assert [line[3] for line in rows] == ["", "", "15"]
    assert client.get(f"{DESK}dien-bien/?xuat=pdf").status_code == 404


def test_the_course_without_values_says_so_and_survives_nonsense(house: House) -> None:
    client = house.client("head")
    for query in ("", "?so_do=x&ky=ngay&nam=1&don_vi=z", f"?so_do={measure('M16').pk}&ky=nam"):
        assert "Chưa có giá trị nào trong các kỳ này" in page(client, f"{DESK}dien-bien/{query}")


def test_what_activities_counted_is_said_on_the_page_of_the_value(house: House, recording: Recording) -> None:
    actions.confirm(
        recording(amounts=(Amount("M04-1", Decimal(3)),), day=date(2026, 8, 5)), actor=house.actor("head")
    )
    row = enter(house, amount=Amount("M04-1", Decimal(12)))
    assert "Trong kỳ này 1 hoạt động đã mang số đo này, tổng 3 bài" in page(
        house.client("head"), f"{DESK}{row.pk}/"
    )
