"""Tables of records: django-tables2 in the look of prototype/, with plain values for export.

A column renders HTML for people and gives `value` for files: dates stay dates, numbers stay numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2.columns import BoundColumn
from django_tables2.rows import BoundRow

from lantoa.foundation.clock import day_of, local
from lantoa.ui.registry import ExportColumn
from lantoa.ui.words import STATES, vndate, vndatetime, vnnumber, vnpercent

ORDER_FIELD = "sap-xep"
PAGE_FIELD = "trang"
CHUNK = 2000

OfRecord = Callable[[Any], Any]


class Column(tables.Column):
    """`num` puts figures to the right; `quiet` hides the heading from sight, not from screen readers; `whole` is
    never broken over lines."""

    num = False
    row_header = False
    kind = "text"
    width = 20

    def __init__(self, *args: Any, quiet: bool = False, whole: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("default", "–")
        super().__init__(*args, **kwargs)
        self.quiet, self.whole = quiet, whole

    def value(self, value: Any = None, **kwargs: Any) -> Any:
        return value


class MainColumn(Column):
    """What the row is about: its heading, linked to the record; `sub` is the smaller line below."""

    row_header = True
    width = 60

    def __init__(
        self, *args: Any, url: OfRecord | None = None, sub: OfRecord | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.url, self.sub = url, sub

    def render(self, value: Any, record: Any) -> SafeString:
        address = self.url(record) if self.url else ""
        main = format_html('<a href="{}">{}</a>', address, value) if address else format_html("{}", value)
        under = self.sub(record) if self.sub else ""
        return main + format_html('<span class="sub">{}</span>', under) if under else main


class TextColumn(Column):
    """Plain text, optionally with a smaller line below it."""

    def __init__(self, *args: Any, sub: OfRecord | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sub = sub

    def render(self, value: Any, record: Any) -> SafeString:
        under = self.sub(record) if self.sub else ""
        tail = format_html('<span class="sub">{}</span>', under) if under else SafeString("")
        return format_html("{}", value) + tail


class DateColumn(Column):
    kind = "date"
    width = 12

    def render(self, value: date | datetime) -> SafeString:
        return format_html("<time>{}</time>", vndate(value))

    def value(self, value: Any = None, **kwargs: Any) -> Any:
        return day_of(value) if isinstance(value, datetime) else value


class DateTimeColumn(Column):
    kind = "datetime"
    width = 18

    def render(self, value: datetime) -> SafeString:
        return format_html("<time>{}</time>", vndatetime(value))

    def value(self, value: Any = None, **kwargs: Any) -> Any:
        return local(value).replace(tzinfo=None) if isinstance(value, datetime) else value


class NumberColumn(Column):
    num = True
    kind = "decimal"
    width = 12

    def __init__(self, *args: Any, places: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def render(self, value: Decimal | float | int) -> str:
        return vnnumber(value, self.places)


class PercentColumn(NumberColumn):
    """A percentage already times one hundred."""

    def render(self, value: Decimal | float | int) -> str:
        return vnpercent(value, 1 if self.places is None else self.places)


class StatusColumn(Column):
    """The column's value is one of ui.words.STATES; `word` says it more exactly for one record."""

    def __init__(self, *args: Any, word: OfRecord | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word = word

    def render(self, value: str, record: Any) -> SafeString:
        from lantoa.ui.templatetags.lantoa_ui import icon  # deferred: tags import the registry of templates

        return format_html(
            '<span class="st" data-st="{}">{}{}</span>', value, icon(value), self._say(value, record)
        )

    def value(self, value: Any = None, record: Any = None, **kwargs: Any) -> Any:
        return self._say(value, record)

    def _say(self, value: str, record: Any) -> str:
        return str(self.word(record)) if self.word else STATES[value]


class HtmlColumn(Column):
    """Whatever `make(record)` returns; not exported unless `plain(record)` gives its text."""

    def __init__(self, *args: Any, make: OfRecord, plain: OfRecord | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("orderable", False)
        kwargs.setdefault("empty_values", ())
        kwargs["exclude_from_export"] = plain is None
        super().__init__(*args, **kwargs)
        self.make, self.plain = make, plain

    def render(self, record: Any) -> Any:
        return self.make(record)

    def value(self, value: Any = None, record: Any = None, **kwargs: Any) -> Any:
        return self.plain(record) if self.plain else None


@dataclass(frozen=True)
class Head:
    """One heading: `sort` is the value of aria-sort, `url` the same list in the other order."""

    label: str
    url: str = ""
    sort: str = ""
    num: bool = False
    quiet: bool = False


class Table(tables.Table):
    """`caption` names the table for screen readers; set `caption_shown` to print it above the rows."""

    caption = ""
    caption_shown = False
    kind = ""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("order_by_field", ORDER_FIELD)
        kwargs.setdefault("page_field", PAGE_FIELD)
        super().__init__(data=[] if data is None else data, **kwargs)

    def heads(self, request: HttpRequest | None) -> list[Head]:
        found = []
        for bound in self.columns:
            column = bound.column
            quiet, num = getattr(column, "quiet", False), getattr(column, "num", False)
            url, sort = "", ""
            if bound.orderable and request is not None:
                query = request.GET.copy()
                query.pop(self.prefixed_page_field, None)
                query[self.prefixed_order_by_field] = bound.order_by_alias.next
                url = f"?{query.urlencode()}"
                sort = (
                    ("descending" if bound.order_by_alias.is_descending else "ascending")
                    if bound.is_ordered
                    else ""
                )
            found.append(Head(str(bound.header), url, sort, num, quiet))
        return found

    def _exported(self) -> list[BoundColumn]:
        return [bound for bound in self.columns if not bound.column.exclude_from_export]

    def export_columns(self) -> list[ExportColumn]:
        return [
            ExportColumn(
                str(bound.header), getattr(bound.column, "kind", "text"), getattr(bound.column, "width", 20)
            )
            for bound in self._exported()
        ]

    def values(self) -> Iterator[list[Any]]:
        """Every row as plain values, read in pieces: memory does not grow with the rows."""
        columns = self._exported()
        data = self.data.data
        records = data.iterator(chunk_size=CHUNK) if isinstance(data, QuerySet) else iter(data)
        for record in records:
            row = BoundRow(record, table=self)
            yield [row.get_cell_value(bound.name) for bound in columns]
