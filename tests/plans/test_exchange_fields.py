"""Every field of a task goes out to Excel and comes back: untouched it changes nothing, changed it is what it says."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from lantoa.documents.cleaning import clean
from lantoa.foundation.text import format_date, format_number
from lantoa.ledger.models import Form, Measure, ReformField, Theme
from lantoa.plans import actions, editing
from lantoa.plans.exchange import AT_ONCE, LABELS, READ_ONLY
from lantoa.plans.forms.review import Review
from lantoa.plans.models import Draft, Plan
from lantoa.plans.queries.exchange import words_of
from lantoa.plans.repeating import EXAMPLES
from tests.plans.building import issue, task_draft
from tests.plans.sheets import back, edited, out, table, written

pytestmark = pytest.mark.django_db

OF_LABEL = {label: name for name, label in LABELS.items()}


def ids(model, *codes):
    return tuple(model.objects.get(code=code).pk for code in codes)


@pytest.fixture
def plan(cast):
    """Two tasks; the first holds something in every field."""
    full = task_draft(
        "Mở cuộc thi; “tìm hiểu”\ncải cách hành chính",
        lead_body_id=cast.body("sxd.van_phong").pk,
        partners=("Phòng Quản lý xây dựng", "Đài Phát thanh tỉnh"),
        partner_body_ids=(cast.body("sxd.quan_ly").pk,),
        time_kind="recurring",
        start=date(2026, 3, 2),
        end=date(2026, 12, 20),
        rrule="FREQ=MONTHLY;BYMONTHDAY=20",
        event_text="Ngày Pháp luật",
        time_raw="ngày 20 hàng tháng",
        product="=Kế hoạch cuộc thi",
        budget="'-12,5 triệu đồng",
        audience="Công chức; người dân",
        note="'=1+1",
        weight=Decimal("1.5"),
        form_ids=ids(Form, "thi", "mang-xa-hoi"),
        theme_ids=ids(Theme, "hai-long"),
        field_ids=ids(ReformField, "thu-tuc", "the-che"),
        targets=((ids(Measure, "M06-1")[0], Decimal(2)), (ids(Measure, "M06-2")[0], Decimal("1250.5"))),
    )
    row = issue(cast, full, task_draft("Phát tờ gấp", lead_body_id=cast.body("sxd.quan_ly").pk))
    task = row.tasks.get(position=1)
    actions.assign(task, [cast.head], cast.officer, actor=cast.actor("coordinator"))
    actions.set_explanation(task, "Mưa bão kéo dài", actor=cast.actor("coordinator"))
    return row


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_field_goes_out_and_untouched_comes_back_as_no_change(cast, plan, form):
    client = cast.client("coordinator")
    data = out(client, plan, form)

    page = back(client, plan, data, form)

    assert [name for name, value in table(data)[0].items() if not value] == []
    assert "Tệp khớp hoàn toàn" in page.text


def test_a_workbook_saved_again_by_a_person_is_no_change(cast, plan):
    client = cast.client("coordinator")

    page = back(client, plan, written(table(out(client, plan)), "xlsx"))

    assert "Tệp khớp hoàn toàn" in page.text


def test_each_field_is_written_in_words_that_a_person_reads(cast, plan):
    row = table(out(cast.client("coordinator"), plan))[0]

    assert {
        name: row[name]
        for name in ("Kiểu thời gian", "Chu kỳ", "Chỉ tiêu", "Hình thức", "Phối hợp", "Trọng số")
    } == {
        "Kiểu thời gian": "Định kỳ",
        "Chu kỳ": "Hằng tháng, vào ngày 20",
        "Chỉ tiêu": "Cuộc thi: 2 cuộc; Lượt người dự thi: 1.250,5 lượt người",
        "Hình thức": "Mạng xã hội, Zalo; Cuộc thi, hội thi, sân khấu hóa",
        "Phối hợp": "Phòng Quản lý xây dựng; Đài Phát thanh tỉnh",
        "Trọng số": "1,5",
    }


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Chu kỳ", "hàng tháng, vào ngày 20"),
        ("Kiểu thời gian", "định kỳ"),
        ("Chỉ tiêu", "lượt người dự thi: 1250,50\ncuộc thi: 2"),
        ("Hình thức", "Cuộc thi, hội thi, sân khấu hoá; mạng xã hội, Zalo;"),
        ("Từ ngày", "2/3/2026"),
        ("Trọng số", "1.5"),
        ("Phụ trách chính", "nguyễn thị minh"),
    ],
)
def test_the_same_thing_spelt_otherwise_is_no_change(cast, plan, column, value):
    client = cast.client("coordinator")
    if column == "Phụ trách chính":
        value = cast.officer.full_name.upper()

    page = back(client, plan, edited(out(client, plan), column, 2, value))

    assert "Tệp khớp hoàn toàn" in page.text


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Kiểu thời gian", "lúc rảnh", "“Một lần, có hạn”, “Trong khoảng thời gian”, “Định kỳ”"),
        ("Chu kỳ", "thỉnh thoảng", "Hằng tháng, Hằng quý, 6 tháng một lần"),
        ("Chu kỳ", "", "Nhiệm vụ định kỳ phải có chu kỳ"),
        ("Chu kỳ", "FREQ=DAILY", "Không đọc được chu kỳ"),
        ("Kiểu thời gian", "một lần", "Chu kỳ chỉ dùng khi"),
        ("Đến ngày", "01/03/2026", "phải từ ngày bắt đầu trở đi"),
        ("Đến ngày", "20/12/2040", "quá 400 kỳ"),
        ("Hình thức", "Mạng xã hội Zalo", "Gần nhất: “Mạng xã hội, Zalo”"),
        ("Hình thức", "Khinh khí cầu", "Không có hình thức “Khinh khí cầu”"),
        ("Nội dung tuyên truyền", "Chuyển đổi sô 2", "“Chuyển đổi số”"),
        ("Lĩnh vực cải cách", "Cải cách thủ tục", "“Cải cách thủ tục hành chính”"),
        ("Chỉ tiêu", "Cuộc thi", "Ghi tên số đo, dấu hai chấm, số lượng"),
        ("Chỉ tiêu", "Cuộc thi: hai", "không đúng dạng số"),
        ("Chỉ tiêu", "Cuộc thi: 0", "lớn hơn 0"),
        ("Chỉ tiêu", "Cuộc thi: 2 người", "tính bằng “cuộc”"),
        ("Chỉ tiêu", "Cuộc thi: 2; cuộc thi: 3", "nêu hai lần"),
        ("Chỉ tiêu", "Buổi nói chuyện: 2", "Không có số đo “Buổi nói chuyện”"),
        ("Sản phẩm", "x" * 501, "nhiều nhất 500"),
        ("Phối hợp", "Văng phòng Sở", "“Văn phòng Sở”"),
        ("Đơn vị chủ trì", "", "Không bỏ trống đơn vị chủ trì"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_the_words_that_can(cast, plan, column, value, said):
    client = cast.client("coordinator")
    data = out(client, plan)
    if "400" in said:
        data = edited(data, "Chu kỳ", 2, "Hằng ngày")

    page = back(client, plan, edited(data, column, 2, value))

    assert page.status_code == 422
    [error] = page.context["errors"]
    assert (error.row, error.column) == (2, "Chu kỳ" if said.startswith(("Chu kỳ chỉ", "quá")) else column)
    assert said in error.message
    assert not Draft.objects.exists()


def test_a_task_that_goes_to_another_unit_is_shown_to_lose_its_people(cast, plan):
    client = cast.client("coordinator")

    page = back(client, plan, edited(out(client, plan), "Đơn vị chủ trì", 2, "Phòng Quản lý xây dựng"))

    assert {(change.name, change.after) for change in page.context["found"].changes} == {
        ("lead", "Phòng Quản lý xây dựng"),
        ("main", ""),
        ("people", ""),
    }


def test_the_sheet_of_tasks_is_found_wherever_it_stands(cast, plan):
    client = cast.client("coordinator")
    book = load_workbook(BytesIO(out(client, plan)))
    book.move_sheet(book.worksheets[0], offset=1)
    stream = BytesIO()
    book.save(stream)

    page = back(client, plan, stream.getvalue())

    assert book.sheetnames == ["Từ dùng được", "Nhiệm vụ"]
    assert "Tệp khớp hoàn toàn" in page.text


def test_a_draft_with_more_targets_than_the_screen_has_room_for_keeps_them(cast, plan):
    client = cast.client("coordinator")
    cell = "Cuộc thi: 1; Lượt người dự thi: 2; Video, đồ họa: 3; Phiếu khảo sát thu về: 4"
    page = back(client, plan, edited(out(client, plan), "Chỉ tiêu", 3, cell))
    answer = client.post(page.request["PATH_INFO"], {"changes": page.context["signed"]})
    draft = Draft.objects.get()

    form = Review(draft.content, draft.agency).tasks[1][1]

    assert answer["Location"].endswith(f"/{draft.pk}/")
    assert len(draft.content["tasks"][1]["targets"]) == len(form.target_fields) == 4


# --- any valid change ---

CHARACTERS = st.sampled_from([*"aăâđêơưộ AB=+-@'\";:,.15%“”–\n\u200b\u00a0", "ế", "\u0301"])


def free(most, least=0):
    return (
        st.text(CHARACTERS, max_size=most)
        .map(lambda text: clean(text).strip())
        .filter(lambda text: len(text) >= least)
    )


def chosen(names, least=0, most=3):
    """Some of the names, in the order in which the sheet writes them."""
    return st.lists(st.sampled_from(range(len(names))), min_size=least, max_size=most, unique=True).map(
        lambda places: "; ".join(names[place] for place in sorted(places))
    )


@st.composite
def times(draw):
    kind = draw(
        st.sampled_from(
            ["", "Một lần, có hạn", "Trong khoảng thời gian", "Định kỳ", "Thường xuyên", "Theo sự kiện"]
        )
    )
    start = draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 1)))
    end = draw(
        st.none() | st.dates(start or date(2026, 1, 1), (start or date(2026, 12, 1)) + timedelta(days=30))
    )
    rule = draw(st.sampled_from(EXAMPLES)) if kind == "Định kỳ" else ""
    said = [format_date(day) if day else "" for day in (start, end)]
    return dict(zip(["Kiểu thời gian", "Từ ngày", "Đến ngày", "Chu kỳ"], [kind, *said, rule], strict=True))


def quantities(measures):
    amounts = st.decimals(Decimal("0.01"), Decimal("99999"), places=2)

    def said(pairs):
        return "; ".join(
            f"{measures[at].name}: {format_number(n)} {measures[at].unit}" for at, n in sorted(pairs.items())
        )

    return st.dictionaries(st.sampled_from(range(len(measures))), amounts, max_size=4).map(said)


def rows_like(words, people, row):
    """A strategy of what a person may make of a row: each cell as it is, or any other that is valid."""
    names = {
        key: [known.name for known in getattr(words, key).rows]
        for key in ("bodies", "forms", "themes", "fields")
    }
    columns = {
        "Nội dung": free(60, 1),
        "Đơn vị chủ trì": chosen(names["bodies"], 1, 1),
        "Phối hợp": chosen(names["bodies"]),
        "Sản phẩm": free(60),
        "Sự kiện": free(60),
        "Thời gian ghi trong văn bản": free(60),
        "Chỉ tiêu": quantities(words.measures.rows),
        "Hình thức": chosen(names["forms"]),
        "Nội dung tuyên truyền": chosen(names["themes"]),
        "Lĩnh vực cải cách": chosen(names["fields"]),
        "Đối tượng": free(60),
        "Kinh phí": free(60),
        "Ghi chú": free(60),
        "Trọng số": st.decimals(0, 1000, places=2).map(format_number),
        "Giải trình": free(60),
    }
    each = st.fixed_dictionaries({name: st.just(row[name]) | values for name, values in columns.items()})
    return st.tuples(each, times() | st.just({}), people).map(
        lambda drawn: {**row, **drawn[0], **drawn[1], **drawn[2]}
    )


def named(persons):
    """At most one who answers for the task and some others; or as it is."""
    return st.just({}) | st.permutations(range(len(persons))).flatmap(
        lambda order: st.tuples(st.booleans(), st.integers(0, 3)).map(
            lambda said: {
                "Phụ trách chính": persons[order[0]] if said[0] else "",
                "Cùng thực hiện": "; ".join(persons[place] for place in sorted(order[1 : 1 + said[1]])),
            }
        )
    )


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_valid_change_is_shown_taken_and_comes_out_again(cast, plan, data):
    with transaction.atomic():
        _change_and_look(cast, Plan.objects.get(pk=plan.pk), data)
        transaction.set_rollback(True)  # so that every example begins with the same plan


def _change_and_look(cast, plan, data):
    client, words = cast.client("coordinator"), words_of(plan)
    form = data.draw(st.sampled_from(["xlsx", "csv"]))
    before = table(out(client, plan))
    people = named([person.name for person in words.people.rows])
    after = [data.draw(rows_like(words, people, row)) for row in before]
    expected = set()
    for old, new in zip(before, after, strict=True):
        if old["Đơn vị chủ trì"] != new["Đơn vị chủ trì"]:
            new |= {name: "" for name in ("Phụ trách chính", "Cùng thực hiện") if new[name] == old[name]}
        expected |= {(old["Mã"], name, old[name], new[name]) for name in old if old[name] != new[name]}

    page = back(client, plan, written(after, form), form)

    assert page.status_code == 200, page.context["errors"]
    shown = {(str(c.task_id), c.label, c.before, c.after) for c in page.context["found"].changes}
    assert shown == expected
    if expected:
        client.post(page.request["PATH_INFO"], {"changes": page.context["signed"]})
    _issue_the_amendment(cast, plan, expected)
    assert table(out(client, plan)) == after


def _issue_the_amendment(cast, plan, expected):
    """Fields of carrying out have changed already; those of the document wait for its number."""
    draft = Draft.objects.filter(state="open").first()
    by_document = {OF_LABEL[change[1]] for change in expected} - {*AT_ONCE, *READ_ONLY}
    assert (draft is not None) == bool(by_document)
    if draft is None:
        return
    number = {
        "number": f"{plan.versions.count() + 90}/KH-SXD",
        "issued_on": "2026-02-20",
        "reason": "Điều chỉnh",
    }
    actions.settle_draft(
        draft,
        draft.edition,
        lambda content: editing.edit_document(content, number),
        actor=cast.actor("coordinator"),
    )
    plan.refresh_from_db()
