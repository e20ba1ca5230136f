"""What is typed about a value that stands alone, turned into a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from lantoa.foundation import clock
from lantoa.foundation.periods import BadPeriod, Period, PeriodKind, reporting_rounds
from lantoa.ledger import queries, series
from lantoa.ledger.drafts import Amount, DocumentRef, MeasurementDraft, ProofDraft
from lantoa.ledger.forms import FILES_HINT, ManyFilesField
from lantoa.ledger.models import Measure, Measurement
from lantoa.organisation.access import Actor
from lantoa.organisation.models import Body
from lantoa.ui.forms import DateField, NumberField
from lantoa.ui.words import vndate

OTHER = "khac"
# How many periods of each kind that have ended are offered; any other days can be typed.
OFFERED = (
    (PeriodKind.MONTH, 12),
    (PeriodKind.QUARTER, 6),
    (PeriodKind.HALF, 3),
    (PeriodKind.NINE_MONTHS, 1),
    (PeriodKind.YEAR, 3),
)


def ended_periods(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of a select: periods that have ended, by kind, the latest first; then windows of reform reports."""
    groups = []
    for kind, most in OFFERED:
        found = _latest(kind, today)
        choices = []
        for _ in range(most):
            choices.append((found.code, found.label))
            found = found.previous()
        groups.append((kind.label, choices))
    rounds = [*reporting_rounds(today.year - 1), *reporting_rounds(today.year)]
    ended = [one for one in reversed(rounds) if one.window.end <= today][:4]
    said = [
        (one.window.code, f"{one.period.label} ({vndate(one.window.start)} – {vndate(one.window.end)})")
        for one in ended
    ]
    return [*groups, ("Kỳ báo cáo cải cách hành chính", said)]


def _latest(kind: PeriodKind, today: date) -> Period:
    """The last period of that kind that ended on or before today."""
    try:
        found = Period.containing(today, kind)
    except BadPeriod:  # October to December lie in no nine months
        return Period(kind, today.year)
    return found if found.end <= today else found.previous()


