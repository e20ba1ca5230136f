"""A newsletter's recipients are queued: one row each, in one transaction, with memory that does not grow with them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.support.live import new_installation, remove

from bench import place
from bench.child import spend
from bench.registry import Result, benchmark


@benchmark("channels:recipients", unit="s", budget=30, size=100_000, size_unit="người nhận")
def recipients(size: int) -> Result:
    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-recipients-"))
    installation = new_installation(folder, "recipients", place.demo())
    try:
        spent = spend(
            [sys.executable, "-m", "bench.fill_recipients", str(size)], environment=installation.environment
        )
    finally:
        remove(installation)
        shutil.rmtree(folder, ignore_errors=True)
    seconds, queued, grown = spent.output.split()[-3:]
    return Result(
        float(seconds),
        notes=[f"bộ nhớ cả tiến trình {spent.memory:.0f} MB, tăng {float(grown):.0f} MB khi xếp hàng"],
        trouble="" if int(queued) == size else f"xếp hàng {queued} trong {size}",
    )
