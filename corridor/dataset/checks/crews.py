"""Rules of crews: limits that belong together, and one rule of rest for each crew."""

from collections.abc import Iterator

from corridor.dataset.content import Content, grouped
from corridor.dataset.notices import Finding, quoted
from corridor.model.crew import CrewRule

_TOGETHER = (
    ("drive_before_break_min", "break_min"),
    ("daily_drive_min", "daily_rest_min", "day_min"),
    ("long_drive_min", "long_days"),
    ("short_rest_min", "short_rests"),
    ("weekly_drive_min", "weekly_rest_min", "week_min"),
)


def halved_crew_rules(content: Content) -> Iterator[Finding]:
    """Yield rows that say how much may be driven but not what is due then, or the other way round."""
    for row in content.crew_rules:
        for columns in _TOGETHER:
            blank = [column for column in columns if getattr(row.item, column) is None]
            if blank and len(blank) < len(columns):
                message = f"{blank[0]} is blank, but {', '.join(set(columns) - set(blank))} is not"
                yield row.finding("half-crew-rule", blank[0], message)


def impossible_crew_rules(content: Content) -> Iterator[Finding]:
    """Yield rows whose day cannot hold its rest, or whose exceptions are none."""
    for row in content.crew_rules:
        rule = row.item
        if rule.day_min and rule.daily_rest_min and rule.day_min <= rule.daily_rest_min:
            message = f"a day of {rule.day_min:g} min does not hold more than its rest"
            yield row.finding("impossible-crew-rule", "day_min", message)
        if rule.long_drive_min and rule.daily_drive_min and rule.long_drive_min <= rule.daily_drive_min:
            message = f"a long day of {rule.long_drive_min:g} min is not longer than others"
            yield row.finding("impossible-crew-rule", "long_drive_min", message)
        if rule.short_rest_min and rule.daily_rest_min and rule.short_rest_min >= rule.daily_rest_min:
            message = f"a short rest of {rule.short_rest_min:g} min is not shorter than others"
            yield row.finding("impossible-crew-rule", "short_rest_min", message)


def mixed_crew_rules(content: Content) -> Iterator[Finding]:
    """Yield rows of which the crew has another rule of rest elsewhere."""
    for crew_id, rows in grouped(content.crew_rules, lambda rule: rule.crew_id).items():
        first = next((row.item for row in rows if _has_rest(row.item)), None)
        for row in rows:
            if first and _has_rest(row.item) and row.item.rest_limits != first.rest_limits:
                message = f"the rule of rest of crew {quoted(crew_id)} is another one in {first.country or 'other countries'}"
                yield row.finding("mixed-crew-rules", "daily_drive_min", message)


def _has_rest(rule: CrewRule) -> bool:
    return any(limit is not None for limit in rule.rest_limits)
