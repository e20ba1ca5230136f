"""A file of procedures: what it would change is shown first, then all of it is written, or nothing."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from lantoa.audit.models import Entry
from lantoa.documents.tables_out import Column, Sheet, write_xlsx
from lantoa.foundation.errors import Refused
from lantoa.jobs.models import Job
from lantoa.jobs.progress import Progress
from lantoa.organisation.access import SYSTEM
from lantoa.procedures import actions, intaking, jobs
from lantoa.procedures.models import Field, Intake, Procedure
from tests.procedures.building import CODE, listed

OTHER, THIRD = "1.900102.000.00.00.H13", "1.900103.000.00.00.H13"
DAY = date(2026, 9, 8)
HEAD = ("Mã thủ tục", "Tên thủ tục", "Lĩnh vực")


def book(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> bytes:
    stream = BytesIO()
    write_xlsx(stream, [Sheet("Danh mục", [Column(label) for label in head], [list(row) for row in rows])])
    return stream.getvalue()


def kept(cast: Any, data: bytes, name: str = "danh-muc.xlsx", **given: Any) -> Intake:
    given = {"source": "Nguồn", "synced_on": DAY} | given
    return actions.start_intake(data, name, cast.sxd, actor=cast.actor("coordinator"), **given)[0]


def take(cast: Any, data: bytes, which: str = "", day: date | None = None, **given: Any) -> Intake:
    intake = kept(cast, data, **given)
    digest = intaking.comparison_of(intake).digest
    return actions.take_intake(intake, digest, which, day, actor=cast.actor("coordinator"))


def test_new_rows_are_added_and_changed_ones_told_from_old_to_new(cast: Any, today: date) -> None:
    listed(cast, CODE, field="Nhà ở", fee="Không")

    take(cast, book((CODE, "Tên mới", "Nhà ở"), (OTHER, "Thủ tục thêm", "Quy hoạch")))

    row, other = Procedure.objects.get(code=CODE), Procedure.objects.get(code=OTHER)
    assert (row.name, row.fee, row.source, row.synced_on) == ("Tên mới", "Không", "Nguồn", DAY)
    assert other.field and other.field.name == "Quy hoạch"
    changes = Entry.objects.get(verb="procedures.saved").changes
    assert changes["Tên thủ tục"] == ["Cấp giấy phép xây dựng nhà ở riêng lẻ", "Tên mới"]


def test_taking_the_same_file_again_writes_nothing(cast: Any, today: date) -> None:
    data = book((CODE, "Một", "Nhà ở"), (OTHER, "Hai", ""))
    take(cast, data)
    before = list(Procedure.objects.order_by("pk").values())

    again = intaking.comparison_of(kept(cast, data))

    assert again.is_empty
    assert len(again.unchanged) == 2
    take(cast, data)
    assert list(Procedure.objects.order_by("pk").values()) == before


def test_the_export_comes_back_as_it_went_out(cast: Any, today: date) -> None:
    successor = listed(
        cast, OTHER, field="Nhà ở", levels=("province", "commune"), service="full", days=Decimal("7.5")
    )
    row = listed(cast, CODE, legal_basis="Luật A\nNghị định B", fee="=1+1", effective_from=date(2025, 7, 1))
    actions.replace_procedure(row, date(2026, 9, 1), successor, actor=SYSTEM)
    client = cast.client("coordinator")

    for form in ("xlsx", "csv"):
        answer = client.get(reverse("procedures:list"), {"xuat": form})
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found = intaking.comparison_of(kept(cast, data, f"danh-muc.{form}"))
        assert found.errors == ()
        assert [row.differences for row in found.changed] == []
        assert len(found.unchanged) == 2


def test_rows_that_only_got_a_newer_day_count_as_unchanged(cast: Any, today: date) -> None:
    take(cast, book((CODE, "Một", "")), synced_on=date(2026, 9, 1))

    found = intaking.comparison_of(kept(cast, book((CODE, "Một", ""))))

    assert (len(found.unchanged), found.changed, found.touched) == (1, (), (CODE,))
    take(cast, book((CODE, "Một", "")))
    assert Procedure.objects.get().synced_on == DAY


def test_a_column_that_the_file_does_not_have_stays_and_an_empty_cell_empties(cast: Any, today: date) -> None:
    listed(cast, CODE, field="Nhà ở", fee="Không", decision="12/QĐ-UBND")

    take(cast, book((CODE, "Một", ""), head=("Mã TTHC", "Tên TTHC", "Phí, lệ phí")))

    row = Procedure.objects.select_related("field").get()
    assert (row.fee, row.decision) == ("", "12/QĐ-UBND")
    assert row.field and row.field.name == "Nhà ở"


def test_what_is_missing_stays_unless_somebody_says_that_it_is_abolished(cast: Any, today: date) -> None:
    listed(cast, OTHER, field="Nhà ở")
    listed(cast, THIRD, field="Quy hoạch")
    data = book((CODE, "Một", "Nhà ở"))

    take(cast, data)
    assert not Procedure.objects.exclude(state="in_force").exists()
    take(cast, data, intaking.FIELDS, DAY)
    assert [row.code for row in Procedure.objects.filter(state="abolished")] == [OTHER]
    take(cast, data, intaking.ALL, DAY)
    assert set(Procedure.objects.filter(state="abolished").values_list("code", flat=True)) == {OTHER, THIRD}
    assert Procedure.objects.get(code=THIRD).ended_on == DAY


def test_no_missing_procedure_is_abolished_without_a_day(cast: Any, today: date) -> None:
    listed(cast, OTHER)

    with pytest.raises(Refused) as refusal:
        take(cast, book((CODE, "Một", "")), intaking.ALL)

    assert refusal.value.field == "day"
    assert Procedure.objects.count() == 1


def test_one_wrong_cell_and_nothing_is_written(cast: Any, today: date) -> None:
    intake = kept(
        cast,
        book(
            (CODE, "Một", "abc", ""), ("9", "Hai", "", ""), (CODE, "Ba", "", ""), (OTHER, "", "", "31/02/2026"),
            head=("Mã thủ tục", "Tên thủ tục", "Thời hạn (ngày làm việc)", "Có hiệu lực từ ngày"),
        ),
    )  # fmt: skip

    found = intaking.comparison_of(intake)

    assert [(error.line, error.cell) for error in found.errors] == [
        (2, "C2"),
        (3, "A3"),
        (4, "A4"),
        (5, "B5"),
        (5, "D5"),
    ]
    with pytest.raises(actions.FileRefused):
        actions.take_intake(intake, found.digest, actor=cast.actor("coordinator"))
    assert not Procedure.objects.exists()


def test_what_superiors_list_is_told_and_not_listed_twice(cast: Any, today: date) -> None:
    listed(cast, CODE, agency="province")

    intake = take(cast, book((CODE, "Một", ""), (OTHER, "Hai", "")))

    assert intake.result["above"] == 1
    assert list(Procedure.objects.filter(agency=cast.sxd).values_list("code", flat=True)) == [OTHER]


def test_a_register_that_changed_meanwhile_is_compared_anew(cast: Any, today: date) -> None:
    intake = kept(cast, book((CODE, "Một", "")))
    digest = intaking.comparison_of(intake).digest
    listed(cast, CODE)

    with pytest.raises(Refused) as refusal:
        actions.take_intake(intake, digest, actor=cast.actor("coordinator"))

    assert refusal.value.code == "stale"


def test_a_file_is_taken_in_once(cast: Any, today: date) -> None:
    intake = take(cast, book((CODE, "Một", "")))

    with pytest.raises(Refused, match="đã được nhập"):
        actions.take_intake(intake, "", actor=cast.actor("coordinator"))


@pytest.mark.parametrize("who", ["officer", "director", "outsider", "administrator"])
def test_only_the_keeper_takes_a_file_in(cast: Any, today: date, who: str) -> None:
    intake = kept(cast, book((CODE, "Một", "")))

    with pytest.raises(Refused) as refusal:
        actions.take_intake(intake, intaking.comparison_of(intake).digest, actor=cast.actor(who))
    assert refusal.value.code == "forbidden"


def test_states_and_successors_come_with_the_file(cast: Any, today: date) -> None:
    head = ("Mã thủ tục", "Tên thủ tục", "Tình trạng", "Hết hiệu lực từ ngày", "Thay bằng")

    take(cast, book((CODE, "Cũ", "Bị thay thế", "01/09/2026", OTHER), (OTHER, "Mới", "", "", ""), head=head))

    row = Procedure.objects.select_related("successor").get(code=CODE)
    assert (row.state, row.ended_on) == ("replaced", date(2026, 9, 1))
    assert row.successor and row.successor.code == OTHER
    take(cast, book((CODE, "Cũ", "Còn hiệu lực"), head=head[:3]))
    row.refresh_from_db()
    assert (row.state, row.ended_on, row.successor) == ("in_force", None, None)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("Bị bãi bỏ", "", ""), "Hết hiệu lực từ ngày"),
        (("Còn hiệu lực", "01/09/2026", ""), "Tình trạng"),
        (("Bị bãi bỏ", "01/09/2026", OTHER), "Thay bằng"),
        (("Bị thay thế", "01/09/2026", "1.999999"), "Thay bằng"),
        (("Bị thay thế", "01/09/2026", CODE), "Thay bằng"),
    ],
)
def test_a_state_that_contradicts_itself_is_an_error_of_its_cell(
    cast: Any, today: date, row: tuple[str, str, str], column: str
) -> None:
    head = ("Mã thủ tục", "Tên thủ tục", "Tình trạng", "Hết hiệu lực từ ngày", "Thay bằng")

    found = intaking.comparison_of(kept(cast, book((CODE, "Một", *row), head=head)))

    assert [error.column for error in found.errors] == [column]


def test_a_list_as_decisions_annex_it_is_read(cast: Any, today: date) -> None:
    """A number for each column, fields as lines across, limits in words."""
    data = "\n".join(
        [
            "DANH MỤC THỦ TỤC HÀNH CHÍNH,,,,",
            "STT,Mã số TTHC,Tên thủ tục hành chính,Thời hạn giải quyết,Cơ quan thực hiện",
            "(1),(2),(3),(4),(5)",
            "I. Lĩnh vực Nhà ở,,,,",
            '1,1.900101,Công nhận chủ đầu tư,"15 ngày làm việc",Sở Xây dựng',
            "II. Lĩnh vực Quy hoạch,,,,",
            "2,1.900102,Thẩm định đồ án,25 ngày hoặc 30 ngày,Sở Xây dựng",
        ]
    ).encode()

    take(cast, data, name="phu-luc.csv")

    first, second = Procedure.objects.select_related("field").order_by("code")
    assert first.field and second.field
    assert (first.field.name, first.days, first.time_text) == ("Nhà ở", Decimal(15), "")
    assert (second.field.name, second.days, second.time_text) == ("Quy hoạch", None, "25 ngày hoặc 30 ngày")
    assert Field.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "a.csv"), (b"PK\x03\x04 hong", "a.xlsx"), (b"%PDF-1.4", "a.xlsx"), (b"\x00\x01\x02", "a.xlsx")],
)
def test_a_file_that_cannot_be_read_is_refused_at_the_form(
    cast: Any, today: date, data: bytes, name: str
) -> None:
    answer = cast.client("coordinator").post(
        reverse("procedures:import"), {"file": SimpleUploadedFile(name, data), "synced_on": "08/09/2026"}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Intake.objects.exists()


def test_from_upload_to_register_on_screen(cast: Any, today: date) -> None:
    listed(cast, OTHER, field="Nhà ở")
    listed(cast, THIRD, fee="Không")
    client = cast.client("coordinator")
    file = SimpleUploadedFile("danh-muc.xlsx", book((CODE, "Một", ""), (THIRD, "Tên <b>mới</b>", "")))

    preview = client.post(
        reverse("procedures:import"), {"file": file, "synced_on": "08/09/2026"}, follow=True
    )

    page = preview.content.decode()
    assert "<ins>Tên &lt;b&gt;mới&lt;/b&gt;</ins>" in page
    assert "Không có trong tệp (1)" in page
    assert Procedure.objects.count() == 2
    path = preview.redirect_chain[-1][0]
    for part, shown in (("moi", "Một"), ("thieu", OTHER)):
        assert shown in client.get(path, {"xem": part}).content.decode()
    digest = preview.context["found"].digest
    wrong = client.post(path, {"digest": digest, "which": "all", "day": ""})
    assert wrong.status_code == 422
    client.post(path, {"digest": digest, "which": "all", "day": "01/10/2026"})
    assert Procedure.objects.get(code=OTHER).ended_on == date(2026, 10, 1)
    assert "thêm 1, sửa 1, bãi bỏ 1" in client.get(path).content.decode()


def test_a_confirmation_of_what_was_not_seen_shows_the_comparison_again(cast: Any, today: date) -> None:
    intake = kept(cast, book((CODE, "Một", "")))

    answer = cast.client("coordinator").post(
        reverse("procedures:intake", args=[intake.pk]), {"digest": "x", "which": ""}
    )

    assert answer.status_code == 422
    assert "Xem lại so sánh" in answer.content.decode()
    assert not Procedure.objects.exists()


def test_a_dropped_file_leaves_nothing_behind(cast: Any, today: date) -> None:
    intake = kept(cast, book((CODE, "Một", "")))

    cast.client("coordinator").post(reverse("procedures:drop_intake", args=[intake.pk]))

    intake.refresh_from_db()
    assert (intake.state, intake.rows, intake.content) == ("dropped", {}, None)


def test_a_big_file_is_read_and_taken_in_by_jobs(cast: Any, today: date, monkeypatch: Any) -> None:
    monkeypatch.setattr("lantoa.procedures.actions.importing.BIG", 10)
    monkeypatch.setattr("lantoa.procedures.intaking.MANY", 0)
    client = cast.client("coordinator")
    file = SimpleUploadedFile("lon.xlsx", book((CODE, "Một", "")))

    client.post(reverse("procedures:import"), {"file": file, "synced_on": "08/09/2026"})
    intake = Intake.objects.get()
    assert "Đang đọc tệp" in client.get(reverse("procedures:intake", args=[intake.pk])).content.decode()
    run(Job.objects.get())
    intake.refresh_from_db()
    assert (intake.state, intake.content) == ("read", None)
    digest = intaking.comparison_of(intake).digest
    client.post(reverse("procedures:intake", args=[intake.pk]), {"digest": digest, "which": ""})

    assert not Procedure.objects.exists()
    run(Job.objects.latest("pk"))
    assert Procedure.objects.get().code == CODE


def run(job: Job) -> None:
    """The job's function as the worker calls it."""
    job.state, job.claim = Job.State.RUNNING, "x"
    job.save(update_fields=["state", "claim"])
    function = {"read_file": jobs.read_file, "take_in": jobs.take_in}[job.name.rpartition(".")[2]]
    function(Progress(job), **job.arguments)  # type: ignore[operator]


