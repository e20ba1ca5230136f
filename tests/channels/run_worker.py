"""A real worker process on the database of a test: DATABASE_NAME, with fast heartbeats and a short patience."""

from __future__ import annotations

import os
import sys
from datetime import timedelta


def main(database: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
    from lantoa.config import settings

    settings.DATABASES["default"]["NAME"] = database
    import django

    django.setup()
    from django.core.management import call_command

    from lantoa.channels import delivering
    from lantoa.jobs import progress, rescue, worker

    progress.WRITE_EVERY = 0.05
    progress.BEAT_EVERY = 0.1
    worker.KEEP_EVERY = 0.1
    rescue.STALE_AFTER = 1.0
    delivering.DEAD_AFTER = timedelta(seconds=1)
    call_command("worker", interval=0.05)


if __name__ == "__main__":
    main(sys.argv[1])
