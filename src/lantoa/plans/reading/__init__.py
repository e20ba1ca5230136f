"""The grammar of plans: a document's blocks in, a draft with sources and doubts out. Pure, no database.

Numbering, identifiers, time phrases and annex columns are those of real Vietnamese administrative plans
(layout: Nghị định 30/2020/NĐ-CP); nothing is taken for granted, every doubt is a warning.
"""

from lantoa.plans.reading.draft import (
    Arrangement,
    Cited,
    Draft,
    Identity,
    Item,
    KnownUnit,
    Task,
    Warning,
    When,
)
from lantoa.plans.reading.parse import parse

__all__ = [
    "Arrangement", "Cited", "Draft", "Identity", "Item", "KnownUnit", "Task", "Warning", "When", "parse",
]  # fmt: skip
