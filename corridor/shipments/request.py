"""What a user asks of a batch comparison, before anything of it is looked up in a dataset."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from corridor.dataset.notices import Finding
from corridor.dataset.paths import shown
from corridor.model.scenario import Scenario
from corridor.model.study import ResultRows
from corridor.shipments.columns import FIELDS
from corridor.shipments.files import rows_of
from corridor.shipments.json_lines import object_rows
from corridor.shipments.lanes import lane_source
from corridor.shipments.names import Names
from corridor.shipments.reading import ShipmentsRead, Source, collected
from corridor.shipments.rows import Read
from corridor.shipments.trips import Defaults


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """Shipments that stand in a study file: `lines` says on which line each starts, 0 where that is not known."""

    file: str
    tables: tuple[Mapping[str, object], ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRequest:
    """A batch comparison as it is asked for.

    Shipments come from files, then `inline`, then `lanes`. `scenarios` are names, `as-of:DATE` or TOML files, or names
    of `own_scenarios`. `first` and `last` are the window as `shipments.trips.Defaults` has it; `every` and `grid`
    are durations. `trip` holds what all trips have in common, as the options of the command line are called.
    A blank `baseline` is the first scenario.
    """

    title: str
    shipments: tuple[Path, ...] = ()
    inline: Inline | None = None
    lanes: tuple[str, ...] = ()
    folder: Path = Path()
    data: Path | None = None
    scenarios: tuple[str, ...] = ()
    own_scenarios: tuple[Scenario, ...] = ()
    baseline: str = ""
    first: str = ""
    last: str = ""
    every: str = "1h"
    grid: str = "15min"
    rows: ResultRows = "departures"
    samples: int = 0
    seed: int = 1
    output: Path | None = None
    trip: Mapping[str, object] = field(default_factory=dict)


def shipments_of(request: StudyRequest, names: Names, defaults: Defaults) -> ShipmentsRead:
    """Return the shipments of a request.

    Raises:
        DatasetError: A file cannot be read as a whole.
        UsageError: Lanes are not of their form.
    """
    sources: list[Source] = [(shown(path), rows_of(path, shown(path))) for path in request.shipments]
    if request.inline:
        sources.append((request.inline.file, _inline(request.inline)))
    sources += [lane_source(typed, names, request.folder) for typed in request.lanes]
    return collected(sources, names, defaults)


def _inline(inline: Inline) -> Read:
    said: set[tuple[str, ...]] = set()
    for number, (table, line) in enumerate(zip(inline.tables, inline.lines, strict=True), 1):
        for row in object_rows(table, inline.file, line, said):
            if line or isinstance(row, Finding):
                yield row
            else:
                yield replace(
                    row, labels={field.name: f"shipment[{number}].{field.name}" for field in FIELDS}
                )
