"""Procedures for tests, listed through the actions as everybody lists them."""

from __future__ import annotations

from typing import Any

from lantoa.organisation.access import SYSTEM, Actor
from lantoa.procedures import actions
from lantoa.procedures.drafts import ProcedureDraft
from lantoa.procedures.models import Procedure

CODE = "1.900101.000.00.00.H13"


def draft(
    code: str = CODE, name: str = "Cấp giấy phép xây dựng nhà ở riêng lẻ", **given: Any
) -> ProcedureDraft:
    return ProcedureDraft(code, name, **given)


def listed(
    cast: Any, code: str = CODE, *, agency: str = "sxd", actor: Actor = SYSTEM, **given: Any
) -> Procedure:
    return actions.add_procedure(draft(code, **given), cast.agency(agency), actor=actor)
