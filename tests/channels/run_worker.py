"""A real worker process on the database of a test: DATABASE_NAME, with fast heartbeats and a short patience.

With `--far PORT` whatever it calls over https is answered there; `--repeatable` says that the far side of the kind
"http" recognises the key; `--wait` starts once a line comes on standard input.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from dataclasses import replace
from datetime import timedelta


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("database")
    parser.add_argument("--far", type=int)
    parser.add_argument("--repeatable", action="store_true")
    parser.add_argument("--wait", action="store_true")
    asked = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "lantoa.config.settings"
    from lantoa.config import settings

    settings.DATABASES["default"]["NAME"] = asked.database
    import django

    django.setup()
    from django.core.management import call_command

    from lantoa.channels import delivering, discovery
    from lantoa.jobs import progress, rescue, worker

    progress.WRITE_EVERY = 0.05
    progress.BEAT_EVERY = 0.1
    worker.KEEP_EVERY = 0.1
    rescue.STALE_AFTER = 1.0
    delivering.DEAD_AFTER = timedelta(seconds=1)
    with contextlib.ExitStack() as stack:
        if asked.far:
            from tests.support.provider import leading_to

            stack.enter_context(leading_to(asked.far))
        if asked.repeatable:
            discovery._found()["http"] = replace(discovery._found()["http"], repeatable=True)
        if asked.wait:
            sys.stdin.readline()
        call_command("worker", interval=0.05)


if __name__ == "__main__":
    main()
