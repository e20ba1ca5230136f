"""The list of people: columns, filters, export."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from lantoa.audit.actions import note_read
from lantoa.organisation import queries
from lantoa.organisation.access import live_on
from lantoa.organisation.models import Agency, Membership, Person, Role
from lantoa.ui import tables
from lantoa.ui.filters import ChoiceFilter, FilterSet, ModelChoiceFilter, WordsFilter
from lantoa.ui.lists import EXPORT_FIELD, ListPage

ACCOUNT_STATES = {"on": "Đang dùng", "invited": "Đã mời", "off": "Đã khóa", "none": "Chưa có"}


def account_state(person: Person) -> str:
    account = getattr(person, "account", None)
    if account is None:
        return "none"
    if not account.is_active:
        return "off"
    return "on" if account.joined_at or account.has_usable_password() else "invited"


def roles_in_words(person: Person) -> str:
    held: list[Membership] = getattr(person, "held", [])
    return "; ".join(
        f"{row.title or row.get_role_display()}, {row.body.name if row.body else row.agency.short_name}"
        for row in held
    )


class PeopleTable(tables.Table):
    caption = "Danh sách cán bộ"

    name = tables.MainColumn(
        verbose_name="Họ và tên",
        accessor="full_name",
        order_by=("sort_key", "pk"),
        url=lambda person: reverse("organisation:person", args=[person.pk]),
    )
    roles = tables.HtmlColumn(
        verbose_name="Vai trò đang giữ", make=roles_in_words, plain=roles_in_words, default=""
    )
    agency = tables.HtmlColumn(
        verbose_name="Cơ quan",
        make=lambda p: ", ".join(dict.fromkeys(row.agency.short_name for row in p.held)),
        plain=lambda p: ", ".join(dict.fromkeys(row.agency.short_name for row in p.held)),
    )
    email = tables.TextColumn(verbose_name="Thư điện tử", accessor="email", empty_values=("", None))
    phone = tables.TextColumn(
        verbose_name="Điện thoại", accessor="phone", empty_values=("", None), whole=True
    )
    account = tables.HtmlColumn(
        verbose_name="Tài khoản",
        make=lambda person: ACCOUNT_STATES[account_state(person)],
        plain=lambda person: ACCOUNT_STATES[account_state(person)],
    )


class PeopleFilter(FilterSet):
    q = WordsFilter(method="by_words", label="Tên hoặc thư điện tử")
    agency = ModelChoiceFilter(
        label="Cơ quan", queryset=lambda request: _agencies(request), method="by_agency"
    )
    role = ChoiceFilter(
        label="Vai trò", choices=[*Role.choices, ("none", "Không giữ vai trò nào")], method="by_role"
    )
    state = ChoiceFilter(label="Tài khoản", choices=list(ACCOUNT_STATES.items()), method="by_state")

    def by_words(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        return queries.search_people(people, value)

    def by_agency(self, people: QuerySet[Person], name: str, value: Agency) -> QuerySet[Person]:
        return people.filter(pk__in=self._held().filter(agency=value).values("person"))

    def by_role(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        if value == "none":
            return people.exclude(pk__in=self._held().values("person"))
        return people.filter(pk__in=self._held().filter(role=value).values("person"))

    def by_state(self, people: QuerySet[Person], name: str, value: str) -> QuerySet[Person]:
        return queries.in_account_state(people, value)

    def _held(self) -> QuerySet[Membership]:
        return queries.live_roles(self.request.actor.on)


def _agencies(request: HttpRequest) -> QuerySet[Agency]:
    return queries.administered(request.actor).filter(live_on(request.actor.on))  # type: ignore[attr-defined]


class PeopleList(ListPage):
    title = "Cán bộ, tài khoản"
    noun = "người"
    table_class = PeopleTable
    filter_class = PeopleFilter
    template_name = "organisation/people.html"
    export_name = "can-bo"
    empty_title = "Chưa có ai"
    empty_text = "Thêm từng người, hoặc nhập danh sách từ Excel."
    empty_label = "Thêm người"
    empty_url_name = "organisation:new_person"

    def rows(self) -> QuerySet[Person]:
        return queries.with_roles(queries.people_of(self.request.actor))  # type: ignore[attr-defined]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().get(request, *args, **kwargs)
        if EXPORT_FIELD in request.GET:
            self._note_export(request)
        return response

    def _note_export(self, request: HttpRequest) -> None:
        actor = request.actor  # type: ignore[attr-defined]
        agency = queries.administered(actor).first()
        if agency is not None:
            note_read("organisation.people_exported", agency, actor=actor, agency_id=agency.pk)
