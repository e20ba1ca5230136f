"""What tables are called on screen: the audit names kinds of objects, and objects, to administrators."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from lantoa.audit import access


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("lantoa.")]


def test_every_kind_of_object_has_a_vietnamese_name() -> None:
    assert [model._meta.label for model in ours() if str(model._meta.verbose_name).isascii()] == []


def test_every_object_that_an_administrator_sees_has_words_for_itself() -> None:
    """Django's own words are English: "WorkdayOverride object (3)"."""
    bare = [model._meta.label for model in ours() if model.__str__ is models.Model.__str__]
    assert [label for label in bare if access.is_open(label.lower())] == []


def test_the_names_of_kinds_are_told_apart() -> None:
    names = [str(model._meta.verbose_name) for model in ours()]
    assert sorted(name for name in names if names.count(name) > 1) == []
