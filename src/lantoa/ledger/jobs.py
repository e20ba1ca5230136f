"""Work of the ledger that a worker does."""

from __future__ import annotations

from typing import Any

from lantoa.jobs.progress import Progress
from lantoa.ledger import actions, storage
from lantoa.ledger.models import StoredFile


def make_view(progress: Progress, *, file_id: int) -> dict[str, Any] | None:
    """Draws the safe pictures of one photo. Running twice draws the same."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None:
        return None
    progress.step(0, 1, file.name)
    actions.make_view(file)
    return {"view": file.view}


def sweep_files(progress: Progress) -> dict[str, Any] | None:
    """Deletes bytes that no row has named for a day: uploads whose transaction was rolled back or killed."""
    removed = 0
    for path in storage.abandoned():
        path.unlink(missing_ok=True)
        removed += 1
    for seen, (digest, path) in enumerate(storage.stored(), start=1):
        if seen % 100 == 0:
            progress.step(seen, note=f"Đã xem {seen} tệp")
        if storage.is_old(path) and not StoredFile.objects.filter(sha256=digest).exists():
            removed += storage.sweep(path)
    return {"removed": removed}
