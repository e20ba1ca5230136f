"""A saved package without the hour of its saving."""

from __future__ import annotations

import io
import zipfile

from lantoa.documents.writing.word.package import steady_entry


def steadied(data: bytes) -> bytes:
    """The same parts in the same order, the types first, none with a time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        names = sorted(before.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            after.writestr(steady_entry(name), before.read(name))
    return stream.getvalue()
