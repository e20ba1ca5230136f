"""What the checker says about a template: what is missing, unknown or broken, and where."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """`place` is where in the file ("đoạn 3", "bảng 1, hàng 2"; "" for the file as a whole)."""

    message: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.message} (ở {self.place})" if self.place else self.message


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """A template may be used when nothing was found. `used` are the fields it asks for."""

    missing: list[Finding] = field(default_factory=list)
    unknown: list[Finding] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)
    used: frozenset[str] = frozenset()

    @property
    def usable(self) -> bool:
        return not (self.missing or self.unknown or self.broken)

    @property
    def findings(self) -> list[Finding]:
        return [*self.broken, *self.unknown, *self.missing]
