"""Scenarios as text."""

from collections.abc import Sequence

from corridor.model.scenario import Changed, Scenario
from corridor.reports.columns import aligned


def scenarios_text(scenarios: Sequence[Scenario]) -> str:
    """Return the names and what they are."""
    rows = [(scenario.name, scenario.title, "assumed" if scenario.assumed else "") for scenario in scenarios]
    return "\n".join(
        [*aligned(rows, indent=""), "", "Also as-of:DATE, a .toml file, and --set for one-off changes.", ""]
    )


def scenario_text(scenario: Scenario, changes: Sequence[Changed]) -> str:
    """Return all that a scenario changes, from what to what."""
    lines = [f"{scenario.name}: {scenario.title}", scenario.description, ""]
    lines += [f"  {change}" for change in changes] or ["  It changes nothing."]
    return "\n".join([*lines, ""])