class MeasureChoiceForm(forms.Form):
    """Which measure: the fields of the next page depend on it."""

    so_do = forms.ModelChoiceField(
        label="Số đo", queryset=queries.all_of(Measure).none(), empty_label="Chọn số đo"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["so_do"].queryset = queries.in_use(Measure)  # type: ignore[attr-defined]


class MeasurementForm(forms.Form):
    """A value of one measure: one number, or numerator and denominator for a ratio."""

    period = forms.ChoiceField(label="Kỳ")
    starts = DateField(label="Từ ngày", required=False)
    ends = DateField(label="Đến hết ngày", required=False)
    body = forms.ChoiceField(label="Đơn vị")
    note = forms.CharField(
        label="Nguồn số liệu", max_length=250,
        help_text="Lấy ở đâu, lúc nào. Ví dụ: thống kê của trang mạng xã hội, xem ngày 30/09/2026.",
    )  # fmt: skip
    uploads = ManyFilesField(label="Ảnh chụp, tệp minh chứng", required=False, help_text=FILES_HINT)
    link = forms.CharField(label="Liên kết minh chứng", max_length=500, required=False)
    document = forms.CharField(
        label="Số, ký hiệu văn bản minh chứng", max_length=60, required=False,
        widget=forms.TextInput(attrs={"class": "in in--s", "autocomplete": "off"}),
    )  # fmt: skip
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        measure: Measure,
        measurement: Measurement | None = None,
        **kwargs: Any,
    ) -> None:
        if measurement is not None:
            kwargs["initial"] = {**_initial_of(measurement), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.measure, self.measurement = measure, measurement
        self._offer_periods()
        self._offer_bodies(actor)
        self._offer_values()

    def _offer_periods(self) -> None:
        today = clock.today()
        groups: list[Any] = [*ended_periods(today), (OTHER, "Khoảng ngày khác, ghi ở dưới")]
        self.fields["period"].choices = groups  # type: ignore[attr-defined]
        for name in ("starts", "ends"):
            self.fields[name].latest = today  # type: ignore[attr-defined]
        codes = {code for _, choices in groups[:-1] for code, _ in choices}
        row = self.measurement
        if row is None:
            self.initial.setdefault("period", _latest(PeriodKind.MONTH, today).code)
        elif row.period.code in codes:
            self.initial["period"] = row.period.code
        else:
            self.initial.update(period=OTHER, starts=row.starts, ends=row.ends)

    def _offer_bodies(self, actor: Actor) -> None:
        """Bodies and whole agencies that the actor may record for; a draft keeps its agency and its body."""
        bodies = queries.bodies_to_record_for(actor)
        agencies = series.agencies_to_record_for(actor)
        row = self.measurement
        if row is not None:
            agencies = [one for one in agencies if one.pk == row.agency_id]
            bodies = [one for one in bodies if one.agency_id == row.agency_id]
            if row.body is not None and row.body not in bodies:
                bodies = [row.body, *bodies]
            if row.body is None and row.agency not in agencies:
                agencies = [row.agency, *agencies]
        self.bodies: dict[str, Body] = {f"d{one.pk}": one for one in bodies}
        self.agencies = {f"c{one.pk}": one for one in agencies}
        choices = [(key, f"Cả {one.short_name}") for key, one in self.agencies.items()]
        choices += [(key, _said(one, bodies)) for key, one in self.bodies.items()]
        self.fields["body"].choices = choices  # type: ignore[attr-defined]

    def _offer_values(self) -> None:
        measure = self.measure
        labels = {"value": f"{measure.name} ({measure.unit})"}
        if measure.kind == Measure.Kind.RATIO:
            labels = {
                "numerator": measure.numerator_label or "Tử số",
                "denominator": measure.denominator_label or "Mẫu số",
            }
        for name, label in labels.items():
            self.fields[name] = NumberField(
                label=label, least=1 if name == "denominator" and measure.whole else 0,
                places=0 if measure.whole else 4,
            )  # fmt: skip
        order = [
            "period",
            "starts",
            "ends",
            "body",
            *labels,
            "note",
            "uploads",
            "link",
            "document",
            "edition",
        ]
        self.order_fields(order)
        self.value_names = list(labels)

    @property
    def day_fields(self) -> list[forms.BoundField]:
        return [self["starts"], self["ends"]]

    @property
    def value_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.value_names]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("period") == OTHER:
            for name in ("starts", "ends"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Nhập ngày, dạng dd/mm/yyyy.")
        return cleaned

    def draft(self) -> MeasurementDraft:
        data = self.cleaned_data
        starts, ends = data["starts"], data["ends"]
        if data["period"] != OTHER:
            period = Period.parse(data["period"])
            starts, ends = period.start, period.end
        body = self.bodies.get(data["body"])
        agency_id = body.agency_id if body else self.agencies[data["body"]].pk
        amount = Amount(self.measure.code, data.get("value"), data.get("numerator"), data.get("denominator"))
        return MeasurementDraft(amount, starts, ends, agency_id, body.pk if body else None, data["note"])

    def proof(self) -> ProofDraft:
        data = self.cleaned_data
        paper = DocumentRef(data["document"]) if data["document"].strip() else None
        return ProofDraft(data["uploads"], link=data["link"].strip(), document=paper)

    def field_of(self, name: str | None) -> str | None:
        """The field of this form that a refusal speaks of."""
        if name == f"amount-{self.measure.code}":
            return self.value_names[-1]
        if name in ("starts", "ends") and self.cleaned_data.get("period") != OTHER:
            return "period"
        return {"file": "uploads", "url": "link", "number": "document"}.get(name or "", name)


class CourseForm(forms.Form):
    """Which measure over which periods, for which body; everything has a value to begin with."""

    KINDS = (
        ("thang", "Theo tháng", PeriodKind.MONTH),
        ("quy", "Theo quý", PeriodKind.QUARTER),
        ("nua-nam", "Theo 6 tháng", PeriodKind.HALF),
        ("nam", "Theo năm", PeriodKind.YEAR),
    )

    so_do = forms.ModelChoiceField(
        label="Số đo", queryset=queries.all_of(Measure), empty_label=None, required=False
    )
    ky = forms.ChoiceField(label="Kỳ", choices=[(word, label) for word, label, _ in KINDS], required=False)
    nam = forms.TypedChoiceField(label="Năm", coerce=int, required=False, empty_value=None)
    don_vi = forms.ModelChoiceField(
        label="Đơn vị", queryset=Body.objects.none(), empty_label="Tất cả", required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in series.years()]
        self.fields["nam"].choices = years  # type: ignore[attr-defined]
        self.fields["don_vi"].queryset = queries.bodies_seen(actor)  # type: ignore[attr-defined]

    def measure(self) -> Measure | None:
        asked: Measure | None = self.cleaned_data.get("so_do")
        return asked

    def periods(self) -> list[Period]:
        asked = self.cleaned_data.get("ky") or "thang"
        kind = next(kind for word, _, kind in self.KINDS if word == asked)
        return series.periods_of(kind, self.cleaned_data.get("nam") or clock.today().year)

    def body(self) -> Body | None:
        found: Body | None = self.cleaned_data.get("don_vi")
        return found


def _said(body: Body, bodies: list[Body]) -> str:
    several = len({one.agency_id for one in bodies}) > 1
    return f"{body.name}, {body.agency.short_name}" if several else body.name


def _initial_of(row: Measurement) -> dict[str, Any]:
    return {
        "body": f"d{row.body_id}" if row.body_id else f"c{row.agency_id}",
        "value": queries.exact(row.value),
        "numerator": queries.exact(row.numerator),
        "denominator": queries.exact(row.denominator),
        "note": row.note,
        "edition": row.edition,
    }
