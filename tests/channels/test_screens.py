"""*Mã QR* on the desk: the list, one code, its form, sheets to print, hosts."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pypdfium2
import pytest
import zxingcpp
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from lantoa.audit.models import Entry
from lantoa.channels import actions, counting
from lantoa.channels.models import LinkHost, Placement
from lantoa.channels.wording import link_of
from lantoa.jobs.access import results_root
from lantoa.jobs.models import Job
from lantoa.jobs.running import run_waiting
from tests.cast import Cast
from tests.channels.building import counter, outside, place

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/ma-qr/"


def form(cast: Cast, **changed: object) -> dict[str, object]:
    values: dict[str, object] = {
        "title": "Nộp hồ sơ trực tuyến", "target": "portal.page|trang-chu", "address": "",
        "place": counter(cast).pk, "spot": "", "instruction": "Quét mã này", "nhan-channels.moment": "cho",
    }  # fmt: skip
    return values | changed


def test_an_editor_places_a_code_and_changes_it(cast: Cast) -> None:
    client = cast.client("editor")
    answer = client.post(f"{LIST}dat/", form(cast))
    row = Placement.objects.get()
    assert answer.headers["Location"] == f"{LIST}{row.pk}/"
    page = client.get(answer.headers["Location"])
    assert "Trong lúc chờ" in page.text
    assert "Chưa có lượt quét nào" in page.text

    assert client.get(f"{LIST}{row.pk}/sua/").context["form"]["place"].value() == counter(cast).pk
    answer = client.post(f"{LIST}{row.pk}/sua/", form(cast, title="Đã đổi", target="portal.page|co-quan"))

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.title, row.target_key) == ("Đã đổi", "co-quan")


def test_an_address_outside_is_asked_for_where_it_is_chosen(cast: Cast) -> None:
    client = cast.client("editor")
    answer = client.post(f"{LIST}dat/", form(cast, target="channels.address|"))
    assert (answer.status_code, "Nhập nơi dẫn đến. Bắt đầu bằng https://" in answer.text) == (422, True)
    answer = client.post(f"{LIST}dat/", form(cast, target="channels.address|", address="https://la.vn/"))
    assert "chưa có trong danh sách" in answer.text
    assert not Placement.objects.exists()


def test_two_who_change_one_code_are_told(cast: Cast) -> None:
    row = place(cast)
    client = cast.client("editor")
    seen = client.get(f"{LIST}{row.pk}/sua/").context["edition"]
    Placement.objects.filter(pk=row.pk).update(title="Người khác sửa")
    answer = client.post(f"{LIST}{row.pk}/sua/", form(cast) | {"phien_ban": seen})
    assert answer.status_code == 422
    assert "Đã có người sửa" in answer.text


def test_the_list_asks_as_much_for_one_code_as_for_three(cast: Cast) -> None:
    client = cast.client("coordinator")
    outside(cast)
    client.get(LIST)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(LIST).status_code == 200
        return len(found)

    one = asked()
    place(cast)
    place(cast, place_id=counter(cast).pk, labels=(("channels.moment", "cho"),))
    assert asked() == one


def test_the_list_filters_sorts_and_exports_what_it_shows(cast: Cast, today: date) -> None:
    client = cast.client("coordinator")
    board = place(cast, title="Bảng tin", labels=(("channels.moment", "cho"),))
    desk = place(cast, title="Mặt quầy", place_id=counter(cast).pk)
    place(cast, who="ward_chair", where="ward", title="Của phường")
    counting.write({(desk.pk, today, 9): 7, (board.pk, today - timedelta(days=90), 9): 9})
    actions.withdraw(place(cast, title="Bỏ rồi"), "hỏng", actor=cast.actor("editor"))

    def shown(query: str) -> list[str]:
        return [row.record.title for row in client.get(f"{LIST}{query}").context["table"].page.object_list]

    assert set(shown("")) == {"Bảng tin", "Mặt quầy", "Bỏ rồi"}
    assert shown("?sap-xep=-recent")[0] == "Mặt quầy"
    assert shown("?sap-xep=-scans")[0] == "Bảng tin"
    assert shown("?tu_khoa=mat+quay") == ["Mặt quầy"]
    assert shown("?tu_khoa=quầy+07") == ["Mặt quầy"]
    assert shown(f"?noi={counter(cast).pk}") == ["Mặt quầy"]
    assert shown("?nhan=channels.moment|cho") == ["Bảng tin"]
    assert shown("?trang_thai=da-thu-hoi") == ["Bỏ rồi"]
    assert len(shown("?dich=portal.page")) == 3
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(client.get(f"{LIST}?xuat=xlsx&noi={counter(cast).pk}")))
    )
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert {desk.code, link_of(desk), "Quầy 07, cửa ra vào", "Đang dùng", 7} <= set(cells)
    assert board.code not in cells


def test_an_empty_list_says_what_to_do_next(cast: Cast) -> None:
    assert "Đặt mã QR" in cast.client("editor").get(LIST).text
    page = cast.client("coordinator").get(LIST).text
    assert "sau khi biên tập viên đặt" in page
    assert f"{LIST}dat/" not in page


def test_scans_are_shown_by_day_and_hour_and_taken_out(cast: Cast, today: date) -> None:
    row = place(cast)
    counting.write(
        {(row.pk, today, 8): 3, (row.pk, today, 20): 1, (row.pk, today - timedelta(days=40), 9): 5}
    )
    client = cast.client("coordinator")

    page = client.get(f"{LIST}{row.pk}/")

    assert (page.context["total"], page.context["scans"].total) == (9, 4)
    hours = {bar.label: bar.value for bar in page.context["hours"].bars}
    assert (hours["08–09 giờ"], hours["20–21 giờ"]) == (3, 1)
    assert len(page.context["course"].bars) == 30
    year = client.get(f"{LIST}{row.pk}/?tu=01/01/2026&den=08/09/2026")
    assert [(bar.label, bar.value) for bar in year.context["course"].bars][:2] == [
        ("09/2026", 4),
        ("08/2026", 0),
    ]
    assert client.get(f"{LIST}{row.pk}/?tu=09/09/2026&den=01/01/2026").status_code == 200
    csv = b"".join(client.get(f"{LIST}{row.pk}/luot-quet/?xuat=csv&tu={today:%d/%m/%Y}")).decode("utf-8-sig")
    assert len(csv.strip().splitlines()) == 3
    assert Entry.objects.get(verb="channels.scans_exported").is_read
    assert client.get(f"{LIST}{row.pk}/luot-quet/?xuat=exe").status_code == 404


@pytest.mark.parametrize("query", ["?tu=abc", "?tu=01/01/1900", "?den=31/12/2200", "?tu=&den="])
def test_any_days_in_the_address_give_a_page(cast: Cast, query: str) -> None:
    row = place(cast)
    assert cast.client("editor").get(f"{LIST}{row.pk}/{query}").status_code == 200


def test_the_picture_holds_the_public_address(cast: Cast) -> None:
    row = place(cast)
    client = cast.client("coordinator")

    picture = client.get(f"{LIST}{row.pk}/ma.png?tai")

    assert f'filename="ma-qr-{row.code}.png"' in picture.headers["Content-Disposition"]
    decoded = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.content)).convert("L"))
    assert [found.text for found in decoded] == [link_of(row)]
    assert link_of(row).endswith(f"/q/{row.code}/")
    assert client.get(f"{LIST}{row.pk}/ma.svg").headers["Content-Type"] == "image/svg+xml"
    assert client.get(f"{LIST}{row.pk}/ma.exe").status_code == 404


def test_a_sheet_is_a_job_that_prints_what_may_be_seen(cast: Cast) -> None:
    client = cast.client("coordinator")
    kept, gone = place(cast, title="In mã này"), place(cast, title="Thu hồi trước khi in")
    other = place(cast, who="ward_chair", where="ward")
    assert [row.pk for row in client.get(f"{LIST}in/?tu_khoa=in+ma").context["offered"]] == [kept.pk]
    assert client.post(f"{LIST}in/", {"ma": [other.pk], "kho": "a5", "so_ban": "1"}).status_code == 422
    assert client.post(f"{LIST}in/", {"ma": [], "kho": "a5", "so_ban": "1"}).status_code == 422
    assert client.post(f"{LIST}in/", {"ma": [kept.pk], "kho": "a5", "so_ban": "99"}).status_code == 422

    answer = client.post(f"{LIST}in/", {"ma": [kept.pk, gone.pk], "kho": "a5", "so_ban": "2"})
    actions.withdraw(gone, "đổi ý", actor=cast.actor("editor"))
    run_waiting()

    job = Job.objects.get()
    assert answer.headers["Location"].endswith(f"/{job.pk}/")
    assert (job.state, job.error) == (Job.State.DONE, "")
    pdf = (results_root() / job.result["file"]).read_bytes()
    pages = [page.render(scale=2).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    assert [[found.text for found in zxingcpp.read_barcodes(page)] for page in pages] == [[link_of(kept)]] * 2


def test_a_sheet_of_codes_no_longer_seen_is_not_printed(cast: Cast) -> None:
    row = place(cast)
    actions.ask_for_sheet([row], "nho", 1, actor=cast.actor("coordinator"))
    actions.withdraw(row, "đổi ý", actor=cast.actor("editor"))
    run_waiting()
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert "không còn dùng" in job.error


def test_hosts_are_added_and_taken_off_with_a_word_of_what_that_does(cast: Cast) -> None:
    client = cast.client("editor")
    outside(cast)
    assert (
        client.post(f"{LIST}ten-mien/them/", {"host": "cantho.gov.vn", "note": "Cổng thành phố"}).status_code
        == 302
    )
    assert client.post(f"{LIST}ten-mien/them/", {"host": "không phải", "note": ""}).status_code == 422
    page = client.get(f"{LIST}ten-mien/").text
    assert "cantho.gov.vn" in page and "Cổng thành phố" in page
    host = LinkHost.objects.get(host="dichvucong.gov.vn")
    assert "1 mã đang dẫn đến đó" in client.get(f"{LIST}ten-mien/{host.pk}/bo/").text

    client.post(f"{LIST}ten-mien/{host.pk}/bo/")

    assert not LinkHost.objects.filter(pk=host.pk).exists()
    assert "Đích không mở được" in client.get(LIST).text
    assert "bo/" not in cast.client("coordinator").get(f"{LIST}ten-mien/").text


def test_the_search_box_finds_codes_that_one_may_see(cast: Cast) -> None:
    row = place(cast, title="Đánh giá phục vụ")
    address = f"{LIST}{row.pk}/"

    found = reverse("desk:search") + "?q=danh+gia+phuc+vu"
    assert address in cast.client("coordinator").get(found).text
    assert address not in cast.client("ward_officer").get(found).text
