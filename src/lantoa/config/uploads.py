"""What of an upload reaches the disk, before any view has looked at it.

A form's token is looked for in the body, so the body is read before anybody asks who sends it: a stranger's
hundred gigabytes would be written down and then refused.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

MEGABYTE = 1024 * 1024
STRANGER = 6 * MEGABYTE
"""Nobody who is not signed in sends more than the list of people of the first run."""
SIGNED_IN = 1024 * MEGABYTE
FILE = 301 * MEGABYTE
"""Past this no room takes a file: it is counted on, so that its size is still said, and not kept."""


class Gate(FileUploadHandler):
    """Refuses a body by the length it declares. Keeps nothing itself."""

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        user = getattr(self.request, "user", None)
        most = SIGNED_IN if user is not None and user.is_authenticated else STRANGER
        if content_length > most:
            raise RequestDataTooBig("The body is larger than its sender may send.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


class BoundedFile(TemporaryFileUploadHandler):
    """A temporary file that stops growing where no room would take it."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start < FILE:
            super().receive_data_chunk(raw_data, start)
