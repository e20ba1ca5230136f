"""Where the bytes of files lie: FILES_ROOT/ab/cd/<sha256>, written once, never changed.

Bytes are on the disk, whole and synced, before a row names them; bytes that no row names are swept later.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

CHUNK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_STORED = re.compile(r"([0-9a-f]{64})(\.(?:thumb|view)\.webp)?")
THUMB, VIEW = ".thumb.webp", ".view.webp"
_FOLDER_MODE, _FILE_MODE = 0o700, 0o600


@dataclass(frozen=True, slots=True)
class Sealed:
    """Bytes on the disk under their digest."""

    sha256: str
    size: int


def root() -> Path:
    return Path(settings.FILES_ROOT)


def path_of(sha256: str, suffix: str = "") -> Path:
    """Raises ValueError for anything that is no digest: no other path is ever made."""
    if not _DIGEST.fullmatch(sha256) or suffix not in ("", THUMB, VIEW):
        raise ValueError("not the digest of a file")
    return root() / sha256[:2] / sha256[2:4] / f"{sha256}{suffix}"


def digest_of(stream: BinaryIO) -> Sealed:
    """The SHA-256 and size of what a stream holds from its beginning, read piece by piece."""
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(CHUNK):
        digest.update(piece)
        size += len(piece)
    stream.seek(0)
    return Sealed(digest.hexdigest(), size)


def seal(stream: BinaryIO) -> Sealed:
    """Copies a stream to its place. The same bytes a second time only freshen the date of what is there."""
    sealed = digest_of(stream)
    target = path_of(sealed.sha256)
    if _freshened(target) and target.stat().st_size == sealed.size:
        return sealed
    with _writing_to(target) as out:
        while piece := stream.read(CHUNK):
            out.write(piece)
    stream.seek(0)
    return sealed


def _freshened(path: Path) -> bool:
    """Whether the file is there; from now on it is not old, so that no sweep takes it before a row names it."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def put_derivative(sha256: str, suffix: str, content: bytes) -> None:
    """Writes (or writes again) what is shown instead of the original."""
    with _writing_to(path_of(sha256, suffix)) as out:
        out.write(content)


class _writing_to:
    """A temporary file that takes its final name only when whole and synced; an error leaves nothing."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __enter__(self) -> BinaryIO:
        waiting = root() / "waiting"
        for folder in (root(), waiting, self.target.parent.parent, self.target.parent):
            folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=waiting)
        self.temporary = Path(name)
        self.stream: BinaryIO = os.fdopen(handle, "wb")
        return self.stream

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        try:
            if kind is None:
                self.stream.flush()
                os.fsync(self.stream.fileno())
                self.temporary.chmod(_FILE_MODE)
        finally:
            self.stream.close()
        if kind is not None:
            self.temporary.unlink(missing_ok=True)
            return
        self.temporary.replace(self.target)
        for folder in (self.target.parent, self.target.parent.parent, root()):
            _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stored() -> Iterator[tuple[str, Path]]:
    """Every (digest, path) on the disk, derivatives included."""
    if not root().is_dir():
        return
    for first in sorted(root().iterdir()):
        if len(first.name) != 2 or not first.is_dir():
            continue
        for path in sorted(first.glob("*/*")):
            match = _STORED.fullmatch(path.name)
            if match:
                yield match[1], path


def abandoned(older_than_hours: float = 24) -> Iterator[Path]:
    """Half-written files that no process will finish."""
    waiting = root() / "waiting"
    if not waiting.is_dir():
        return
    border = time.time() - older_than_hours * 3600
    for path in sorted(waiting.iterdir()):
        if path.stat().st_mtime < border:
            yield path


def sweep(path: Path) -> bool:
    """Deletes a file that no row names, unless somebody brought the same bytes again meanwhile. Whether it did.

    It is moved aside first: who brings the bytes from then on finds nothing and writes them anew.
    """
    aside = root() / "waiting" / f"sweep-{path.name}"
    aside.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    try:
        path.rename(aside)
    except FileNotFoundError:
        return False
    if not is_old(aside):
        aside.rename(path)
        return False
    aside.unlink()
    return True


def is_old(path: Path, hours: float = 24) -> bool:
    """Whether the file was last written or used again longer ago than that."""
    try:
        return path.stat().st_mtime < time.time() - hours * 3600
    except FileNotFoundError:
        return False
