"""What of an upload reaches the disk, before any view has looked at it.

A form's token is looked for in the body, so the body is read before anybody asks who sends it: a stranger's
hundred gigabytes would be written down and then refused.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from io import IOBase
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

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
        most = SIGNED_IN if is_signed_in(cast(HttpRequest, self.request)) else STRANGER
        if content_length > most:
            raise RequestDataTooBig("The body is larger than its sender may send.")
        stream = getattr(self.request, "_stream", None)
        if isinstance(stream, Undeclared):
            stream.limit = most

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


class Incoming(TemporaryUploadedFile):
    """A temporary file in a folder of ours, so that what a killed server left behind is found (`ops.leftovers`)."""

    def __init__(self, name: Any, content_type: Any, size: int, charset: Any, extra: Any) -> None:
        folder = Path(settings.UPLOADS_ROOT)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(prefix="upload-", dir=folder)  # noqa: SIM115 closed with the request
        UploadedFile.__init__(self, file, name, content_type, size, charset, extra)


class BoundedFile(TemporaryFileUploadHandler):
    """A temporary file that stops growing where no room would take it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = Incoming(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start < FILE:
            super().receive_data_chunk(raw_data, start)


class Undeclared(IOBase):
    """A body whose length nobody said: it is read to its end, or until it is too long. Raises RequestDataTooBig."""

    def __init__(self, stream: Any, limit: int) -> None:
        self.stream, self.limit, self.taken = stream, limit, 0

    def read(self, size: int | None = -1, /) -> bytes:
        return self._counted(self.stream.read, size)

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._counted(self.stream.readline, size)

    def _counted(self, read: Callable[[int], bytes], size: int | None) -> bytes:
        left = self.limit - self.taken + 1
        data = read(left if size is None or size < 0 else min(size, left))
        self.taken += len(data)
        if self.taken > self.limit:
            raise RequestDataTooBig("The body is larger than its sender may send.")
        return data


class UndeclaredBodies:
    """Reads a body that comes in pieces (`Transfer-Encoding: chunked`, as some proxies send) like any other.

    Without a length the framework takes it for empty: what somebody wrote would be lost without a word.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "POST" and not request.META.get("CONTENT_LENGTH"):
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
            # What is longer than the memory holds goes to the disk; `Gate` then sets the sender's own limit.
            declared = STRANGER if request.content_type == "multipart/form-data" else most
            request.META["CONTENT_LENGTH"] = str(declared)
            request._stream = cast(BinaryIO, Undeclared(request.META["wsgi.input"], declared))
        return self.get_response(request)


def forget(request: HttpRequest) -> None:
    """Removes what the handlers have written of a body that was refused in the middle."""
    for handler in getattr(request, "_upload_handlers", []):
        file = getattr(handler, "file", None)
        if file is not None:
            file.close()
