"""What Django itself costs: one view that answers with a fixed page, nothing around it. Served as the application is."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = b"<!doctype html><title>x</title>" + b"x" * 8000


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


urlpatterns = [path("", view)]


def application() -> WSGIHandler:
    import django

    settings.configure(
        ROOT_URLCONF="bench.bare", MIDDLEWARE=[], ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="x" * 50
    )
    django.setup(set_prefix=False)
    return WSGIHandler()


def main(port: int) -> None:
    """Workers and threads as `lantoa up` has them on SQLite."""
    from granian.constants import Interfaces, Loops
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "bare", address="127.0.0.1", port=port, interface=Interfaces.WSGI, loop=Loops.asyncio, workers=2,
        blocking_threads=1, log_level=LogLevels.error,
    )  # fmt: skip
    server.serve(target_loader=application, wrap_loader=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
