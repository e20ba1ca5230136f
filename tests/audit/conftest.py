from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from lantoa.audit import registry

registry.register_verbs({"test.done": "Làm thử", "test.seen": "Xem thử", "test.other": "Việc khác"})

UNGUARD = {
    "sqlite": (
        "DROP TRIGGER audit_entry_no_update",
        "DROP TRIGGER audit_entry_no_delete",
        "DROP TRIGGER audit_head_no_delete",
        "DROP TRIGGER audit_head_only_forward",
    ),
    "postgresql": (
        "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        "ALTER TABLE audit_head DISABLE TRIGGER USER",
    ),
}


@pytest.fixture
def sql(db) -> Callable[..., None]:
    """Somebody with full rights on the database, who has taken the guard away."""

    def run(statement: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    for statement in UNGUARD[connection.vendor]:
        run(statement)
    return run
