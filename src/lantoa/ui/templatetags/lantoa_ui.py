"""Filters and tags of the frame: {% load lantoa_ui %}."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context, TemplateSyntaxError
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lantoa.ui import registry, words

register = template.Library()

register.filter("vndate", words.vndate)
register.filter("vndatetime", words.vndatetime)
register.filter("vnnumber", words.vnnumber)
register.filter("vnpercent", words.vnpercent)
register.filter("vnbytes", words.vnbytes)

# What any element may carry besides the inputs of its component.
_ALWAYS = re.compile(r"(data|aria|hx)-[a-z0-9:_-]+")
SPRITE = Path(__file__).parent.parent / "static" / "ui" / "icons.svg"


@cache
def icon_names() -> frozenset[str]:
    return frozenset(re.findall(r'<symbol id="i-([a-z]+)"', SPRITE.read_text(encoding="utf-8")))


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon beside a word: hidden from screen readers, so never alone. Unknown names raise."""
    if name not in icon_names():
        raise TemplateSyntaxError(f"no icon {name!r}; there are {', '.join(sorted(icon_names()))}")
    return format_html(
        '<svg class="i{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f" {extra}" if extra else "",
        static("ui/icons.svg"),
        name,
    )


@register.filter
def status_word(state: str) -> str:
    """The Vietnamese word of a state. Unknown states raise."""
    try:
        return words.STATES[state]
    except KeyError:
        raise TemplateSyntaxError(f"no state {state!r}; there are {', '.join(words.STATES)}") from None


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str, obj: Any = None) -> SafeString:
    """What the rooms above put here for `obj`, in order; nothing when nobody does."""
    request = context.get("request")
    if request is None:
        return SafeString("")
    parts = (conditional_escape(renderer(request, obj)) for renderer in registry.slot_renderers(name))
    return SafeString("".join(parts))


@register.simple_tag(takes_context=True)
def home_cards(context: Context, place: str) -> SafeString:
    """The cards of *Hôm nay* in one place, each for the person who looks."""
    request = context["request"]
    cards = registry.home_cards(place, getattr(request, "actor", None))
    return SafeString("".join(conditional_escape(card.render(request)) for card in cards))


@register.simple_tag(takes_context=True)
def rest(context: Context, allowed: str = "") -> SafeString:
    """The attributes a component was given beyond its declared inputs, escaped; unknown ones raise.

    `allowed` names further HTML attributes that make sense on this element; data-*, aria-* and hx-* always do.
    Cotton's own `{{ attrs }}` is not used: it escapes nothing.
    """
    attrs = context.get("attrs")
    if attrs is None:
        return SafeString("")
    wanted = set(allowed.split())
    parts = []
    for key, value in attrs.attrs_dict().items():
        if key not in wanted and not _ALWAYS.fullmatch(key):
            raise TemplateSyntaxError(f"<c-{_component(context)}> has no input {key!r}")
        if value is True:
            parts.append(f" {key}")
        elif value is not False and value is not None and value != "":
            parts.append(f' {key}="{attribute(value)}"')
    return mark_safe("".join(parts))  # noqa: S308  names are checked above, values escaped


def attribute(value: Any) -> str:
    """`value` for use between double quotes, also when it is markup somebody marked safe."""
    return conditional_escape(value).replace('"', "&quot;")


def _component(context: Context) -> str:
    stack = (context.get("cotton_data") or {}).get("stack") or []
    return str(stack[-1]["key"]) if stack else "?"


@register.filter
def variants(kind: str, allowed: str) -> str:
    """The classes of a block: `"main wide"|variants:"btn main wide"` is "btn btn--main btn--wide". Others raise."""
    base, *known = allowed.split()
    for word in str(kind).split():
        if word not in known:
            raise TemplateSyntaxError(f"{base} has no kind {word!r}; there are {', '.join(known)}")
    return " ".join([base, *(f"{base}--{word}" for word in str(kind).split())])


@register.simple_tag
def field_kind(bound: BoundField) -> str:
    """How a bound field is laid out: hidden, group, check, file or plain."""
    shown = bound.field.widget
    if shown.is_hidden:
        return "hidden"
    if isinstance(shown, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    if isinstance(shown, forms.CheckboxInput):
        return "check"
    return "file" if isinstance(shown, forms.FileInput) else "plain"


@register.filter
def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Each error of a form with the id of the control to correct; an empty id where there is none."""
    found = [("", str(text)) for text in form.non_field_errors()]
    for bound in form:
        group = field_kind(bound) == "group"
        target = "" if bound.is_hidden else f"{bound.auto_id}_0" if group else str(bound.auto_id or "")
        found += [(target, f"{bound.label}: {text}") for text in bound.errors]
    return found


@register.simple_tag
def url_or_nothing(name: str, *args: Any) -> str:
    """The address, or nothing when that room is not installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def widget(
    bound: BoundField, hint: str = "", size: str = "", attrs: Mapping[str, Any] | None = None
) -> SafeString:
    """The control of a bound field, tied to its hint and its error, whether the hint is the field's or the page's."""
    own = dict(attrs or {})
    described = []
    if hint or bound.help_text:
        described.append(f"{bound.auto_id}_helptext")
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    if described and bound.auto_id:
        own["aria-describedby"] = " ".join(described)
    if size:
        own["class"] = f"{bound.field.widget.attrs.get('class', 'in')} in--{size}"
    return bound.as_widget(attrs=own)


@register.simple_tag
def options(bound: BoundField) -> SafeString:
    """The choices of a radio or checkbox group, each with a target of full size."""
    rows = []
    for choice in bound.subwidgets:
        data = choice.data
        control = format_html(
            '<input type="{}" name="{}" value="{}" id="{}"{}>',
            data["type"],
            data["name"],
            data["value"],
            choice.id_for_label,
            SafeString(_flags(data["attrs"], selected=data["selected"])),
        )
        rows.append((control, data["label"]))
    return format_html_join("", '<label class="opt">{}<span>{}</span></label>', rows)


def _flags(attrs: Mapping[str, Any], *, selected: bool) -> str:
    text = " checked" if selected else ""
    return text + "".join(f" {name}" for name in ("required", "disabled") if attrs.get(name))


@register.simple_tag(takes_context=True)
def table_heads(context: Context, table: Any) -> list[Any]:
    return list(table.heads(context.get("request")))


@register.filter
def row_attributes(row: Any) -> SafeString:
    """The attributes a table gives its rows, without the odd and even of the library."""
    kept = {
        key: value for key, value in row.attrs.items() if key != "class" and value not in (None, "", False)
    }
    return format_html_join("", ' {}="{}"', kept.items())


@register.filter
def page_numbers(page: Any) -> list[int | str]:
    """The pages worth a link: first, last and those near this one; "…" stands for the others."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def page_url(context: Context, number: int, param: str = "trang") -> str:
    """This list at another page, filters and order kept."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query[param] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def kept_order(context: Context, form: forms.BaseForm | None = None) -> SafeString:
    """The chosen order, carried along when a list is filtered anew."""
    request = context.get("request")
    chosen = request.GET.getlist("sap-xep") if request is not None else []
    return format_html_join(
        "", '<input type="hidden" name="sap-xep" value="{}">', ((value,) for value in chosen)
    )


@register.filter
def svgnumber(value: Any) -> str:
    """A number for an attribute: a point, no thousands, whatever the language of the page."""
    return str(value)


@register.filter
def named_counts(stack: Any, names: Any) -> list[tuple[str, int]]:
    return list(zip(names, stack.counts, strict=True))
