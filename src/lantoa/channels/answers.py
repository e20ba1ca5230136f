"""What numbers in answers of far sides mean, as data: a row of each kind's table says what to do and in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lantoa.channels.contract import InDoubt, Permanent, Problem, Temporary
from lantoa.channels.wire import Answer


@dataclass(frozen=True, slots=True)
class Meaning:
    """`again`: it was not taken and may be tried later. `channel`: the same for every message. `pause` in seconds."""

    words: str
    again: bool = False
    channel: bool = True
    pause: float | None = None
    renew: bool = False

    def problem(self, code: object, retry_after: float | None = None) -> Problem:
        words = f"{self.words} (mã {code})"
        if self.again:
            return Temporary(words, retry_after=retry_after or self.pause, channel=self.channel)
        return Permanent(words, channel=self.channel)


def by_status(answer: Answer) -> Problem | None:
    """What the status alone says; None where the body has to be asked.

    5xx are in doubt: a far side may have taken the message before it failed. 503 is not, it says so.
    """
    if answer.status == 429:
        return Temporary(
            "Nhà cung cấp yêu cầu gửi chậm lại (mã 429).", retry_after=answer.retry_after or 60, channel=True
        )
    if answer.status == 503:
        return Temporary(
            "Nhà cung cấp tạm ngừng phục vụ (mã 503).", retry_after=answer.retry_after or 300, channel=True
        )
    if answer.status >= 500:
        return InDoubt(f"Nhà cung cấp báo lỗi (mã {answer.status}), không rõ đã nhận tin chưa.")
    if 300 <= answer.status < 400:
        return Permanent(
            f"Địa chỉ của nhà cung cấp chuyển sang nơi khác (mã {answer.status}). Sửa địa chỉ trong cài đặt kênh.",
            channel=True,
        )
    return None


def read(
    table: Mapping[int, Meaning], code: int, unknown: Callable[[int], Problem], answer: Answer
) -> Problem:
    meaning = table.get(code)
    return meaning.problem(code, answer.retry_after) if meaning else unknown(code)
