"""Values that changes of a scenario ask for, as a user wrote them."""

from corridor.calendars.hourly_rates import parse_rates
from corridor.errors import DataError, UsageError
from corridor.model.scenario import Change


def rates_of(value: str) -> str:
    """Return rates by hour of day: those written, or one number of vehicles per hour for all hours.

    Raises:
        UsageError: It is neither.
    """
    rates = value if "-" in value else f"00-24 {value}"
    try:
        parse_rates(rates)
    except DataError as error:
        raise UsageError(error.message, hint=error.hint) from None
    return rates


def number_of(change: Change) -> float:
    """Return the number that a change asks for.

    Raises:
        UsageError: It is none, or negative.
    """
    try:
        value = float(change.value)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1e6:
        raise UsageError(
            f"{change.field} {change.value!r} is not a number from 0", hint="write digits, e.g. 45"
        )
    return value
