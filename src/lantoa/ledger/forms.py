"""What people type about activities, turned into drafts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import prefetch_related_objects

from lantoa.foundation import clock
from lantoa.foundation.text import whole
from lantoa.ledger import queries
from lantoa.ledger.drafts import ActivityDraft, Amount, DocumentRef, ProofDraft
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
from lantoa.ledger.refs import Ref
from lantoa.ledger.registry import is_towards
from lantoa.organisation.models import Body
from lantoa.organisation.queries import places_of
from lantoa.ui.forms import DateField, NumberField
from lantoa.ui.words import vndate

TODAY, YESTERDAY, OTHER = "hom-nay", "hom-qua", "khac"
SETS: dict[str, tuple[type[Row], str]] = {
    "forms": (Form, "Hình thức"),
    "themes": (Theme, "Nội dung tuyên truyền"),
    "audiences": (Audience, "Đối tượng"),
    "reform_fields": (ReformField, "Lĩnh vực cải cách"),
    "integrated": (Integration, "Lồng ghép với"),
}
FILES_HINT = "Ảnh đến 20 MB, PDF, Word, Excel đến 50 MB, ghi âm, video đến 300 MB. Không chụp rõ giấy tờ của người dân."
ACCEPT = "image/*,.heic,.pdf,.docx,.xlsx,.pptx,.doc,.xls,.odt,.ods,.txt,audio/*,video/*"


class ManyFilesInput(forms.ClearableFileInput):
    template_name = "django/forms/widgets/file.html"
    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": ACCEPT} | (attrs or {}))


class ManyFilesField(forms.Field):
    """Any number of files; what each of them is, the intake says when they are attached."""

    widget = ManyFilesInput

    def clean(self, value: Any) -> list[Any]:
        given = value if isinstance(value, list | tuple) else [value]
        return [upload for upload in given if upload]


class ActivityForm(forms.Form):
    """*Ghi hoạt động*. Numbers are fields named by measure; those of the chosen kind come first.

    `bodies` are those that the person may record for; `activity` is the draft being corrected.
    """

    title = forms.CharField(
        label="Đã làm gì", max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    when = forms.ChoiceField(label="Ngày làm", widget=forms.RadioSelect)
    day = DateField(label="Ngày khác", required=False)
    end_day = DateField(label="Đến ngày (nếu làm nhiều ngày)", required=False)
    kind = forms.ChoiceField(label="Loại việc")
    uploads = ManyFilesField(label="Ảnh, tệp minh chứng", required=False, help_text=FILES_HINT)
    body = forms.TypedChoiceField(label="Đơn vị", coerce=int)
    place = forms.CharField(
        label="Nơi làm", max_length=250, required=False, widget=forms.TextInput(attrs={"list": "noi-lam"})
    )
    who = forms.CharField(label="Người thực hiện", max_length=250, required=False)
    description = forms.CharField(
        label="Nội dung, kết quả", max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    link = forms.URLField(
        label="Liên kết minh chứng", max_length=500, required=False, assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "in", "placeholder": "https://"}),
    )  # fmt: skip
    document = forms.CharField(
        label="Số, ký hiệu văn bản minh chứng", max_length=60, required=False,
        widget=forms.TextInput(attrs={"class": "in in--s", "autocomplete": "off"}),
    )  # fmt: skip
    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, bodies: list[Body], activity: Activity | None = None, **kwargs: Any
    ) -> None:
        self.bodies = {body.pk: body for body in bodies}
        self.activity = activity
        if activity is not None:
            kwargs.setdefault("initial", {}).update(initial_of(activity))
        kwargs.setdefault("initial", {}).setdefault("client_id", uuid4())
        super().__init__(*args, **kwargs)
        self._offer_days()
        self._offer_rows()
        self._offer_measures()

    def _offer_days(self) -> None:
        today = clock.today()
        field = self.fields["when"]
        field.choices = [  # type: ignore[attr-defined]
            (TODAY, f"Hôm nay, {today:%d/%m}"),
            (YESTERDAY, f"Hôm qua, {today - timedelta(days=1):%d/%m}"),
            (OTHER, "Ngày khác…"),
        ]
        self.initial.setdefault("when", TODAY)
        self.fields["day"].latest = self.fields["end_day"].latest = today  # type: ignore[attr-defined]

    def _offer_rows(self) -> None:
        self.fields["body"].choices = _grouped(self.bodies.values())  # type: ignore[attr-defined]
        kinds = _with_chosen(ActivityKind, [self.initial.get("kind")])
        prefetch_related_objects(kinds, "form", "measures")
        self.kinds = kinds
        self.fields["kind"].choices = [(row.code, row.name) for row in kinds]  # type: ignore[attr-defined]
        if kinds:
            self.initial.setdefault("kind", kinds[0].code)
        for name, (model, label) in SETS.items():
            rows = _with_chosen(model, self.initial.get(name, ()))
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(row.code, row.name) for row in rows],
                widget=forms.CheckboxSelectMultiple,
            )

    def _offer_measures(self) -> None:
        chosen = [key.split("amount-")[1].split(":")[0] for key in self.initial if key.startswith("amount-")]
        self.measures: list[Measure] = _with_chosen(Measure, chosen)
        for measure in self.measures:
            for name, label in _fields_of(measure):
                self.fields[name] = NumberField(
                    label=label, required=False, least=0, places=0 if measure.whole else 4
                )
                self.fields[name].widget.attrs["class"] = "in in--xs"

    def measure_fields(self) -> list[tuple[Measure, list[forms.BoundField], bool]]:
        """Each measure with its controls, and whether the chosen kind asks for it first."""
        usual = self._usual_codes()
        rows = [
            (row, [self[name] for name, _ in _fields_of(row)], row.code in usual) for row in self.measures
        ]
        return [
            (row, bound, first or any(part.value() not in (None, "") for part in bound))
            for row, bound, first in rows
        ]

    def first_measures(self) -> list[tuple[Measure, list[forms.BoundField], bool]]:
        return [row for row in self.measure_fields() if row[2]]

    def other_measures(self) -> list[tuple[Measure, list[forms.BoundField], bool]]:
        return [row for row in self.measure_fields() if not row[2]]

    def kind_measures(self) -> dict[str, list[str]]:
        """`{kind: measures}` for the script that brings a kind's measures to the front."""
        return {kind.code: [row.code for row in kind.measures.all()] for kind in self.kinds}

    def kind_forms(self) -> dict[str, str]:
        """`{kind: its usual form}`, of forms that can be chosen."""
        offered = {code for code, _ in self.fields["forms"].choices}  # type: ignore[attr-defined]
        return {kind.code: kind.form.code for kind in self.kinds if kind.form and kind.form.code in offered}

    def _usual_codes(self) -> set[str]:
        return set(self.kind_measures().get(str(self["kind"].value()), []))

    def place_names(self) -> list[str]:
        """Places of the agencies, offered while typing."""
        agencies = {body.agency_id: body.agency for body in self.bodies.values()}
        return sorted({place.name for agency in agencies.values() for place in places_of(agency)})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == OTHER and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", "Chọn ngày làm, dạng dd/mm/yyyy.")
        for measure in self.measures:
            names = [name for name, _ in _fields_of(measure)]
            if len(names) == 2 and len({cleaned.get(name) is None for name in names}) == 2:
                missing = next(name for name in names if cleaned.get(name) is None)
                if missing not in self.errors:
                    self.add_error(missing, "Ghi cả hai số.")
        return cleaned

    def draft(self) -> ActivityDraft:
        data = self.cleaned_data
        body = self.bodies[data["body"]]
        place = data["place"]
        return ActivityDraft(
            kind=data["kind"],
            title=data["title"],
            day=self._day(),
            end_day=data["end_day"],
            agency_id=body.agency_id,
            body_id=body.pk,
            place=place,
            place_id=next((row.pk for row in places_of(body.agency) if row.name == place), None),
            who=data["who"],
            description=data["description"],
            amounts=tuple(self._amounts()),
            client_id=data["client_id"],
            **{name: tuple(data[name]) for name in SETS},
        )

    def _day(self) -> date:
        when: str = self.cleaned_data["when"]
        if when == OTHER:
            return self.cleaned_data["day"]
        return clock.today() - timedelta(days=1 if when == YESTERDAY else 0)

    def _amounts(self) -> Iterable[Amount]:
        for measure in self.measures:
            parts = [self.cleaned_data.get(name) for name, _ in _fields_of(measure)]
            if any(part is None for part in parts):
                continue
            if len(parts) == 2:
                yield Amount(measure.code, numerator=parts[0], denominator=parts[1])
            else:
                yield Amount(measure.code, parts[0])

    def proof(self) -> ProofDraft:
        number = self.cleaned_data["document"].strip()
        return ProofDraft(
            self.cleaned_data["uploads"],
            link=self.cleaned_data["link"],
            document=DocumentRef(number) if number else None,
        )

    def field_of(self, name: str | None) -> str | None:
        """The field of this form that a refusal speaks of."""
        if name in self.fields:
            return name
        return next((key for key in self.fields if name and key.startswith(f"{name}:")), None)


