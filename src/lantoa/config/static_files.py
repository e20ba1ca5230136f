"""Sheets and scripts under names that change with their content, also where one script imports another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

HOUSE = Path(__file__).resolve().parent.parent
_IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Our scripts name the version of the module they were written for, not the one that lies there from before.

    Without this a browser, or a folder kept over an upgrade, may join a new script to an old module: the page is
    then without script, and nobody says so. Libraries' scripts are left as they are: some import what is not there.
    """

    # Brotli over two megabytes of the editor took half a minute of every first start, for a few people in the office.
    LIBRARIES = ("wagtail",)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Ours as small as can be; what the editor brings with gzip alone."""
        theirs = {path for path in paths if path.startswith(self.LIBRARIES)}
        yield from super().compress_files(set(paths) - theirs)
        self.brotli = False
        yield from super().compress_files(theirs)
        self.brotli = True

    brotli = True

    def create_compressor(self, **kwargs: Any) -> Compressor:
        return Compressor(use_brotli=self.brotli, **kwargs)

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((f"{room.parent.name}/*.js", _IMPORTS) for room in sorted(HOUSE.glob("*/static"))),
    )
