"""Errors that a person reads: what happened, where, and what to do."""

from __future__ import annotations


class Refused(Exception):
    """A rule said no. `message` is a Vietnamese sentence for the person who asked.

    `code` is a stable English word for tests and callers; `field` names the form field it belongs to.
    """

    def __init__(self, message: str, *, code: str = "refused", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.field = field


class NotVisible(Exception):
    """The object does not exist for this actor. Absent and forbidden look the same: a 404."""