def _fields_of(measure: Measure) -> list[tuple[str, str]]:
    """Names and labels of the controls of a measure: one, or two for a ratio."""
    name = f"amount-{measure.code}"
    if measure.kind == Measure.Kind.RATIO:
        return [
            (f"{name}:n", measure.numerator_label or f"{measure.name}: tử số"),
            (f"{name}:d", measure.denominator_label or f"{measure.name}: mẫu số"),
        ]
    return [(name, f"{measure.name} ({measure.unit})")]


def _with_chosen(model: type[Row], chosen: Iterable[Any]) -> list[Any]:
    """Rows in use today, and rows that ended but stand in the draft."""
    rows = list(queries.in_use(model))
    known = {row.code for row in rows}
    ended = [code for code in chosen if code and code not in known]
    return rows + list(model._default_manager.filter(code__in=ended)) if ended else rows


def _grouped(bodies: Iterable[Body]) -> list[tuple[Any, Any]]:
    """Choices, under their agencies when there are several."""
    agencies: dict[str, list[tuple[int, str]]] = {}
    for body in bodies:
        agencies.setdefault(body.agency.short_name, []).append((body.pk, body.name))
    if len(agencies) == 1:
        return next(iter(agencies.values()))
    return list(agencies.items())


def initial_of(activity: Activity) -> dict[str, Any]:
    """A draft as the form shows it."""
    version = activity.current
    assert version is not None  # noqa: S101 (an identity is never without a version outside its recording)
    today = clock.today()
    when = {today: TODAY, today - timedelta(days=1): YESTERDAY}.get(version.day, OTHER)
    found: dict[str, Any] = {
        "title": version.title,
        "when": when,
        "day": version.day if when == OTHER else None,
        "end_day": version.end_day,
        "kind": version.kind.code,
        "body": activity.body_id,
        "place": version.place,
        "who": version.who,
        "description": version.description,
        "client_id": activity.client_id,
        "edition": activity.edition,
    }
    for name in SETS:
        found[name] = [row.code for row in getattr(version, name).all()]
    for row in queries.current_measurements([activity.pk]):
        key = f"amount-{row.measure.code}"
        if row.value is None:
            found |= {f"{key}:n": queries.exact(row.numerator), f"{key}:d": queries.exact(row.denominator)}
        else:
            found[key] = queries.exact(row.value)
    return found


