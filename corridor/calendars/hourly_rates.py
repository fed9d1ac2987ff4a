"""Rates by hour of day, as tables write them: `00-24 27` or `08-20 31.1; 20-08 20.7`, in vehicles per hour.

Spans are of whole hours on the clock of the control point; together they cover the day once. `20-08` goes
over midnight.
"""

import re
from functools import lru_cache
from typing import Final

from corridor.errors import DataError

HourlyRates = tuple[int, ...]
"""24 rates, from midnight on, in thousandths of a vehicle per hour."""

PER_VEHICLE: Final = 1_000
"""A rate of one vehicle per hour: rates are whole numbers, so that nothing rounds."""

_HOURS: Final = 24
_MOST: Final = 3_600
"""Vehicles per hour: one a second, more than any port takes in a minute."""
_SPAN: Final = re.compile(r"([0-2][0-9])-([0-2][0-9]) +([0-9]{1,4}(?:\.[0-9]{1,3})?)", re.ASCII)
_HINT: Final = "write vehicles per hour as `00-24 27` or `08-20 56; 20-08 40`"


@lru_cache(maxsize=1024)
def parse_rates(text: str) -> HourlyRates:
    """Return the rates of `text`; DataError if it is not of that form or does not cover the day once."""
    rates: list[int | None] = [None] * _HOURS
    for part in text.split(";"):
        found = _SPAN.fullmatch(part.strip())
        if found is None:
            raise DataError(f"rates {text[:60]!r}: {part.strip()[:30]!r} is no span and rate", hint=_HINT)
        start, end, rate = int(found[1]), int(found[2]), _thousandths(found[3])
        if start >= _HOURS or end > _HOURS or start == end:
            raise DataError(f"rates {text[:60]!r}: {found[1]}-{found[2]} are no hours of a day", hint=_HINT)
        if rate > _MOST * PER_VEHICLE:
            raise DataError(f"rates {text[:60]!r}: {found[3]} vehicles an hour are too many", hint=_HINT)
        for hour in range(start, end if end > start else end + _HOURS):
            if rates[hour % _HOURS] is not None:
                raise DataError(f"rates {text[:60]!r}: hour {hour % _HOURS:02} has two rates", hint=_HINT)
            rates[hour % _HOURS] = rate
    known = tuple(rate for rate in rates if rate is not None)
    if len(known) < _HOURS:
        raise DataError(f"rates {text[:60]!r}: hour {rates.index(None):02} has no rate", hint=_HINT)
    return known


def _thousandths(number: str) -> int:
    whole, _, decimals = number.partition(".")
    return int(whole) * PER_VEHICLE + int(decimals.ljust(3, "0"))
