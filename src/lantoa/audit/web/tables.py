"""The list of entries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse

from lantoa.audit import access, queries, registry, words
from lantoa.audit.models import Entry
from lantoa.foundation.text import whole
from lantoa.ui.filters import ChoiceFilter, DateFilter, FilterSet, WordsFilter
from lantoa.ui.tables import DateTimeColumn, MainColumn, Table, TextColumn


class EntryTable(Table):
    """Always in the order of the chain; the page turns it round as a whole."""

    caption = "Nhật ký"

    sequence = MainColumn(
        verbose_name="Số", url=lambda entry: reverse("audit:entry", args=[entry.sequence]), orderable=False
    )
    at = DateTimeColumn(verbose_name="Lúc", orderable=False)
    who = TextColumn(verbose_name="Người làm", accessor="pk", orderable=False)
    verb = TextColumn(verbose_name="Việc", orderable=False)
    target = TextColumn(verbose_name="Đối tượng", accessor="pk", orderable=False)
    agency = TextColumn(verbose_name="Cơ quan", accessor="agency_id", orderable=False)
    summary = TextColumn(verbose_name="Nội dung", empty_values=(None,), orderable=False)

    def __init__(self, data: Any = None, *, agencies: Any = None, **kwargs: Any) -> None:
        self.agencies = agencies or {}
        super().__init__(data, **kwargs)

    def render_who(self, record: Entry) -> str:
        return words.who(record)

    def render_verb(self, record: Entry) -> str:
        return words.verb(record)

    def render_target(self, record: Entry) -> str:
        return words.target(record, named=access.shows_values(record))

    def render_agency(self, value: int) -> str:
        return self.agencies.get(value, f"số {value}")

    def render_summary(self, record: Entry) -> str:
        if not access.shows_values(record):
            return words.fields(record)
        return record.summary or words.fields(record)

    value_who, value_verb, value_target = render_who, render_verb, render_target
    value_agency, value_summary = render_agency, render_summary


def _kinds() -> list[tuple[str, str]]:
    models = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("lantoa.")
        for model in config.get_models()
    ]
    return sorted(
        ((model._meta.label_lower, str(model._meta.verbose_name)) for model in models),
        key=lambda pair: pair[1],
    )


def _verbs() -> list[tuple[str, str]]:
    return sorted(registry.all_verbs().items(), key=lambda pair: pair[1])


class EntryFilter(FilterSet):
    q = WordsFilter()
    verb = ChoiceFilter(label="Việc", choices=_verbs)
    kind = ChoiceFilter(label="Loại đối tượng", choices=_kinds)
    agency = ChoiceFilter(label="Cơ quan")
    reads = ChoiceFilter(label="Lượt xem", choices=[("co", "Chỉ lượt xem"), ("khong", "Trừ lượt xem")])
    since = DateFilter(label="Từ ngày")
    until = DateFilter(label="Đến ngày")

    class Meta:
        model = Entry
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actor = self.request.actor
        names = registry.agency_names(actor.scope(access.ADMINISTER).agencies)
        field = self.form.fields["agency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Tất cả"), *((str(pk), name) for pk, name in names.items())]

    def filter_queryset(self, queryset: QuerySet[Entry]) -> QuerySet[Entry]:
        given = self.form.cleaned_data
        agency = str(given.get("agency") or "")
        return queries.search(
            queryset,
            queries.Wanted(
                words=given.get("q") or "",
                verb=given.get("verb") or "",
                target_kind=given.get("kind") or "",
                agency_id=whole(agency),
                since=given.get("since"),
                until=given.get("until"),
                reads={"co": True, "khong": False}.get(given.get("reads") or ""),
            ),
        )
