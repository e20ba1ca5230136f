"""Renders a snippet as a template of ours would be: with components and the request's context."""

from __future__ import annotations

from typing import Any

from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler


def draw(source: str, path: str = "/ban-lam-viec/", **context: Any) -> str:
    request = RequestFactory().get(path)
    return engines["django"].from_string(CottonCompiler().process(source)).render(context, request)
