"""Sheets and scripts under names that change with their content, also where one script imports another."""

from __future__ import annotations

from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

HOUSE = Path(__file__).resolve().parent.parent
_IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Our scripts name the version of the module they were written for, not the one that lies there from before.

    Without this a browser, or a folder kept over an upgrade, may join a new script to an old module: the page is
    then without script, and nobody says so. Libraries' scripts are left as they are: some import what is not there.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((f"{room.parent.name}/*.js", _IMPORTS) for room in sorted(HOUSE.glob("*/static"))),
    )
