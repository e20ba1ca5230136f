"""The archive's manifest and the rules an archive must keep to be opened."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from lantoa.foundation.errors import Refused

FORMAT = 1
MANIFEST = "manifest.json"
MANIFEST_LIMIT = 256 * 1024 * 1024
CHUNK = 1024 * 1024
BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError)
CUT = "Không đọc được bản sao lưu: tệp hỏng hoặc bị cắt."
NAME = re.compile(r"(home|tables|files|media)(/[^/\x00-\x1f\\]+)+")


@dataclass(frozen=True)
class Member:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """One table: its columns in the order of the values, and how many rows."""

    columns: list[str]
    rows: int


@dataclass
class Manifest:
    """What the archive holds. `migrations` lists the last applied one of every app.

    `environment` names the variables that were set outside and are not in the archive; never their values.
    """

    version: str
    made_at: str
    engine: str
    migrations: list[tuple[str, str]]
    tables: dict[str, Table] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    environment: list[str] = field(default_factory=list)
    format: int = FORMAT

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, raw: bytes) -> Manifest:
        """Raises Refused for anything that is not a manifest of this or an older format."""
        try:
            values: dict[str, Any] = json.loads(raw)
            if values["format"] > FORMAT:
                raise Refused(
                    "Bản sao lưu do một bản Lan Tỏa mới hơn tạo ra. Nâng cấp rồi phục hồi.", code="newer"
                )
            values["tables"] = {name: Table(**table) for name, table in values["tables"].items()}
            values["members"] = {name: Member(**member) for name, member in values["members"].items()}
            values["migrations"] = [(app, name) for app, name in values["migrations"]]
            return cls(**values)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused("Tệp không phải bản sao lưu của Lan Tỏa.", code="not_a_backup") from error


def check_name(name: str) -> None:
    """Raises Refused for a name that would leave its folder."""
    if not NAME.fullmatch(name) or {".", ".."} & set(name.split("/")):
        raise Refused(f"Bản sao lưu chứa đường dẫn không hợp lệ: {name[:100]!r}.", code="unsafe_path")


def hash_of(path: Path) -> Member:
    """Size and SHA-256 of a file on disk."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Member(size, digest.hexdigest())


@dataclass
class Reading:
    """A member as it streams by; `copy` checks size and hash, and must be called before the next one."""

    name: str
    expected: Member
    stream: IO[bytes]

    def copy(self, target: IO[bytes] | None = None) -> None:
        """Writes the bytes to `target` (or nowhere). Raises Refused when they are not what the manifest says."""
        digest, size = hashlib.sha256(), 0
        while chunk := self._next():
            size += len(chunk)
            digest.update(chunk)
            if target is not None:
                target.write(chunk)
        if Member(size, digest.hexdigest()) != self.expected:
            raise Refused(f"Bản sao lưu hỏng: {self.name} không đúng mã kiểm tra.", code="wrong_hash")

    def _next(self) -> bytes:
        try:
            return self.stream.read(CHUNK)
        except BROKEN as error:
            raise Refused(CUT, code="truncated") from error


def read(path: Path) -> Iterator[Manifest | Reading]:
    """Yields the manifest, then every member. Raises Refused when the archive is broken or not ours.

    Only regular files that the manifest lists, each once and no larger than listed; a missing one is said at the end.
    """
    try:
        with tarfile.open(path, "r|gz") as tar:
            manifest: Manifest | None = None
            missing: set[str] = set()
            for item in tar:
                stream = tar.extractfile(item) if item.isreg() else None
                if stream is None:
                    raise Refused(f"Bản sao lưu chứa mục lạ: {item.name[:100]!r}.", code="unsafe_path")
                if manifest is None:
                    manifest = _manifest(item, stream)
                    missing = set(manifest.members)
                    yield manifest
                    continue
                check_name(item.name)
                if item.name not in missing or item.size != manifest.members[item.name].size:
                    raise Refused(f"Bản sao lưu hỏng: {item.name} không khớp mục lục.", code="wrong_hash")
                missing.remove(item.name)
                yield Reading(item.name, manifest.members[item.name], stream)
            if manifest is None or missing:
                raise Refused("Bản sao lưu thiếu tệp: chưa chép xong hoặc bị cắt.", code="truncated")
    except FileNotFoundError as error:
        raise Refused(f"Không có tệp {path}.", code="absent") from error
    except BROKEN as error:
        raise Refused(CUT, code="truncated") from error


def _manifest(item: tarfile.TarInfo, stream: IO[bytes]) -> Manifest:
    if item.name != MANIFEST or item.size > MANIFEST_LIMIT:
        raise Refused("Tệp không phải bản sao lưu của Lan Tỏa.", code="not_a_backup")
    manifest = Manifest.from_json(stream.read())
    for name in manifest.members:
        check_name(name)
    return manifest
