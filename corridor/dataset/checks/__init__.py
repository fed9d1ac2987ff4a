"""Everything that `corridor validate` looks at: one function per rule, one module per subject."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from corridor.dataset import structure
from corridor.dataset.checks import (
    bans,
    benchmarks,
    chains,
    closures,
    connectivity,
    countries,
    crews,
    dwells,
    files,
    links,
    positions,
    queues,
    schedules,
    shapes,
    sides,
    sources,
    spreads,
    zones,
)
from corridor.dataset.checks.review import reviewed
from corridor.dataset.content import Content, read_content
from corridor.dataset.notices import Finding
from corridor.dataset.paths import shown_findings

__all__ = ["check"]

Rule = Callable[[Content], Iterator[Finding]]

_ALWAYS: Final[tuple[Rule, ...]] = (
    files.unknown_files,
    files.template_braces,
    shapes.wrong_basemap,
    structure.wrong_structure,
    positions.points_out_of_region,
    countries.points_far_from_country,
    schedules.unreal_moments,
    schedules.reversed_periods,
    schedules.overlapping_validity,
    schedules.holidays_without_calendar,
    closures.missing_offsets,
    closures.wrong_supersession,
    sides.foreign_sides,
    sides.foreign_control_points,
    chains.wrong_directions,
    dwells.ambiguous_dwells,
    dwells.unlikely_dwells,
    crews.halved_crew_rules,
    crews.impossible_crew_rules,
    crews.mixed_crew_rules,
    queues.queues_without_work,
    queues.queues_without_capacity,
    queues.overlapping_queues,
    spreads.wrong_spread_classes,
    benchmarks.unclear_benchmarks,
    benchmarks.timeless_benchmarks,
    links.loops,
    links.unlikely_lengths,
    links.unlikely_speeds,
    zones.wrong_zones,
    bans.foreign_links,
    bans.unusable_hours,
)
"""Rules about what is there."""
_WHEN_WHOLE: Final[tuple[Rule, ...]] = (
    sources.unused_sources,
    positions.wrong_waypoints,
    sides.modes_without_control_points,
    chains.missing_chains,
    chains.wrong_sequences,
    chains.main_control_points,
    chains.unjoined_chains,
    dwells.missing_dwells,
    bans.bans_without_links,
    spreads.missing_spreads,
    benchmarks.unused_benchmark_trips,
    links.borders_outside_ports,
    connectivity.isolated_places,
    connectivity.unreachable_parts,
    shapes.wrong_alignments,
    countries.alignments_across_borders,
)
"""Rules about what is missing: they would see gaps where a row cannot be read."""


def check(folder: Path) -> list[Finding]:
    """Return everything that is wrong with the dataset in a folder, in the order of files and lines.

    Findings that `reviewed.csv` explains are left out. While files or cells cannot be read, rules about what
    is missing are silent. Nothing that a file may hold raises an error.
    """
    content, findings = read_content(folder)
    rules = _ALWAYS if findings else _ALWAYS + _WHEN_WHOLE
    for rule in rules:
        findings += rule(content)
    return shown_findings(folder, reviewed(content, findings))
