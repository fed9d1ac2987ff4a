"""Crews of a dataset as clocks: the rows of rules to limits in seconds, with words for what falls due."""

from collections.abc import Iterable

from corridor.errors import UnknownNameError
from corridor.model.crew import NO_CREW, CrewRule
from corridor.model.dataset import Dataset
from corridor.operations.crew_clock import CrewClock
from corridor.operations.fortnight import FortnightRule
from corridor.operations.rest_rules import NO_LIMIT, BreakRule, RestRule
from corridor.units import format_duration


def crew_names(dataset: Dataset) -> tuple[str, ...]:
    """Return the crews that can be asked for, `none` last."""
    return (*dict.fromkeys(rule.crew_id for rule in dataset.crew_rules), NO_CREW)


def rules_of(dataset: Dataset, crew_id: str) -> tuple[CrewRule, ...]:
    """Return the rules of a crew.

    Raises:
        UnknownNameError: The dataset has no such crew.
    """
    rules = tuple(rule for rule in dataset.crew_rules if rule.crew_id == crew_id)
    if not rules:
        raise UnknownNameError(
            f"no crew is called {crew_id!r}", hint=f"one of {', '.join(crew_names(dataset))}"
        )
    return rules


def crew_clock(rules: Iterable[CrewRule]) -> CrewClock:
    """Return the clock of a crew that keeps these rules."""
    rules = list(rules)
    elsewhere = next((rule for rule in rules if rule.country is None), None)
    resting = next((rule for rule in rules if rule.daily_drive_min), None)
    return CrewClock(
        {rule.country: _break(rule) for rule in rules if rule.country},
        other_break=_break(elsewhere) if elsewhere else None,
        rest=_rest(resting) if resting else None,
        rest_in={rule.country: bool(rule.daily_drive_min) for rule in rules if rule.country},
        rest_elsewhere=bool(elsewhere and elsewhere.daily_drive_min),
    )


def _break(rule: CrewRule) -> BreakRule | None:
    if not rule.drive_before_break_min or not rule.break_min:
        return None
    drive_s, break_s = _seconds(rule.drive_before_break_min), _seconds(rule.break_min)
    words = f"{format_duration(break_s)} after {format_duration(drive_s)} of driving, {rule.title} [{rule.source_id}]"
    return BreakRule(drive_s=drive_s, break_s=break_s, words=words)


def _rest(rule: CrewRule) -> RestRule:
    return RestRule(
        drive_s=_seconds(rule.daily_drive_min),
        rest_s=_seconds(rule.daily_rest_min),
        day_s=_seconds(rule.day_min),
        long_drive_s=_seconds(rule.long_drive_min),
        long_days=rule.long_days or 0,
        short_rest_s=_seconds(rule.short_rest_min),
        short_rests=rule.short_rests or 0,
        week_drive_s=_seconds(rule.weekly_drive_min) or NO_LIMIT,
        week_rest_s=_seconds(rule.weekly_rest_min),
        week_s=_seconds(rule.week_min),
        words=f"{rule.title} [{rule.source_id}]",
    )


def fortnight_rule(rules: Iterable[CrewRule]) -> FortnightRule | None:
    """Return the rule of driving in two weeks, if there is one; it holds where that of rest does."""
    drive_min = next((rule.fortnight_drive_min for rule in rules if rule.fortnight_drive_min), None)
    return None if drive_min is None else FortnightRule(drive_s=_seconds(drive_min))


def _seconds(minutes: float | None) -> int:
    return round((minutes or 0) * 60)


def relay_s(rules: Iterable[CrewRule]) -> int:
    """Return the seconds of handing over to another crew."""
    return _seconds(next((rule.relay_min for rule in rules if rule.relay_min), None))
