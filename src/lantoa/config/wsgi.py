"""The WSGI application that granian serves: kept public pages first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")

_django = get_wsgi_application()

from lantoa.config.page_cache import PageCache  # noqa: E402 needs the apps, which Django has loaded by now

application = PageCache(_django)
