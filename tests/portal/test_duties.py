"""What a state site must show: seen by the system where it can, ticked by hand otherwise. And pages to look at again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.organisation.access import SYSTEM
from lantoa.portal import duties, duty_actions
from lantoa.portal.models import Duty, DutyTick
from lantoa.procedures import actions as register
from tests.portal.building import answer, article, guide, home, publish, record
from tests.procedures.building import draft, listed

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/noi-dung-bat-buoc/"
DUE = "/ban-lam-viec/trang-can-ra-soat/"


def standing(cast, check):
    [line] = [one for one in duties.lines_of(cast.sxd) if one.duty.check_by == check]
    return line


@pytest.mark.parametrize(
    ("check", "make", "slug"),
    [("thu-tuc", guide, "thu-tuc"), ("hoi-dap", answer, "hoi-dap"), ("tin-moi", article, "tin-tuc")],
)
def test_what_is_published_is_seen_and_what_is_missing_leads_to_where_it_is_made(cast, check, make, slug):
    home(cast)
    before = standing(cast, check)
    form = cast.client("editor").get(before.make)
    publish(cast, make(), slug)

    assert (before.look, form.status_code) == (duties.MISSING, 200)
    assert standing(cast, check).look == duties.THERE


def test_every_check_that_the_rows_name_is_there_and_the_other_way_round():
    named = set(Duty.objects.exclude(check_by="").values_list("check_by", flat=True))

    assert named == set(duties.CHECKS)


def test_every_agency_has_an_answer_to_every_check_before_it_has_any_page(cast):
    lines = duties.lines_of(cast.snv)

    assert len(lines) == Duty.objects.filter(in_use=True).count()
    assert {line.look for line in lines} <= set(duties.WORDS)


def test_what_the_system_cannot_see_is_ticked_with_a_link_and_taken_back(cast):
    home(cast)
    duty, editor = Duty.objects.get(code="chuc-nang"), cast.client("editor")
    address = f"{LIST}{cast.sxd.pk}/{duty.pk}/"
    wrong = editor.post(address, {"link": "javascript:alert(1)"})
    editor.post(address, {"link": "https://soxaydung.example/chuc-nang"})
    ticked = editor.get(LIST).text
    editor.post(f"{address}bo/")

    assert wrong.status_code == 422
    assert "https://soxaydung.example/chuc-nang" in ticked
    assert not DutyTick.objects.exists()
    verbs = Entry.objects.filter(verb__startswith="portal.duty").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["portal.duty_ticked", "portal.duty_unticked"]


def test_what_the_system_sees_by_itself_nobody_ticks(cast):
    duty = Duty.objects.get(code="kenh")

    assert cast.client("editor").get(f"{LIST}{cast.sxd.pk}/{duty.pk}/").status_code == 404


def test_the_list_is_of_one_agency_tells_how_much_is_missing_and_exports(cast):
    home(cast)
    client = cast.client("editor")

    shown = client.get(LIST).text
    told = client.get(LIST, {"xuat": "csv"})
    other = client.get(LIST, {"co-quan": cast.snv.pk})

    assert cast.sxd.legal_name in shown
    assert f"Thiếu hoặc chưa đủ {duties.missing(duties.lines_of(cast.sxd))} nội dung" in shown
    text = b"".join(told.streaming_content).decode("utf-8-sig") if told.streaming else told.text
    assert "Sơ đồ tổ chức" in text
    assert other.status_code == 404


def test_the_rows_are_data_that_the_keeper_of_the_catalogue_corrects(cast):
    administrator = cast.client("administrator")
    typed = {
        "name": "Số điện thoại tiếp công dân",
        "basis": "Điều mới",
        "check_by": "",
        "position": "5",
        "in_use": "on",
    }
    administrator.post(f"{LIST}danh-muc/them/", typed)
    row = Duty.objects.get(name="Số điện thoại tiếp công dân")
    page = administrator.get(f"{LIST}danh-muc/{row.pk}/")
    edition = page.context["edition"]
    administrator.post(
        f"{LIST}danh-muc/{row.pk}/", {**typed, "basis": "Điều 12", "sure": "on", "phien_ban": edition}
    )

    row.refresh_from_db()
    assert (row.basis, row.sure) == ("Điều 12", True)
    assert duties.lines_of(cast.sxd)[0].duty == row
    assert cast.client("editor").get(f"{LIST}danh-muc/").status_code == 404


def test_a_row_out_of_use_is_asked_of_nobody(cast):
    row = Duty.objects.get(code="ngung")
    values = duty_actions.DutyDraft(row.name, row.basis, "", row.position, row.sure, False)
    duty_actions.put_duty(values, actor=SYSTEM, duty=row)

    assert row not in [line.duty for line in duties.lines_of(cast.sxd)]


def test_pages_whose_ground_moved_are_listed_with_the_reason_to_their_own_agency(cast, today):
    row = listed(cast)
    page = publish(cast, guide(procedure=row), "thu-tuc")
    old = publish(
        cast,
        record(
            number="7/2020/QĐ-UBND",
            issued_on=today - timedelta(days=900),
            in_force_to=today - timedelta(days=1),
        ),
        "van-ban",
    )
    citing = publish(cast, article(body=[("citation", {"record": old.pk, "where": ""})]))
    before = cast.client("editor").get(DUE).text
    register.revise_procedure(row, draft(fee="200.000 đồng"), actor=SYSTEM)

    shown = cast.client("editor").get(DUE).text
    theirs = cast.client("ward_chair").get(DUE).text

    assert page.title not in before
    assert "Danh mục thủ tục đã thay đổi sau khi đăng." in shown
    assert "Viện dẫn 7/2020/QĐ-UBND, đã hết hiệu lực." in shown
    assert reverse("wagtailadmin_pages:edit", args=[citing.pk]) in shown
    assert page.title not in theirs
