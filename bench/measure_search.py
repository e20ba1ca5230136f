"""The public search over fifty thousand pages, asked over HTTP as people ask: common words, rare ones, slips, nothing."""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from tests.support.live import new_installation, remove

from bench import place
from bench.child import spend
from bench.registry import Result, benchmark

QUESTIONS = (
    "cải cách hành chính", "cai cach hanh chinh", "cấp giấy phép xây dựng", "thủ tục đất đai", "ho so dat dai",
    "giay phwp xay dung", "hành chính", "đăng ký khai sinh cho con", "sổ đỏ", "tiep nhan ho so truc tuyen",
    "xyzzy khong co", "thutuc", "hướng dẫn nộp hồ sơ trực tuyến ở đâu", "1.000012", "bản tin số 4321",
)  # fmt: skip
ROUNDS = 8


@benchmark("portal:search", unit="ms", budget=300, size=50_000, size_unit="trang")
def search(size: int) -> Result:
    """p95 of one reader after another, each question several times."""
    folder = Path(tempfile.mkdtemp(prefix="lantoa-bench-search-"))
    installation = new_installation(folder, "search", place.demo())
    try:
        spend(
            [sys.executable, "-m", "bench.fill_pages", str(size)],
            environment=installation.environment,
            limit=1800,
        )
        installation.start()
        visitor = place.Visitor(installation.url)
        visitor.get(f"/tim-kiem/?q={quote(QUESTIONS[0])}")
        asked = [question for question in QUESTIONS for _ in range(ROUNDS)]
        random.Random(7).shuffle(asked)
        times: dict[str, list[float]] = {}
        wrong = 0
        for question in asked:
            answer = visitor.get(f"/tim-kiem/?q={quote(question)}")
            wrong += answer.status != 200
            times.setdefault(question, []).append(1000 * answer.seconds)
    finally:
        remove(installation)
        shutil.rmtree(folder, ignore_errors=True)
    every = sorted(value for values in times.values() for value in values)
    slowest = sorted(times, key=lambda question: -max(times[question]))[:3]
    notes = [f"p50 {every[len(every) // 2]:.0f} ms, chậm nhất {every[-1]:.0f} ms"]
    notes += [f"“{question}”: {max(times[question]):.0f} ms" for question in slowest]
    return Result(
        every[int(len(every) * 0.95)],
        notes=notes,
        trouble=f"{wrong} câu trả lời không phải 200" if wrong else "",
    )
