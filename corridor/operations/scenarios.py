"""Applying a scenario to a dataset: a new dataset, and in words what is different."""

from dataclasses import replace

from corridor.errors import UsageError
from corridor.model.dataset import Dataset
from corridor.model.scenario import Change, Changed, Scenario
from corridor.operations.changes import APPLIERS
from corridor.operations.regimes import frozen_at, parse_day, queues_frozen_at


def apply(scenario: Scenario, dataset: Dataset) -> tuple[Dataset, tuple[Changed, ...]]:
    """Return the dataset under the scenario, and what it changed.

    Raises:
        UnknownNameError: A change names what the dataset does not hold.
        UsageError: A value cannot be read, or a change touches nothing.
    """
    changed: list[Changed] = []
    if scenario.regime_at:
        day = parse_day(scenario.regime_at)
        schedules, changed = frozen_at(dataset.schedules, day)
        zones = {point.control_id: point.tz for point in dataset.control_points.values()}
        queues, of_queues = queues_frozen_at(dataset.queues, zones, day)
        changed += of_queues
        dataset = replace(dataset, schedules=schedules, queues=queues)
    for change in scenario.changes:
        dataset, words = APPLIERS[change.field](dataset, change)
        if not words:
            raise UsageError(
                f"{change.target}.{change.field}={change.value!r} in scenario {scenario.name!r} changes nothing",
                hint="it is so already, or no target has it",
            )
        changed += words
    return dataset, tuple(changed)


def parse_change(text: str) -> Change:
    """Read `TARGET.FIELD=VALUE`, e.g. `irkeshtam.CN.hours=Mo-Fr 10:00-19:00`.

    Raises:
        UsageError: It is not of that form, or no such field exists.
    """
    name, equals, value = text.partition("=")
    target, dot, field = name.strip().rpartition(".")
    if not equals or not dot:
        raise UsageError(
            f"{text!r} is not a change", hint='write TARGET.FIELD=VALUE, e.g. irkeshtam.CN.hours="24/7"'
        )
    if field not in APPLIERS:
        raise UsageError(f"a scenario cannot change {field!r}", hint=f"it can change {', '.join(APPLIERS)}")
    return Change(target=target, field=field, value=value.strip().strip('"'))  # type: ignore[arg-type]