def test_files_that_nobody_took_in_are_forgotten_after_a_month(cast: Any, today: date) -> None:
    old, young = kept(cast, book((CODE, "Một", ""))), kept(cast, book((CODE, "Một", "")))
    Intake.objects.filter(pk=old.pk).update(made_at="2026-07-01T00:00:00+00:00")
    Intake.objects.filter(pk=young.pk).update(made_at="2026-09-07T00:00:00+00:00")
    job = Job.objects.create(name="lantoa.procedures.jobs.forget_files", title="x", arguments={})

    assert jobs.forget_files(Progress(job)) == {"dropped": 1}

    assert Intake.objects.get(state="read") == young


def test_the_template_is_taken_by_the_import(cast: Any, today: date) -> None:
    answer = cast.client("coordinator").get(reverse("procedures:template"))
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content

    found = intaking.comparison_of(kept(cast, data))

    assert found.errors == ()
    assert len(found.new) == 1


# --- the command --------------------------------------------------------------------------------------


def command(cast: Any, path: Path, *options: str) -> str:
    out = io.StringIO()
    who = cast.person("coordinator").email
    call_command("procedures", "import", str(path), "--agency", "SXD", "--as", who, *options, stdout=out)
    return out.getvalue()


def test_the_command_tells_first_then_writes(cast: Any, today: date, tmp_path: Path) -> None:
    path = tmp_path / "danh-muc.xlsx"
    path.write_bytes(book((CODE, "Một", "Nhà ở")))

    assert "Sẽ: thêm 1" in command(cast, path, "--dry-run")
    assert not Procedure.objects.exists()
    assert not Intake.objects.exists()
    told = json.loads(command(cast, path, "--json"))
    assert (told["written"], [row["code"] for row in told["new"]]) == (True, [CODE])
    assert Procedure.objects.get().name == "Một"
    assert "không đổi 1" in command(cast, path)


def test_the_command_refuses_a_file_with_errors_and_who_keeps_no_register(
    cast: Any, today: date, tmp_path: Path
) -> None:
    path = tmp_path / "danh-muc.xlsx"
    path.write_bytes(book(("9", "Một", "")))

    with pytest.raises(CommandError, match="chưa ghi gì") as error:
        command(cast, path)
    assert error.value.returncode == 1
    with pytest.raises(CommandError, match="không quản lý danh mục"):
        command(cast, path, "--as", cast.person("officer").email)
    with pytest.raises(CommandError) as usage:
        command(cast, path, "--missing", "all")
    assert usage.value.returncode == 2
