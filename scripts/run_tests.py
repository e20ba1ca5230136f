"""Runs every test on SQLite, then on PostgreSQL; each run says how many tests it collected.

Arguments go to pytest: `make test ARGS="tests/plans -k import"`. The counts must be equal: tests/conftest.py
compares them in the second run, so that the last lines on screen are pytest's own. Exit 1 when either run failed.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts import postgres

WORKERS = os.environ.get("LANTOA_TEST_WORKERS") or str((os.cpu_count() or 2) + 1)
"""One more than there are processors: the tests of servers and browsers wait a good part of their time."""


DISTRIBUTION = ("--dist", "loadfile", "--no-loadscope-reorder")
"""A module stays on one worker, so that what it starts is started once. In the order of tests/conftest.py, which knows
what takes long; not the module of most tests first."""


def missing_decoder() -> str | None:
    """The first library without which files could not be read, as one line, or None."""
    try:
        import pillow_heif
        import pypdfium2
        from PIL import Image

        pillow_heif.register_heif_opener()
        photo = io.BytesIO()
        Image.new("RGB", (64, 64)).save(photo, "HEIF")
        Image.open(io.BytesIO(photo.getvalue())).load()
        pypdfium2.PdfDocument.new().close()
    except Exception as error:
        return f"Thiếu bộ giải mã ({error}). Cài: .venv/bin/pip install --require-hashes -r requirements/runtime.txt"
    return None


def run(name: str, counts: Path, arguments: list[str], **extra: str) -> int:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LANTOA_")}
    environment |= {key: os.environ[key] for key in ("LANTOA_BROWSER",) if key in os.environ}
    environment |= {"LANTOA_TEST_COUNTS": str(counts), "LANTOA_TEST_DATABASE": name} | extra
    print(f"\n=== {name} ===", flush=True)
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, *DISTRIBUTION, *arguments]
    return subprocess.run(command, env=environment).returncode


def main() -> int:
    if trouble := missing_decoder():
        print(trouble, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="lantoa-counts-") as folder:
        counts = Path(folder) / "counts.json"
        try:
            first = run("SQLite", counts, sys.argv[1:])
            with postgres.running() as address:
                second = run("PostgreSQL", counts, sys.argv[1:], LANTOA_DATABASE_URL=address)
        except postgres.NoPostgres as error:
            print(error, file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
    if first and not second:
        print("Lượt SQLite có lỗi: xem phía trên.", file=sys.stderr)
    return first or second


if __name__ == "__main__":
    sys.exit(main())
