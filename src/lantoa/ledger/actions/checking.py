"""Whether a draft can be written, and its codes turned into rows. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from lantoa.foundation import clock
from lantoa.foundation.errors import Refused
from lantoa.ledger import access, wording
from lantoa.ledger.drafts import ActivityDraft, Amount
from lantoa.ledger.models import (
    Activity,
    ActivityKind,
    Audience,
    Form,
    Integration,
    Measure,
    ReformField,
    Row,
    Theme,
)
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Agency, Body, Place

R = TypeVar("R", bound=Row)

MOST = Decimal("99999999999999")
EARLIEST_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft in plain words, with the rows that its codes name."""

    draft: ActivityDraft
    kind: ActivityKind
    themes: list[Theme]
    audiences: list[Audience]
    reform_fields: list[ReformField]
    forms: list[Form]
    integrated: list[Integration]
    amounts: list[tuple[Measure, Amount]]


def check(draft: ActivityDraft, *, actor: Actor, known: Activity | None = None) -> Checked:
    """Raises Refused with the field that is wrong. `known` is the activity being rewritten: it keeps its agency."""
    plain = _plain(draft)
    if known is None:
        _check_where(plain, actor)
    else:
        _check_same_house(plain, known, actor)
    _check_days(plain)
    _check_place(plain)
    return Checked(
        plain,
        kind=rows_of(ActivityKind, (plain.kind,), "kind", "Loại hoạt động")[0],
        themes=rows_of(Theme, plain.themes, "themes", "Nội dung tuyên truyền"),
        audiences=rows_of(Audience, plain.audiences, "audiences", "Đối tượng"),
        reform_fields=rows_of(ReformField, plain.reform_fields, "reform_fields", "Lĩnh vực cải cách"),
        forms=rows_of(Form, plain.forms, "forms", "Hình thức"),
        integrated=rows_of(Integration, plain.integrated, "integrated", "Lồng ghép với"),
        amounts=check_amounts(plain.amounts),
    )


def _plain(draft: ActivityDraft) -> ActivityDraft:
    title = wording.line(draft.title, most=300, field="title", label="Tên hoạt động")
    if not title:
        raise Refused("Chưa ghi đã làm gì.", code="no_title", field="title")
    return replace(
        draft,
        title=title,
        place=wording.line(draft.place, most=250, field="place", label="Nơi làm"),
        who=wording.line(draft.who, most=250, field="who", label="Người thực hiện"),
        description=wording.paragraphs(draft.description, most=20_000, field="description", label="Nội dung"),
        end_day=None if draft.end_day == draft.day else draft.end_day,
    )


def _check_where(draft: ActivityDraft, actor: Actor) -> None:
    if not access.may_record(actor, draft.agency_id, draft.body_id):
        raise Refused("Tài khoản này không ghi được cho đơn vị đó.", code="forbidden", field="body")
    if draft.body_id is not None:
        if not Body.objects.filter(pk=draft.body_id, agency=draft.agency_id).exists():
            raise Refused("Đơn vị này không thuộc cơ quan đã chọn.", code="wrong_body", field="body")
    elif not Agency.objects.filter(pk=draft.agency_id).exists():
        raise Refused("Không có cơ quan này.", code="wrong_agency", field="agency")


def _check_same_house(draft: ActivityDraft, known: Activity, actor: Actor) -> None:
    if draft.agency_id != known.agency_id:
        raise Refused("Bản ghi không chuyển sang cơ quan khác được.", code="wrong_agency", field="agency")
    if draft.body_id != known.body_id:
        _check_where(draft, actor)


def _check_days(draft: ActivityDraft) -> None:
    today = clock.today()
    if draft.day > today:
        raise Refused(
            f"Ngày {draft.day:%d/%m/%Y} chưa đến; sổ chỉ ghi việc đã làm.", code="future_day", field="day"
        )
    if draft.day.year < EARLIEST_YEAR:
        raise Refused(f"Ngày {draft.day:%d/%m/%Y} quá xa; kiểm tra lại năm.", code="old_day", field="day")
    if draft.end_day is None:
        return
    if draft.end_day < draft.day:
        raise Refused("Ngày kết thúc trước ngày bắt đầu.", code="ends_before", field="end_day")
    if draft.end_day > today:
        raise Refused(
            f"Ngày {draft.end_day:%d/%m/%Y} chưa đến; sổ chỉ ghi việc đã làm.",
            code="future_day",
            field="end_day",
        )


def _check_place(draft: ActivityDraft) -> None:
    if draft.place_id is None:
        return
    if not Place.objects.filter(pk=draft.place_id, agency=draft.agency_id).exists():
        raise Refused("Địa điểm này không thuộc cơ quan.", code="wrong_place", field="place")


def rows_of(model: type[R], codes: Sequence[str], field: str, label: str) -> list[R]:
    """The rows that codes name, in the order of the codes. Raises Refused for a code that names none."""
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        return []
    found = {row.code: row for row in model._default_manager.filter(code__in=wanted)}
    missing = [code for code in wanted if code not in found]
    if missing:
        raise Refused(f"{label}: chọn một mục trong danh sách.", code="unknown_code", field=field)
    return [found[code] for code in wanted]


def check_amounts(amounts: Sequence[Amount]) -> list[tuple[Measure, Amount]]:
    """Each measure once, with the shape its kind wants. Raises Refused with field "amount-CODE"."""
    codes = [amount.measure_code for amount in amounts]
    if len(set(codes)) != len(codes):
        raise Refused("Một số đo được ghi hai lần.", code="measure_twice", field="amounts")
    measures = rows_of(Measure, codes, "amounts", "Số đo")
    for measure, amount in zip(measures, amounts, strict=True):
        _check_amount(measure, amount)
    return list(zip(measures, amounts, strict=True))


def _check_amount(measure: Measure, amount: Amount) -> None:
    def refuse(reason: str, code: str) -> Refused:
        return Refused(f"{measure.name}: {reason}", code=code, field=f"amount-{measure.code}")

    ratio = measure.kind == Measure.Kind.RATIO
    parts = [amount.numerator, amount.denominator] if ratio else [amount.value]
    others = [amount.value] if ratio else [amount.numerator, amount.denominator]
    if any(part is None for part in parts) or any(part is not None for part in others):
        raise refuse("cần cả tử số và mẫu số." if ratio else "cần một giá trị.", "amount_shape")
    for part in parts:
        assert part is not None  # noqa: S101 (checked in the line above)
        if not part.is_finite() or part < 0 or part > MOST:
            raise refuse("ghi số không âm, đừng quá 14 chữ số.", "amount_range")
        if measure.whole and part != part.to_integral_value():
            raise refuse(f"ghi số nguyên ({measure.unit}).", "amount_whole")
        if part != round(part, 4):
            raise refuse("ghi nhiều nhất 4 chữ số sau dấu phẩy.", "amount_fine")
    if ratio and amount.denominator == 0:
        raise refuse("mẫu số phải lớn hơn 0.", "amount_zero")
