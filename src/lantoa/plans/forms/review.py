"""The correction of a draft on screen: one big form, an item a row, and a button that says what to do.

Every submit first takes over what was typed anywhere on the page, then does what the button says; so no text
is lost whichever button is pressed, and everything works without script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from lantoa.ledger.models import Form, Measure, ReformField, Theme
from lantoa.ledger.queries import in_use_or
from lantoa.organisation import queries
from lantoa.organisation.models import Agency
from lantoa.plans import editing
from lantoa.plans.drafts import MOST_WEIGHT, YEARS
from lantoa.plans.forms.citations import CitationForm, citation_forms, cited
from lantoa.plans.models import TaskTerms
from lantoa.plans.repeating import say
from lantoa.plans.when import RULES
from lantoa.ui.forms import DateField, NumberField

TARGETS = 3  # that a task has room for on screen; one that has more shows all


@dataclass(frozen=True)
class Choices:
    """What the selects of a page offer, read once however many items there are."""

    bodies: list[tuple[Any, str]]
    forms: list[tuple[Any, str]]
    themes: list[tuple[Any, str]]
    fields: list[tuple[Any, str]]
    measures: list[tuple[Any, str]]

    @classmethod
    def of(cls, agency: Agency, content: editing.Content) -> Choices:
        """Rows in use, and those that the content names although they ended since: saving an item keeps them."""
        bodies = queries.bodies_of(queries.called_today(agency))
        items = content.get("tasks", [])
        targets = {pair[0] for item in items for pair in item.get("targets") or []}
        return cls(
            [(row.pk, row.name) for row in bodies],
            [(row.pk, row.name) for row in in_use_or(Form, _named(items, "form_ids"))],
            [(row.pk, row.name) for row in in_use_or(Theme, _named(items, "theme_ids"))],
            [(row.pk, row.name) for row in in_use_or(ReformField, _named(items, "field_ids"))],
            [(row.pk, f"{row.name} ({row.unit})") for row in in_use_or(Measure, targets)],
        )


def with_units_of_today(content: editing.Content) -> editing.Content:
    """The content with leading and partner bodies as they are today; those that nothing goes on from stay as they are."""
    items = content.get("tasks", [])
    named = _named(items, "partner_body_ids") | {
        item["lead_body_id"] for item in items if item.get("lead_body_id")
    }
    now = {old: new for old, new in queries.bodies_today(named).items() if old != new}
    if not now:
        return content

    def today(item: editing.Item) -> editing.Item:
        partners = [now.get(pk, pk) for pk in item.get("partner_body_ids") or []]
        lead = item.get("lead_body_id")
        return {
            **item,
            "lead_body_id": now.get(lead, lead) if lead else None,
            "partner_body_ids": list(dict.fromkeys(partners)),
        }

    return {**content, "tasks": [today(item) for item in items]}


def _named(items: Sequence[editing.Item], key: str) -> set[int]:
    return {pk for item in items for pk in item.get(key) or []}


def _offer(form: forms.Form, name: str, choices: Any) -> None:
    chooser: Any = form.fields[name]
    chooser.choices = choices


def _whole(value: str) -> int | None:
    return int(value) if value else None


class DocumentForm(forms.Form):
    """The document's own facts."""

    number = forms.CharField(label="Số, ký hiệu", max_length=60, required=False)
    issued_on = DateField(label="Ngày ban hành", required=False)
    year_from = forms.IntegerField(label="Từ năm", min_value=YEARS[0], max_value=YEARS[-1], required=False)
    year_to = forms.IntegerField(label="Đến năm", min_value=YEARS[0], max_value=YEARS[-1], required=False)
    subject = forms.CharField(label="Trích yếu", max_length=300, required=False)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=250, required=False)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=200, required=False)
    reason = forms.CharField(label="Lý do điều chỉnh", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("year_from"), data.get("year_to")
        if first and last and last < first:
            self.add_error("year_to", "Năm kết thúc phải từ năm bắt đầu trở đi.")
        return data

    def values(self) -> dict[str, Any]:
        """What was typed and is right, in the shape of the content."""
        kept: dict[str, Any] = {name: value or None for name, value in self.cleaned_data.items()}
        if kept.get("issued_on"):
            kept["issued_on"] = kept["issued_on"].isoformat()
        return kept


class TextForm(forms.Form):
    """An objective, a requirement or an arrangement."""

    text = forms.CharField(label="Nội dung", required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def values(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"].strip()}


class TaskForm(forms.Form):
    """The terms of one task."""

    text = forms.CharField(
        label="Nội dung nhiệm vụ", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead = forms.TypedChoiceField(label="Đơn vị chủ trì", coerce=_whole, empty_value=None, required=False)
    time_kind = forms.ChoiceField(
        label="Kiểu thời gian", choices=[("", "Chọn"), *TaskTerms.Time.choices], required=False
    )
    start = DateField(label="Từ ngày", required=False)
    end = DateField(label="Đến ngày, hạn", required=False)
    rrule = forms.ChoiceField(label="Chu kỳ", required=False)
    event_text = forms.CharField(label="Sự kiện", max_length=250, required=False)
    product = forms.CharField(label="Sản phẩm, kết quả", max_length=500, required=False)
    partners = forms.TypedMultipleChoiceField(label="Đơn vị phối hợp", coerce=int, required=False)
    forms_ = forms.TypedMultipleChoiceField(label="Hình thức", coerce=int, required=False)
    themes = forms.TypedMultipleChoiceField(label="Nội dung tuyên truyền", coerce=int, required=False)
    fields_ = forms.TypedMultipleChoiceField(label="Lĩnh vực cải cách", coerce=int, required=False)
    audience = forms.CharField(label="Đối tượng", max_length=300, required=False)
    budget = forms.CharField(label="Kinh phí", max_length=250, required=False)
    note = forms.CharField(label="Ghi chú", max_length=500, required=False)
    weight = NumberField(label="Trọng số", least=0, most=MOST_WEIGHT, places=2, required=False)
    stopped = forms.BooleanField(label="Dừng thực hiện nhiệm vụ này", required=False)

    def __init__(self, *args: Any, choices: Choices, item: editing.Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        _offer(self, "lead", [("", "Chọn đơn vị"), *choices.bodies])
        rule = (item.get("time") or {}).get("rrule") or ""
        known = {"": "Chọn chu kỳ", **RULES}
        _offer(self, "rrule", [*known.items(), *([(rule, say(rule) or rule)] if rule not in known else [])])
        for name, offered in (
            ("partners", choices.bodies),
            ("forms_", choices.forms),
            ("themes", choices.themes),
            ("fields_", choices.fields),
        ):
            _offer(self, name, offered)
            self.fields[name].widget = forms.CheckboxSelectMultiple(choices=offered)
        self.targets = max(TARGETS, len(item.get("targets") or []))
        for number in range(self.targets):
            self.fields[f"measure{number}"] = forms.TypedChoiceField(
                label=f"Chỉ tiêu {number + 1}",
                choices=[("", "Không"), *choices.measures],
                coerce=_whole,
                empty_value=None,
                required=False,
            )
            self.fields[f"quantity{number}"] = NumberField(
                label=f"Số lượng {number + 1}", least=Decimal("0.01"), places=2, required=False
            )

    @property
    def target_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"measure{number}"], self[f"quantity{number}"]) for number in range(self.targets)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        if data.get("time_kind") == "recurring" and not data.get("rrule"):
            self.add_error("rrule", "Chọn chu kỳ cho nhiệm vụ định kỳ.")
        chosen = [data.get(f"measure{n}") for n in range(self.targets) if data.get(f"measure{n}")]
        if len(chosen) != len(set(chosen)):
            self.add_error("measure1", "Mỗi chỉ tiêu chỉ chọn một lần.")
        for number in range(self.targets):
            if bool(data.get(f"measure{number}")) != bool(data.get(f"quantity{number}")):
                self.add_error(f"quantity{number}", "Chọn chỉ tiêu và nhập số lượng, hoặc bỏ trống cả hai.")
        return data

    @staticmethod
    def initial_of(item: editing.Item) -> dict[str, Any]:
        """What the fields show for an item of the content."""
        time = item.get("time") or {}
        initial = {
            "text": item.get("text") or "",
            "lead": item.get("lead_body_id"),
            "time_kind": time.get("kind") or "",
            "start": _day(time.get("start")),
            "end": _day(time.get("end")),
            "rrule": time.get("rrule") or "",
            "event_text": time.get("event_text") or "",
            "product": item.get("product") or "",
            "partners": item.get("partner_body_ids") or [],
            "forms_": item.get("form_ids") or [],
            "themes": item.get("theme_ids") or [],
            "fields_": item.get("field_ids") or [],
            "audience": item.get("audience") or "",
            "budget": item.get("budget") or "",
            "note": item.get("note") or "",
            "weight": Decimal(item.get("weight") or "1"),
            "stopped": bool(item.get("stopped")),
        }
        for number, (measure_id, quantity) in enumerate(item.get("targets") or []):
            initial[f"measure{number}"] = measure_id
            initial[f"quantity{number}"] = Decimal(quantity)
        return initial

    def values(self) -> dict[str, Any]:
        """What was typed, in the shape of the content: times as ISO text, quantities as text."""
        data = self.cleaned_data
        time = dict(self.item.get("time") or editing.EMPTY_TIME)
        time |= {
            "kind": data["time_kind"] or None,
            "start": data["start"].isoformat() if data.get("start") else None,
            "end": data["end"].isoformat() if data.get("end") else None,
            "rrule": data.get("rrule") or None,
            "event_text": data["event_text"] or None,
        }
        targets = [
            [data[f"measure{number}"], str(data[f"quantity{number}"])]
            for number in range(self.targets)
            if data.get(f"measure{number}") and data.get(f"quantity{number}")
        ]
        return {
            "text": data["text"].strip(),
            "lead_body_id": data["lead"],
            "time": time,
            "product": data["product"] or None,
            "partner_body_ids": data["partners"],
            "form_ids": data["forms_"],
            "theme_ids": data["themes"],
            "field_ids": data["fields_"],
            "audience": data["audience"] or None,
            "budget": data["budget"] or None,
            "note": data["note"] or None,
            "weight": str(data["weight"] if data.get("weight") is not None else 1),
            "stopped": data["stopped"],
            "targets": targets,
        }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class Review:
    """All forms of a draft's page, bound to a POST or to the content."""

    def __init__(self, content: editing.Content, agency: Agency, data: QueryDict | None = None) -> None:
        """Units that ended since the draft was made are those that go on from them."""
        self.content, self.agency, self.data = with_units_of_today(content), agency, data

    @cached_property
    def choices(self) -> Choices:
        return Choices.of(self.agency, self.content)

    @cached_property
    def document(self) -> DocumentForm:
        known = dict(self.content.get("document") or {})
        known["issued_on"] = _day(known.get("issued_on"))
        return DocumentForm(self.data, prefix="vb", initial=known)

    @cached_property
    def citations(self) -> list[CitationForm]:
        return citation_forms(self.content, self.data)

    @cached_property
    def tasks(self) -> list[tuple[editing.Item, TaskForm]]:
        return [
            (
                item,
                TaskForm(
                    self._for(item),
                    prefix=item["id"],
                    initial=TaskForm.initial_of(item),
                    choices=self.choices,
                    item=item,
                ),
            )
            for item in self.content.get("tasks", [])
        ]

    @cached_property
    def texts(self) -> dict[str, list[tuple[editing.Item, TextForm]]]:
        return {
            name: [
                (item, TextForm(self._for(item), prefix=item["id"], initial={"text": item.get("text", "")}))
                for item in self.content.get(name, [])
            ]
            for name in ("objectives", "requirements", "arrangements")
        }

    def _for(self, item: editing.Item) -> QueryDict | None:
        """An item that the page did not show (folded away, or added since) keeps its values."""
        return self.data if self.data is not None and f"{item['id']}-text" in self.data else None

    def all_forms(self) -> list[forms.Form]:
        rows: list[Any] = [self.document, *self.citations]
        rows += [form for _, form in self.tasks]
        return rows + [form for items in self.texts.values() for _, form in items]

    def is_valid(self) -> bool:
        bound = [form for form in self.all_forms() if form.is_bound]
        return not [form for form in bound if not form.is_valid()]

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong in a bound form: the id of the control to correct, and where and what in words."""
        named: list[tuple[str, forms.Form]] = [
            ("", self.document),
            *(("Căn cứ", form) for form in self.citations),
        ]
        named += [(f"Nhiệm vụ {number}", form) for number, (_, form) in enumerate(self.tasks, 1)]
        named += [("", form) for items in self.texts.values() for _, form in items]
        return [
            (str(form[name].auto_id), ": ".join(filter(None, [where, f"{form[name].label}: {text}"])))
            for where, form in named
            for name, texts in form.errors.items()
            for text in texts
        ]

    def applied(self) -> editing.Content:
        """The content with everything typed taken over. Call after `is_valid()`."""
        content = editing.edit_document(self.content, self.document.values())
        if self.citations[0].is_bound:
            content |= cited(self.citations)
        rows: list[tuple[editing.Item, Any]] = [
            *self.tasks,
            *(pair for items in self.texts.values() for pair in items),
        ]
        for item, form in rows:
            if form.is_bound:
                content = editing.edit(content, item["id"], form.values())
        return content


class UploadForm(forms.Form):
    """A file, or pasted text, or neither to begin with an empty page."""

    file = forms.FileField(
        label="Tệp kế hoạch",
        required=False,
        help_text="Word (.docx), PDF có lớp chữ, Excel, .txt, .html; dưới 50 MB.",
    )
    text = forms.CharField(
        label="Hoặc dán nội dung", required=False, widget=forms.Textarea(attrs={"rows": 8}), strip=False
    )
    agency = forms.TypedChoiceField(label="Cơ quan", coerce=int)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "agency", [(row.pk, row.legal_name) for row in agencies])
        if len(agencies) == 1:
            self.fields["agency"].widget = forms.HiddenInput()
            self.fields["agency"].initial = agencies[0].pk

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not (data.get("text") or "").strip():
            self.add_error("file", "Chọn tệp hoặc dán nội dung kế hoạch.")
        if data.get("file") and data["file"].size > 50 * 1024 * 1024:
            self.add_error("file", "Tệp lớn hơn 50 MB. Tách phụ lục ra tệp riêng rồi nạp từng tệp.")
        return data
