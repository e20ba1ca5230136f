"""What is typed about a row of a vocabulary, turned into a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from lantoa.foundation import clock
from lantoa.ledger import queries, vocabulary
from lantoa.ledger.drafts import RowDraft
from lantoa.ledger.models import ActivityKind, Form, Measure, Row
from lantoa.ui.forms import DateField

FIRST = "0"
FIXED = "Không đổi được vì số đo này đã có số liệu."


class RowForm(forms.Form):
    """What every vocabulary asks. `row` is the one corrected, `like` one whose values a new row begins with."""

    more: ClassVar[tuple[str, ...]] = ()

    name = forms.CharField(label="Tên", max_length=160)
    code = forms.CharField(
        label="Mã", max_length=40, required=False,
        widget=forms.TextInput(attrs={"class": "in in--s", "autocomplete": "off"}),
        help_text="Chữ không dấu, số và gạch nối; sau này không đổi. Để trống thì đặt theo tên.",
    )  # fmt: skip
    valid_from = DateField(label="Dùng từ ngày", required=False, help_text="Để trống thì dùng được ngay.")

    def __init__(
        self, *args: Any, model: type[Row], row: Row | None = None, like: Row | None = None, **kwargs: Any
    ) -> None:
        shown = row or like
        kwargs["initial"] = (self._initial(shown) if shown else {}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.row = row
        if row is not None:
            del self.fields["code"]
        self._offer_places(model, row)

    def _initial(self, row: Row) -> dict[str, Any]:
        return {name: getattr(row, name) for name in ("name", "valid_from", *self.more)}

    def _offer_places(self, model: type[Row], row: Row | None) -> None:
        """After which row it stands; the form opens with where it stands now, or with the last place."""
        rows = list(queries.all_of(model).order_by("position", "pk"))
        before, behind = FIRST, FIRST
        for other in rows:
            if row is not None and other.pk == row.pk:
                behind = before
            before = str(other.pk)
        others = [other for other in rows if row is None or other.pk != row.pk]
        self.fields["after"] = forms.ChoiceField(
            label="Thứ tự",
            choices=[(FIRST, "Đầu danh sách"), *((str(one.pk), f"Sau “{one.name}”") for one in others)],
        )
        self.initial.setdefault("after", behind if row is not None else before)

    def draft(self) -> RowDraft:
        data = self.cleaned_data
        return RowDraft(
            name=data["name"],
            code=data.get("code", ""),
            valid_from=data["valid_from"],
            after_id=int(data["after"]) or None,
            more=self._more(data),
        )

    def _more(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return {name: data[name] for name in self.more}


class MeasureForm(RowForm):
    more = ("unit", "kind", "whole", "numerator_label", "denominator_label")

    unit = forms.CharField(
        label="Đơn vị tính", max_length=40, widget=forms.TextInput(attrs={"class": "in in--s"}),
        help_text="Một số đo có một đơn vị: số cuộc và số lượt người là hai số đo.",
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Cách cộng", choices=Measure.Kind.choices, widget=forms.RadioSelect, initial=Measure.Kind.SUM
    )
    whole = forms.BooleanField(label="Chỉ nhận số nguyên", required=False, initial=True)
    numerator_label = forms.CharField(
        label="Tử số là", max_length=120, required=False, help_text="Chỉ dùng cho tỷ lệ."
    )
    denominator_label = forms.CharField(
        label="Mẫu số là", max_length=120, required=False, help_text="Chỉ dùng cho tỷ lệ."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.row is not None and vocabulary.is_used(self.row):
            for name in ("unit", "kind"):
                self.fields[name].disabled = True
                self.fields[name].help_text = FIXED


class FormForm(RowForm):
    more = ("family",)

    family = forms.ChoiceField(
        label="Nhóm", choices=Form.Family.choices, help_text="Dùng khi đếm mức đa dạng của hình thức."
    )


class KindForm(RowForm):
    more = ("form",)

    form = forms.ModelChoiceField(
        label="Hình thức thường dùng",
        queryset=queries.all_of(Form).none(),
        required=False,
        empty_label="Không",
    )
    measures = forms.ModelMultipleChoiceField(
        label="Số đo hỏi trước", queryset=queries.all_of(Measure).none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Hiện ngay khi ghi hoạt động loại này; các số đo khác nằm trong “Thêm chi tiết”.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["form"]
        offered.queryset = queries.in_use_or(Form, _ids([self.initial.get("form")]))
        offered = self.fields["measures"]
        offered.queryset = queries.in_use_or(Measure, _ids(self.initial.get("measures", ())))

    def _initial(self, row: Row) -> dict[str, Any]:
        assert isinstance(row, ActivityKind)  # noqa: S101 (the view picks the form by the model)
        return super()._initial(row) | {"measures": list(row.measures.all())}

    def _more(self, data: Mapping[str, Any]) -> dict[str, Any]:
        return super()._more(data) | {"measures": [measure.pk for measure in data["measures"]]}


def _ids(rows: Iterable[Any]) -> list[int]:
    return [row.pk for row in rows if row]


FORMS: dict[type[Row], type[RowForm]] = {Measure: MeasureForm, Form: FormForm, ActivityKind: KindForm}


def form_for(model: type[Row]) -> type[RowForm]:
    return FORMS.get(model, RowForm)


class EndRowForm(forms.Form):
    last_day = DateField(label="Ngày cuối cùng được chọn")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last_day", clock.today())


class RowChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.code})"


class MergeRowForm(forms.Form):
    into = RowChoice(label="Gộp vào", queryset=queries.all_of(Form).none(), empty_label="Chọn mục giữ lại")

    def __init__(self, *args: Any, row: Row, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = vocabulary.mergeable_into(row)  # type: ignore[attr-defined]
