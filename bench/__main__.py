"""`python -m bench [NAME ...] [--scale 0.1]`. Exit 0 when all were measured, 1 when one failed or broke its budget."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import traceback
from importlib import import_module
from pathlib import Path

from bench.registry import BENCHMARKS, write


def load() -> None:
    for path in sorted(Path(__file__).parent.glob("measure_*.py")):
        import_module(f"bench.{path.stem}")


def main() -> int:
    load()
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(sorted(BENCHMARKS))}")
    parser.add_argument("--scale", type=float, default=1.0, help="fraction of the full size")
    chosen = parser.parse_args()
    if unknown := sorted(set(chosen.names) - set(BENCHMARKS)):
        parser.error(f"no benchmark called {unknown[0]}")
    print(f"{platform.platform()}, {os.cpu_count()} nhân, Python {platform.python_version()}")
    rows: dict[str, dict[str, object]] = {}
    failed = False
    for name in chosen.names or sorted(BENCHMARKS):
        try:
            rows[name] = BENCHMARKS[name].run(chosen.scale)
            failed |= rows[name]["holds"] is False
        except Exception:
            traceback.print_exc()
            failed = True
        write(rows)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
