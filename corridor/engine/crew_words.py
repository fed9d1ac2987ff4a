"""What a crew's stops are for, in words, and what an answer says of its crew."""

from collections.abc import Mapping, Sequence

from corridor.engine.crew_passages import Crewing
from corridor.engine.steps import Passed, Step
from corridor.model.crew import Crew, CrewRule
from corridor.model.provenance import Notice
from corridor.operations.rest_rules import Due, RestRule
from corridor.units import format_duration

_REST_FOR: Mapping[Due, str] = {
    "": "the wait is made a rest",
    "break": "daily rest instead of a break",
    "day": "daily rest, as much as may be driven in a day is driven",
    "duty": "daily rest, the time on duty is over",
    "week": "weekly rest",
    "fortnight": "until the week is over, as much as may be driven in two weeks is driven",
}


def why_rest(crewing: Crewing, country: str, step: Step, standing_s: int) -> str:
    """Return what a rest is for; `standing_s` is how long the truck stands in all, waiting included."""
    rule, rest = crewing.clock.break_rule(country), crewing.clock.rest
    if rest is not None and (step.due == "fortnight" or standing_s >= (rest.short_rest_s or rest.rest_s)):
        words = _REST_FOR[step.due].replace("daily rest", _rest_of(rest, standing_s))
        return f"{words}: {format_duration(standing_s)}, {rest.words}"
    return f"break: {rule.words}" if rule is not None else "break"


def counts_as(crewing: Crewing, country: str, standing_s: int) -> str:
    """Return what standing for so long is worth to a crew; empty if nothing."""
    rule, rest = crewing.clock.break_rule(country), crewing.clock.rest
    if rest is not None and standing_s >= (rest.short_rest_s or rest.rest_s):
        return f"serves as {_rest_of(rest, standing_s)}"
    if rule is not None and standing_s >= rule.break_s:
        return "serves as break"
    return ""


def _rest_of(rest: RestRule, standing_s: int) -> str:
    """Return which rest a stop is that is long enough for one."""
    return "weekly rest" if rest.week_s and standing_s >= rest.week_rest_s else "daily rest"


def crew_notices(crew: Crew, rules: Sequence[CrewRule], passed: Sequence[Passed]) -> list[Notice]:
    """Say which rules the crew keeps, and where another crew takes over."""
    if not rules:
        return [Notice("rest-not-included", "driver rest is not included: --crew regular counts it", "info")]
    words = "; ".join(f"{rule.title} in {rule.country or 'other countries'} ({rule.basis})" for rule in rules)
    drivers = "two drivers" if max(rule.drivers for rule in rules) > 1 else "one driver"
    found = [
        Notice("crew-rules", f"crew {rules[0].crew_id}, {drivers}, rested on departure: {words}", "info")
    ]
    relays = [arc.crosses for arc, steps in passed if arc.crosses in crew.relays and steps]
    if relays:
        minutes = next((rule.relay_min for rule in rules if rule.relay_min), 0)
        fee = next((rule.relay_fee_usd for rule in rules if rule.relay_fee_usd is not None), None)
        cost = "what it costs is not known" if fee is None else f"it costs {fee * len(relays):g} US$"
        message = f"another crew takes over at {', '.join(map(str, relays))} within {minutes:g} min; {cost}"
        found.append(Notice("crew-relay", message, "info"))
    return found


def not_tried_notices(later_s: int) -> list[Notice]:
    """Say that departures up to so much later than the last one found were not all tried."""
    if not later_s:
        return []
    message = (
        f"each departure takes long to search with this crew: not all of those up to {format_duration(later_s)} later "
        "were tried, and one may be in time"
    )
    return [Notice("departures-not-tried", message, "warning")]
