"""The WSGI application that granian serves: kept public pages first, then Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantoa.config.settings")

_django = get_wsgi_application()

# Both need the apps, which Django has loaded by now.
from lantoa.config.page_cache import PageCache  # noqa: E402
from lantoa.portal.counting import count_reading  # noqa: E402

application = PageCache(_django, count_reading)
