"""Everything that `corridor validate` looks at: one function per rule, one module per subject."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from corridor.dataset.checks import (
    chains,
    closures,
    connectivity,
    dwells,
    files,
    links,
    positions,
    schedules,
    shapes,
    sides,
    sources,
)
from corridor.dataset.checks.review import reviewed
from corridor.dataset.content import Content, read_content
from corridor.dataset.notices import Finding
from corridor.dataset.paths import shown_findings
from corridor.dataset.structure import wrong_structure

__all__ = ["check"]

_OF_FOLDER: Final[tuple[Callable[[Path, Content], Iterator[Finding]], ...]] = (
    files.unknown_files,
    shapes.wrong_basemap,
    shapes.wrong_alignments,
)
_OF_CONTENT: Final[tuple[Callable[[Content], Iterator[Finding]], ...]] = (
    wrong_structure,
    files.template_braces,
    sources.unused_sources,
    positions.points_out_of_region,
    positions.long_waypoints,
    schedules.unreal_moments,
    schedules.reversed_periods,
    schedules.overlapping_validity,
    schedules.unknown_calendars,
    closures.missing_offsets,
    closures.wrong_supersession,
    sides.foreign_sides,
    sides.foreign_control_points,
    sides.modes_without_control_points,
    chains.missing_chains,
    chains.wrong_sequences,
    chains.wrong_directions,
    chains.main_control_points,
    chains.unjoined_chains,
    dwells.missing_dwells,
    dwells.ambiguous_dwells,
    dwells.unlikely_dwells,
    links.loops,
    links.unlikely_lengths,
    links.unlikely_speeds,
    links.borders_outside_ports,
    connectivity.isolated_places,
    connectivity.unreachable_parts,
)


def check(folder: Path) -> list[Finding]:
    """Return everything that is wrong with the dataset in a folder, in the order of files and lines.

    Findings that `reviewed.csv` explains are left out. Nothing that a file may hold raises an error.
    """
    content, findings = read_content(folder)
    for rule in _OF_FOLDER:
        findings += rule(folder, content)
    for rule_of_content in _OF_CONTENT:
        findings += rule_of_content(content)
    return shown_findings(folder, reviewed(content, findings))