def read_towards(values: Iterable[str]) -> tuple[Ref, ...]:
    """What rooms above put into the form as `towards`: "plans.task:12"; anything else is left out."""
    found = []
    for value in values:
        kind, _, number = value.rpartition(":")
        key = whole(number)
        if key is not None and is_towards(kind):
            found.append(Ref(kind, key))
    return tuple(dict.fromkeys(found))


def read_seen(values: Iterable[str]) -> dict[int, int]:
    """Ticked rows of the confirm page: "12:3" is activity 12 in its edition 3; anything else is left out."""
    found: dict[int, int] = {}
    for value in values:
        key, edition = (whole(part) for part in (value.partition(":")[0], value.partition(":")[2]))
        if key is not None and edition is not None:
            found[key] = edition
    return found


class ReasonForm(forms.Form):
    """A reason that will be read later."""

    reason = forms.CharField(
        label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do."},
    )  # fmt: skip
    edition = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ProofForm(forms.Form):
    """Adding proof to a draft: files, a link, or a numbered document."""

    uploads = ManyFilesField(label="Ảnh, tệp", required=False, help_text=FILES_HINT)
    caption = forms.CharField(label="Chú thích", max_length=250, required=False)
    link = forms.CharField(label="Liên kết", max_length=500, required=False)
    document = forms.CharField(label="Số, ký hiệu văn bản", max_length=60, required=False)
    document_day = DateField(label="Ngày văn bản", required=False)
    document_issuer = forms.CharField(label="Cơ quan ban hành", max_length=250, required=False)

    def proof(self) -> ProofDraft:
        data = self.cleaned_data
        paper = DocumentRef(data["document"], data["document_day"], data["document_issuer"])
        return ProofDraft(
            data["uploads"],
            link=data["link"],
            document=paper if data["document"] else None,
            caption=data["caption"],
        )


def said_day(day: date, end: date | None) -> str:
    return f"{vndate(day)} – {vndate(end)}" if end else vndate(day)
