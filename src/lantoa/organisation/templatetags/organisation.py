"""Small words of this room's templates."""

from __future__ import annotations

from django import template

from lantoa.organisation.models import Role

register = template.Library()


@register.filter
def role_word(role: str) -> str:
    """The role's Vietnamese name."""
    return str(Role(role).label)


@register.filter
def indents(depth: int) -> range:
    """One step for each level, to be drawn before a name of the tree."""
    return range(depth)
