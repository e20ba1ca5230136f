"""Verbs of the ledger. Each is one transaction, says who acts, and notes the audit."""

from lantoa.ledger.actions.activities import (
    ManyOutcome,
    confirm,
    confirm_many,
    discard,
    hand_back,
    hand_back_many,
    record_activity,
    replace,
    revise_activity,
    submit,
    void,
    withdraw,
)
from lantoa.ledger.actions.evidence import (
    attach_document,
    attach_file,
    attach_link,
    attach_stored,
    detach,
)
from lantoa.ledger.actions.keeping import keep, make_view, store_bytes, store_file
from lantoa.ledger.actions.measurements import confirm_measurement, record_measurement, void_measurement
from lantoa.ledger.actions.proving import Outcome, add_proof, record_with_proof, revise_with_proof
from lantoa.ledger.actions.reference import ensure_reference_rows
from lantoa.ledger.actions.rows import (
    add_row,
    discard_row,
    end_row,
    merge_rows,
    move_row,
    resume_row,
    revise_row,
)

__all__ = [
    "ManyOutcome",
    "Outcome",
    "add_proof",
    "add_row",
    "attach_document",
    "attach_file",
    "attach_link",
    "attach_stored",
    "confirm",
    "confirm_many",
    "confirm_measurement",
    "detach",
    "discard",
    "discard_row",
    "end_row",
    "ensure_reference_rows",
    "hand_back",
    "hand_back_many",
    "keep",
    "make_view",
    "merge_rows",
    "move_row",
    "record_activity",
    "record_measurement",
    "record_with_proof",
    "replace",
    "resume_row",
    "revise_activity",
    "revise_row",
    "revise_with_proof",
    "store_bytes",
    "store_file",
    "submit",
    "void",
    "void_measurement",
    "withdraw",
]
