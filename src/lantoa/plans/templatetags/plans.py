"""How tasks look: {% load plans %}."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lantoa.audit.registry import label_of
from lantoa.foundation.text import format_date
from lantoa.plans.models import Instance, Task
from lantoa.plans.queries import late_days_of
from lantoa.plans.web.tables import nudge_of
from lantoa.plans.wording import late_said, state_of, word_of
from lantoa.ui.templatetags.lantoa_ui import icon

register = template.Library()


@register.simple_tag
def task_state(task: Task) -> SafeString:
    """A task's state: shape, word and colour; late ones with their working days."""
    state = state_of(task)
    return format_html('<span class="st" data-st="{}">{}{}</span>', state, icon(state), word_of(task))


@register.simple_tag
def nudge_button(task: Task, form: str) -> SafeString:
    """*Nhắc*, as a button of the form that stands once on the page."""
    return nudge_of(task, form)


@register.simple_tag
def instance_state(instance: Instance) -> SafeString:
    """One occasion: done on a day, late by working days, or to come."""
    if instance.done_on:
        state, word = "done", f"Xong ngày {format_date(instance.done_on)}"
    elif late_days_of(instance.task.plan, instance.due_on):
        state, word = "late", late_said(instance.task.plan, instance.due_on)
    else:
        state, word = "todo", "Chưa đến hạn"
    return format_html('<span class="st" data-st="{}">{}{}</span>', state, icon(state), word)


@register.filter
def unlocal(value: object) -> str:
    """A number for an attribute of HTML, with a point."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


@register.filter
def audit_label(verb: str) -> str:
    """What a verb of the audit means on screen."""
    return label_of(verb)


@register.filter
def iso_day(value: str | None) -> str:
    """An ISO day of a draft's JSON as dd/MM/yyyy."""
    return format_date(date.fromisoformat(value)) if value else ""
