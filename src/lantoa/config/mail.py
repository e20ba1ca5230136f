"""Where mail goes while no server is set: into files that the administrator can read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend


class FolderBackend(EmailBackend):
    """Writes every message to HOME/mail, one file for each connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        settings.EMAIL_FOLDER.mkdir(parents=True, exist_ok=True)
        super().__init__(*args, **kwargs | {"file_path": str(settings.EMAIL_FOLDER)})
