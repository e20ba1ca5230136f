"""The vocabularies of the ledger, and what uses their rows. Reads only.

The rows are the installation's own: every agency below chooses from them, and sums over agencies need one list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from lantoa.foundation import clock
from lantoa.foundation.errors import NotVisible
from lantoa.foundation.text import fold
from lantoa.ledger.models import (
    ActivityKind,
    Audience,
    Form,
    Integration,
    Measure,
    ReformField,
    Row,
    Theme,
)
from lantoa.ledger.queries import all_of
from lantoa.organisation.access import CATALOGUE, Actor


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`word` stands in addresses, `found_by` is the filter of the list of activities that looks for a row."""

    word: str
    model: type[Row]
    title: str
    noun: str
    meaning: str
    found_by: str = ""


VOCABULARIES: dict[str, Vocabulary] = {
    vocabulary.word: vocabulary
    for vocabulary in (
        Vocabulary("so-do", Measure, "Số đo", "số đo", "Những gì được đếm, mỗi số đo một đơn vị tính.", "so_do"),
        Vocabulary("loai-hoat-dong", ActivityKind, "Loại hoạt động", "loại hoạt động", "Loại việc khi ghi hoạt động; cho biết hỏi số đo nào trước.", "loai"),
        Vocabulary("hinh-thuc", Form, "Hình thức tuyên truyền", "hình thức", "Tuyên truyền bằng cách nào.", "hinh_thuc"),
        Vocabulary("noi-dung", Theme, "Nội dung tuyên truyền", "nội dung", "Tuyên truyền về việc gì.", "noi_dung"),
        Vocabulary("doi-tuong", Audience, "Đối tượng tuyên truyền", "đối tượng", "Tuyên truyền đến ai.", "doi_tuong"),
        Vocabulary("linh-vuc", ReformField, "Lĩnh vực cải cách hành chính", "lĩnh vực", "Các lĩnh vực của chương trình cải cách hành chính.", "linh_vuc"),
        Vocabulary("long-ghep", Integration, "Nội dung lồng ghép", "nội dung lồng ghép", "Việc được thực hiện cùng hoạt động tuyên truyền.", "long_ghep"),
    )
}  # fmt: skip

LIVE, FUTURE, ENDED, MERGED = "dang-dung", "chua-den", "da-het", "da-gop"
STANDINGS = {
    LIVE: "Đang dùng",
    FUTURE: "Chưa đến ngày dùng",
    ENDED: "Thôi dùng",
    MERGED: "Đã gộp",
}


def keeps_vocabulary(actor: Actor) -> bool:
    """The administrator and the reform coordinator of an agency that stands under no other."""
    return actor.everywhere(CATALOGUE)


def vocabulary_of(row: Row) -> Vocabulary:
    return next(found for found in VOCABULARIES.values() if isinstance(row, found.model))


def get_row(actor: Actor, word: str, row_id: int) -> Row:
    """A row, for who keeps the vocabulary. Raises NotVisible."""
    vocabulary = VOCABULARIES.get(word)
    row = rows_of(vocabulary).filter(pk=row_id).first() if vocabulary and keeps_vocabulary(actor) else None
    if row is None:
        raise NotVisible
    found: Row = row
    return found


def rows_of(vocabulary: Vocabulary) -> QuerySet:
    """Every row in its order, with what its page and its list show."""
    rows = all_of(vocabulary.model).select_related("merged_into").order_by("position", "pk")
    if vocabulary.model is ActivityKind:
        rows = rows.select_related("form").prefetch_related("measures")
    return rows


def size_of(vocabulary: Vocabulary) -> tuple[int, int]:
    """How many rows are in use today, and how many there are."""
    rows = all_of(vocabulary.model)
    return in_standing(rows, LIVE).count(), rows.count()


