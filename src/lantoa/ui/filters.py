"""Filters of a list: django-filter with our fields; every field has a Vietnamese label."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from lantoa.ui.forms import DateField
from lantoa.ui.parts import Chip
from lantoa.ui.tables import PAGE_FIELD
from lantoa.ui.words import vndate

EMPTY: tuple[object, ...] = (None, "", [], ())


class FilterSet(django_filters.FilterSet):
    """Fields are optional and wrong input is said at its field, the other filters still hold."""

    def chips(self, request: HttpRequest) -> list[Chip]:
        return chips(self.form, request.GET) if self.is_bound else []


class DateFilter(django_filters.Filter):
    field_class = DateField


class WordsFilter(django_filters.CharFilter):
    """A search within the list; the room says how with `method`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Từ khóa")
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"type": "search", "placeholder": "có dấu hoặc không dấu"})
        )
        super().__init__(*args, **kwargs)


class ChoiceFilter(django_filters.ChoiceFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "Tất cả")
        super().__init__(*args, **kwargs)


class ModelChoiceFilter(django_filters.ModelChoiceFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "Tất cả")
        super().__init__(*args, **kwargs)


class ModelChoicesFilter(django_filters.ModelMultipleChoiceFilter):
    """Any of several rows; without `method` none chosen means all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.SelectMultiple(attrs={"size": "3"}))
        kwargs.setdefault("distinct", False)
        super().__init__(*args, **kwargs)


def chips(form: forms.Form, query: QueryDict) -> list[Chip]:
    """What a bound filter form holds, in words, each with the way to drop it."""
    cleaned: Mapping[str, Any] = getattr(form, "cleaned_data", {}) if form.is_valid() or form.errors else {}
    found = []
    for name, field in form.fields.items():
        value = cleaned.get(name)
        if isinstance(value, QuerySet):
            value = list(value)
        if value in EMPTY or field.widget.is_hidden:
            continue
        rest = query.copy()
        for key in _keys(name):
            rest.pop(key, None)
        rest.pop(PAGE_FIELD, None)
        found.append(Chip(f"{field.label}: {_say(field, value)}", f"?{rest.urlencode()}"))
    return found


def _keys(name: str) -> list[str]:
    """Every parameter one filter may write: its own, and the ends of a range."""
    return [name, *(f"{name}_{end}" for end in ("min", "max", "after", "before", "0", "1"))]


def _say(field: forms.Field, value: Any) -> str:
    if isinstance(value, date):
        return vndate(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list | tuple | set):
        return ", ".join(_say(field, part) for part in value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        flat = {str(key): label for key, label in _flat(field.choices)}
        return str(flat.get(str(value), value))
    if isinstance(value, str) and value == getattr(field, "null_value", None):
        return str(getattr(field, "null_label", value))
    return str(value)


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for key, label in choices:
        flat += list(label) if isinstance(label, list | tuple) else [(key, label)]
    return flat
