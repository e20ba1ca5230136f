"""Goals with their milestones, as the page of a roadmap stores them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from lantoa.foundation import clock

PROGRESS_IS_READ = "Tiến độ của mốc này đọc từ sổ hoạt động: bỏ trống ngày hoàn thành."


def measures_to_choose() -> list[tuple[str, str]]:
    """Measures in use, by their codes."""
    from lantoa.ledger.models import Measure
    from lantoa.ledger.queries import in_use

    return [(row.code, f"{row.name} ({row.unit})") for row in in_use(Measure)]


class MeasureBlock(blocks.ChoiceBlock):
    """A measure of the ledger, by its code. To a migration it is a line of text: its choices are rows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": measures_to_choose, **kwargs})

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        kept = {name: value for name, value in self._constructor_kwargs.items() if name != "choices"}
        return "wagtail.blocks.CharBlock", (), kept


class MilestoneBlock(blocks.StructBlock):
    """What is to be reached by a day. How far it is comes from the ledger, from the plan's task, or from its own day."""

    what = blocks.CharBlock(label="Mốc cần đạt", max_length=250)
    due = blocks.DateBlock(label="Hạn")
    unit = blocks.CharBlock(label="Đơn vị chủ trì", max_length=160, required=False)
    measure = MeasureBlock(
        label="Đo bằng số đo",
        required=False,
        help_text="Tiến độ lấy từ số liệu đã xác nhận trong sổ hoạt động, không nhập tay.",
    )
    target = blocks.DecimalBlock(
        label="Chỉ tiêu", required=False, min_value=0, max_digits=14, decimal_places=2
    )
    since = blocks.DateBlock(label="Tính từ ngày", required=False)
    task = blocks.CharBlock(
        label="Hoặc nhiệm vụ số",
        max_length=20,
        required=False,
        help_text="Số thứ tự của nhiệm vụ trong kế hoạch chọn ở dưới: tiến độ lấy theo chỉ tiêu của nhiệm vụ.",
    )
    done_on = blocks.DateBlock(
        label="Hoàn thành ngày", required=False, help_text="Chỉ cho mốc không đo bằng số đo, nhiệm vụ."
    )

    class Meta:
        icon = "date"
        label = "Mốc"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = self._errors(cleaned)
        if errors:
            raise blocks.StructBlockValidationError(
                block_errors={name: ValidationError(words) for name, words in errors.items()}
            )
        return cleaned

    def _errors(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        if value["measure"] and value["task"]:
            found["task"] = "Chọn số đo hoặc nhiệm vụ, không chọn cả hai."
        if value["measure"] and not value["target"]:
            found["target"] = "Nhập chỉ tiêu lớn hơn 0 cho số đo."
        if value["target"] and not value["measure"]:
            found["target"] = "Chọn số đo cho chỉ tiêu này, hoặc bỏ trống."
        if value["since"] and not value["measure"]:
            found["since"] = "Ngày bắt đầu tính chỉ dùng với số đo."
        if value["since"] and value["due"] and value["since"] > value["due"]:
            found["since"] = "Ngày bắt đầu tính phải trước hạn."
        if value["done_on"] and (value["measure"] or value["task"]):
            found["done_on"] = PROGRESS_IS_READ
        elif value["done_on"] and value["done_on"] > clock.today():
            found["done_on"] = "Ngày hoàn thành không thể ở tương lai."
        return found


class GoalBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="Mục tiêu", max_length=200)
    intro = blocks.TextBlock(label="Giải thích", max_length=400, required=False)
    milestones = blocks.ListBlock(MilestoneBlock(), label="Các mốc", min_num=1)

    class Meta:
        icon = "tick-inverse"
        label = "Mục tiêu"
