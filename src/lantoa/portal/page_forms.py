"""The editor's form for an article: only tasks of the page's own agency, only words that are in use."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from lantoa.ledger.queries import in_use_or
from lantoa.plans.models import Task
from lantoa.portal.measured_forms import OfAgencyForm
from lantoa.procedures.choosing import ProcedureChoice
from lantoa.procedures.queries import register_of, registered_above


class GuideForm(OfAgencyForm):
    """The procedure is found by code or by words, among those that the page's agency carries out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "procedure" in self.fields:
            field = ProcedureChoice(label="Thủ tục trong danh mục", required=False)
            agency = self.agency
            if agency is not None:
                field.offer(register_of(agency) | registered_above(agency))
            self.fields["procedure"] = field
            self.initial["procedure"] = self.instance.procedure


class ArticleForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page models name this form, and the queries name the models.
        from lantoa.portal.pages import home_above

        if "task" in self.fields:
            home = home_above(self.instance if self.instance.pk else self.parent_page)
            tasks = Task.objects.filter(agency_id=home.agency_id if home else 0).exclude(
                state=Task.State.STOPPED
            )
            self.fields["task"].queryset = tasks.select_related("terms").order_by(
                "-plan__year_to", "position"
            )
        for name in ("themes", "audiences", "reform_fields"):
            if name in self.fields:
                field = self.fields[name]
                kept = [row.pk for row in getattr(self.instance, name).all()] if self.instance.pk else []
                field.queryset = in_use_or(field.queryset.model, kept)
