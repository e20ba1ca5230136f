"""The verbs of the register: plain functions, one transaction each, the audit noted."""

from lantoa.procedures.actions.importing import (
    FileRefused,
    drop_intake,
    read_intake,
    start_intake,
    take_intake,
)
from lantoa.procedures.actions.registering import (
    add_field,
    add_procedure,
    discard_field,
    discard_procedure,
    rename_field,
    revise_procedure,
)
from lantoa.procedures.actions.standing import (
    abolish_procedure,
    reinstate_procedure,
    replace_procedure,
    set_portal,
)

__all__ = [
    "FileRefused",
    "abolish_procedure",
    "add_field",
    "add_procedure",
    "discard_field",
    "discard_procedure",
    "drop_intake",
    "read_intake",
    "reinstate_procedure",
    "rename_field",
    "replace_procedure",
    "revise_procedure",
    "set_portal",
    "start_intake",
    "take_intake",
]