def standing_of(row: Row, day: date | None = None) -> str:
    """One of STANDINGS."""
    on = day or clock.today()
    if row.merged_into_id:
        return MERGED
    if row.valid_to is not None and row.valid_to < on:
        return ENDED
    return FUTURE if row.valid_from is not None and row.valid_from > on else LIVE


def in_standing(rows: QuerySet, standing: str, day: date | None = None) -> QuerySet:
    """The rows that `standing_of` calls so."""
    on = day or clock.today()
    if standing == MERGED:
        return rows.exclude(merged_into=None)
    own = rows.filter(merged_into=None)
    ended, future = Q(valid_to__lt=on), Q(valid_from__gt=on)
    if standing == ENDED:
        return own.filter(ended)
    return own.filter(future).exclude(ended) if standing == FUTURE else own.exclude(ended).exclude(future)


def with_words(rows: QuerySet, words: str) -> QuerySet:
    """Rows whose name or code holds every word, marks aside. A vocabulary is short: it is looked through here."""
    wanted = fold(words).split()[:10]
    found = [
        pk
        for pk, code, name in rows.values_list("pk", "code", "name")
        if all(word in fold(f"{code} {name}") for word in wanted)
    ]
    return rows.filter(pk__in=found)


# --- what uses a row --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column that points to a vocabulary, in whatever room; `owner` is what has the column."""

    holder: type[Model]
    column: str
    owner: type[Model]


def pointers_to(model: type[Row]) -> list[Pointer]:
    """Every column of records that points to rows of `model`, those of rooms above as well.

    Vocabularies that point to each other are left out: they can be pointed elsewhere.
    """
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if (
            not relation.auto_created
            or relation.concrete
            or not (relation.one_to_many or relation.one_to_one)
        ):
            continue
        holder: Any = relation.related_model
        owner = holder._meta.auto_created or holder
        if not issubclass(owner, Row):
            found.append(Pointer(holder, relation.field.name, owner))  # type: ignore[union-attr]
    return found


def with_use(rows: QuerySet) -> QuerySet:
    """Each row with `is_used`: one look into an index for each column that may point to it."""
    looks = [
        Exists(pointer.holder._base_manager.filter(**{pointer.column: OuterRef("pk")}))
        for pointer in pointers_to(rows.model)
    ]
    return rows.annotate(is_used=reduce(or_, looks))


def is_used(row: Row) -> bool:
    """Whether a record anywhere points to the row."""
    return any(
        pointer.holder._base_manager.filter(**{pointer.column: row}).exists()
        for pointer in pointers_to(type(row))
    )


def uses_of(row: Row) -> list[tuple[str, int]]:
    """What points to the row, as (word, number of records), without what points nowhere near."""
    counts: dict[str, int] = {}
    for pointer in pointers_to(type(row)):
        word = str(pointer.owner._meta.verbose_name)
        counts[word] = (
            counts.get(word, 0) + pointer.holder._base_manager.filter(**{pointer.column: row}).count()
        )
    return [(word, number) for word, number in counts.items() if number]


# --- rows merged into another -----------------------------------------------------------------------


def merged_here(row: Row) -> QuerySet:
    return all_of(type(row)).filter(merged_into_id=row.pk).order_by("position", "pk")


def mergeable_into(row: Row) -> QuerySet:
    """Rows in use that may take this one up: of a measure, those of the same unit and kind only."""
    rows = in_standing(all_of(type(row)).exclude(pk=row.pk), LIVE).filter(valid_to=None)
    if isinstance(row, Measure):
        rows = rows.filter(unit=row.unit, kind=row.kind)
    return rows.order_by("position", "pk")


def kinds_asking(rows: Iterable[Measure]) -> QuerySet[ActivityKind]:
    """Kinds of activities that ask for one of these measures first."""
    return ActivityKind.objects.filter(measures__in=[row.pk for row in rows]).distinct()


def kinds_with_form(form: Form) -> QuerySet[ActivityKind]:
    return ActivityKind.objects.filter(form=form).order_by("position", "pk")
