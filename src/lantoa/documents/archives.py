"""Zip files from strangers: looked at before anything is unpacked.

A reader that trusts a zip can be made to fill the memory: many entries, entries that swell a thousandfold,
entries whose declared size lies. Everything here is bounded first and unpacked after.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO

MAX_PARTS = 5_000
MAX_DIRECTORY = 2 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_RATIO = 250
RATIO_COUNTS_FROM = 10 * 1024 * 1024
_CHUNK = 256 * 1024

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    NotImplementedError,
)


class BrokenArchive(Exception):
    """Not a zip, or a damaged one."""


class SealedArchive(Exception):
    """An entry is encrypted."""


class Bomb(Exception):
    """It would swell beyond what a document ever needs."""


def _directory_size(stream: BinaryIO) -> int:
    """Bytes of the central directory as the end records claim; zipfile would read them all unasked."""
    stream.seek(0, io.SEEK_END)
    length = stream.tell()
    stream.seek(max(0, length - 66_000))
    tail = stream.read(66_000)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise BrokenArchive
    size = int(struct.unpack_from("<L", tail, end + 12)[0])
    if size == 0xFFFFFFFF:
        size = 0
    large = tail.rfind(b"PK\x06\x06")
    if large >= 0 and len(tail) >= large + 56:
        size = max(size, int(struct.unpack_from("<Q", tail, large + 40)[0]))
    return size


class Archive:
    """A zip whose directory has been checked. Parts are read by name, never to disk."""

    def __init__(self, source: bytes | BinaryIO) -> None:
        self._stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
        try:
            if _directory_size(self._stream) > MAX_DIRECTORY:
                raise Bomb
            self._zip = zipfile.ZipFile(self._stream)
        except _BROKEN as error:
            raise BrokenArchive from error
        self.parts = {info.filename: info for info in self._zip.infolist()}

    @property
    def names(self) -> list[str]:
        return list(self.parts)

    @property
    def sealed(self) -> bool:
        return any(info.flag_bits & 0x1 for info in self.parts.values())

    def check_declared(self) -> None:
        """Raises Bomb when the directory itself already admits too much."""
        infos = self._zip.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_TOTAL:
            raise Bomb
        for info in infos:
            swollen = info.file_size > MAX_RATIO * max(1, info.compress_size)
            if info.file_size > RATIO_COUNTS_FROM and swollen:
                raise Bomb

    def check_real(self) -> None:
        """Unpacks every part into nothing and raises Bomb when one is larger than it said.

        For parsers that open the zip by themselves and believe the stream, not the directory.
        """
        for info in self._zip.infolist():
            if info.compress_type == zipfile.ZIP_DEFLATED:
                self._check_part(info)
            elif info.compress_type != zipfile.ZIP_STORED:
                raise BrokenArchive

    def _check_part(self, info: zipfile.ZipInfo) -> None:
        try:
            self._stream.seek(info.header_offset)
            header = self._stream.read(30)
            name_length, extra_length = struct.unpack_from("<HH", header, 26)
            self._stream.seek(info.header_offset + 30 + name_length + extra_length)
            left, seen, unpack = info.compress_size, 0, zlib.decompressobj(-15)
            while left > 0 and not unpack.eof:
                raw = self._stream.read(min(_CHUNK, left))
                if not raw:
                    raise BrokenArchive
                left -= len(raw)
                while raw:
                    seen += len(unpack.decompress(raw, _CHUNK * 4))
                    raw = unpack.unconsumed_tail
                    if seen > info.file_size:
                        raise Bomb
        except _BROKEN as error:
            raise BrokenArchive from error

    def read(self, name: str, limit: int) -> bytes:
        """One part, at most `limit` bytes. zipfile itself never yields more than the declared size."""
        info = self.parts.get(name)
        if info is None:
            raise BrokenArchive(name)
        if info.flag_bits & 0x1:
            raise SealedArchive
        if info.file_size > limit:
            raise Bomb
        try:
            with self._zip.open(info) as part:
                return part.read(limit + 1)
        except _BROKEN as error:
            raise BrokenArchive from error
        except RuntimeError as error:
            raise SealedArchive from error
