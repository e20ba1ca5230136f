"""A real process that answers scans of one code on the database of a test until it is killed: DATABASE CODE SECONDS.

Says a line for each scan. Counts are written down every so many seconds by the thread that does it in the web.
"""

from __future__ import annotations

import os
import sys
import time


def main(database: str, code: str, every: float) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
    from lantoa.config import settings

    settings.DATABASES["default"]["NAME"] = database
    settings.ALLOWED_HOSTS = ["*"]
    import django

    django.setup()
    from django.test import Client

    from lantoa.channels import counting
    from lantoa.foundation.tallies import Tally
    from tests.channels.building import PHONE

    counting._tally = Tally("scans", counting._write_and_close, every=every)
    client = Client()
    while True:
        assert client.get(f"/q/{code}/", headers=PHONE).status_code == 302
        sys.stdout.write(".\n")
        sys.stdout.flush()
        time.sleep(0.005)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
