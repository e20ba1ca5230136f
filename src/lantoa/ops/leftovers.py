"""What a server that was killed left behind of uploads it was reading."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

OLD_HOURS = 6.0
"""No upload takes that long: what is older belongs to no living request."""


def sweep(older_than_hours: float = OLD_HOURS) -> int:
    """Deletes leftovers, and says how many. With 0 all of them: only while no server runs."""
    folder = Path(settings.UPLOADS_ROOT)
    if not folder.is_dir():
        return 0
    border = time.time() - older_than_hours * 3600
    removed = 0
    for path in folder.iterdir():
        try:
            if path.is_file() and path.stat().st_mtime <= border:
                path.unlink()
                removed += 1
        except FileNotFoundError:  # its own request was faster
            continue
    return removed
