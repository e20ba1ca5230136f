"""Pictures of a page, in the sizes that a screen may need."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lantoa.portal.models import Attachment, Picture, PictureRendition
from lantoa.portal.showing import sizes_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_picture(context: Context, picture: Picture | None, alt: str, lazy: bool = True) -> SafeString:
    """An <img> with its sizes. In the editor's preview the addresses are those that need a sign-in."""
    if picture is None:
        return SafeString("")
    sizes = sizes_of(picture)
    preview = is_preview(context)
    largest = sizes[min(1, len(sizes) - 1)]
    return format_html(
        '<img src="{}" srcset="{}" sizes="(min-width: 48rem) 42rem, 100vw" width="{}" height="{}" alt="{}"{} decoding="async">',
        address_of(largest, preview=preview),
        format_html_join(", ", "{} {}w", ((address_of(row, preview=preview), row.width) for row in sizes)),
        largest.width,
        largest.height,
        alt,
        SafeString(' loading="lazy"') if lazy else "",
    )


def address_of(rendition: PictureRendition, *, preview: bool) -> str:
    return str(rendition.url) if preview else reverse("portal:picture", args=[rendition.pk])


def is_preview(context: Context | dict[str, Any]) -> bool:
    return bool(getattr(context.get("request"), "is_preview", False))


@register.simple_tag(takes_context=True)
def file_address(context: Context, attachment: Attachment) -> str:
    """Where the document is fetched; in the preview, where the editor may fetch it."""
    return str(attachment.url) if is_preview(context) else reverse("portal:attachment", args=[attachment.pk])


@register.simple_tag(takes_context=True)
def og_picture(context: Context, picture: Picture | None) -> SafeString:
    """The picture that a link to the page is shown with elsewhere: a whole address, as those who read it want."""
    if picture is None or is_preview(context):
        return SafeString("")
    address = f"{settings.BASE_URL}{address_of(sizes_of(picture)[-1], preview=False)}"
    return format_html('<meta property="og:image" content="{}">', address)
