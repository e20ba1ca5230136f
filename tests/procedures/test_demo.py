"""The registers of the demo."""

from __future__ import annotations

from datetime import date
from typing import Any

from lantoa.procedures import access, codes, demo, queries
from lantoa.procedures.models import Procedure


def test_the_demo_lists_procedures_that_its_people_read(cast: Any, today: date) -> None:
    demo.build(today)

    read = access.visible_procedures(cast.actor("officer"))
    assert read.count() == 28
    assert access.visible_procedures(cast.actor("ward_officer")).count() == 4
    assert queries.in_standing(read, queries.REPLACED).count() == 1
    assert queries.in_standing(read, queries.ABOLISHED).count() == 1
    assert all(codes.is_code(row.code) for row in Procedure.objects.all())
