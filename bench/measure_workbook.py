"""Writing a large list as a workbook: time, and memory that does not grow with the rows."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.child import spend
from bench.registry import Result, benchmark

WRITE = """
import datetime as dt, sys
from decimal import Decimal
from lantoa.documents.tables_out import Column, Sheet, write_xlsx
count = int(sys.argv[2])
columns = [Column("Số", "int"), Column("Hoạt động", width=60), Column("Ngày", "date"), Column("Đơn vị"),
           Column("Người", "int"), Column("Tỷ lệ", "decimal"), Column("Hình thức"), Column("Ghi chú", width=40)]
rows = ((n, f"Tuyên truyền cải cách hành chính tại khu phố {n % 977}", dt.date(2026, 1, 1) + dt.timedelta(n % 365),
         f"Phòng {n % 12}", n % 300, Decimal(n % 1000) / 10, "Hội nghị", "=1+1" if n % 50 == 0 else "") for n in range(count))
print(write_xlsx(sys.argv[1], [Sheet("Hoạt động", columns, rows)]))
"""
ROWS = 200_000


@benchmark("workbook_seconds", unit="s", budget=60, size=ROWS, size_unit="dòng")
def seconds(size: int) -> Result:
    return Result(_write(size)[0])


@benchmark("workbook_memory", unit="MB", budget=300, size=ROWS, size_unit="dòng")
def memory(size: int) -> Result:
    return Result(_write(size)[1])


_measured: dict[int, tuple[float, float]] = {}


def _write(size: int) -> tuple[float, float]:
    if size not in _measured:
        with tempfile.TemporaryDirectory() as folder:
            spent = spend([sys.executable, "-c", WRITE, str(Path(folder) / "out.xlsx"), str(size)])
            if int(spent.output) != size:
                raise RuntimeError(f"wrote {spent.output} rows of {size}")
        _measured[size] = spent.seconds, spent.memory
    return _measured[size]
