"""The tables of the ledger: editable rows, activities with their versions, measurements, files and evidence."""

from lantoa.ledger.models.activities import Activity, ActivityVersion, Measurement, Register, State
from lantoa.ledger.models.evidence import Evidence, FilePlace, StoredFile
from lantoa.ledger.models.rows import (
    ActivityKind,
    Audience,
    Form,
    Integration,
    Measure,
    ReformField,
    Row,
    Theme,
)

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityVersion",
    "Audience",
    "Evidence",
    "FilePlace",
    "Form",
    "Integration",
    "Measure",
    "Measurement",
    "ReformField",
    "Register",
    "Row",
    "State",
    "StoredFile",
    "Theme",
]
