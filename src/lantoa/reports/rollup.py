"""Bringing amounts of one measure together by the measure's own kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from lantoa.reports.contents import Amount

SUM, MAX, LATEST, RATIO = "sum", "max", "latest", "ratio"


def combined(kind: str, amounts: Iterable[Amount]) -> Amount:
    """Over agencies or units: sums and latest values add up, of maxima the greatest, a ratio from its parts.

    What was never measured adds nothing; where nothing was measured there is no value.
    """
    told = [amount for amount in amounts if amount.count]
    if not told:
        return Amount()
    count = sum(amount.count for amount in told)
    if kind == RATIO:
        above = sum((amount.numerator or Decimal(0) for amount in told), Decimal(0))
        below = sum((amount.denominator or Decimal(0) for amount in told), Decimal(0))
        return ratio(above, below, count)
    values = [amount.value for amount in told if amount.value is not None]
    if not values:
        return Amount(None, count)
    return Amount(max(values) if kind == MAX else sum(values, Decimal(0)), count)


def ratio(above: Decimal, below: Decimal, count: int) -> Amount:
    """A ratio in percent from its parts, to four decimals: what is frozen must not depend on a context."""
    if not below:
        return Amount(None, count, above, below)
    return Amount((above * 100 / below).quantize(Decimal("0.0001")), count, above, below)
