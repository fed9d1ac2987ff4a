"""Files of a dataset to the model."""

from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from corridor.dataset.about import About
from corridor.dataset.content import Content, Rows, read_content
from corridor.dataset.fingerprint import fingerprint
from corridor.dataset.layers import BASEMAP_LAYERS, RELIEF_FILE, read_alignments, read_layer
from corridor.dataset.notices import DatasetError, Finding, RejectedError
from corridor.dataset.paths import shown, shown_findings
from corridor.dataset.structure import wrong_structure
from corridor.model.alignment import Alignment
from corridor.model.dataset import Dataset
from corridor.model.ids import LinkId

__all__ = ["DatasetError", "load", "load_alignments", "load_basemap"]

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

_HINT: Final = "run `corridor validate` on the folder to see everything"


def load(folder: Path) -> Dataset:
    """Return the dataset in a folder; DatasetError with every unreadable file, wrong cell, key and reference.

    What rows mean together is not checked here, but by `corridor validate`.
    """
    content, findings = read_content(folder)
    findings += wrong_structure(content)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors or content.about is None:
        raise _dataset_error(folder, errors)
    return _dataset(content, content.about, fingerprint(folder))


def load_alignments(folder: Path) -> dict[LinkId, Alignment]:
    """Return the lines of links for maps, by link; empty if the dataset has none. DatasetError if they are wrong."""
    alignments, findings = read_alignments(folder)
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        raise _dataset_error(folder, errors)
    return {row.item.link_id: row.item for row in alignments}


def load_basemap(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the layers `countries`, `borders`, `lakes` and `relief` as GeoJSON; those not there are left out."""
    layers = {}
    for layer, name in {**BASEMAP_LAYERS, "relief": RELIEF_FILE}.items():
        try:
            layers[layer] = read_layer(folder, name)
        except RejectedError as rejected:
            if rejected.finding.code != "missing-layer":
                raise _dataset_error(folder, [rejected.finding]) from None
    return layers


def _dataset_error(folder: Path, errors: list[Finding]) -> DatasetError:
    return DatasetError(f"dataset {shown(folder)!r}", shown_findings(folder, errors), hint=_HINT)


def _dataset(content: Content, about: About, digest: str) -> Dataset:
    return Dataset(
        name=about.name,
        version=about.version,
        fingerprint=digest,
        data_as_of=about.data_as_of,
        sources=_by(content.sources, lambda source: source.source_id),
        places=_by(content.places, lambda place: place.place_id),
        crossings=_by(content.crossings, lambda crossing: crossing.crossing_id),
        control_points=_by(content.control_points, lambda control: control.control_id),
        links=_by(content.links, lambda link: link.link_id),
        schedules=_items(content.schedules),
        closures=_items(content.closures),
        dwells=_items(content.dwells),
        transloads=_items(content.transloads),
        capacities=_items(content.capacities),
        throughputs=_items(content.throughputs),
        crew_rules=_items(content.crew_rules),
        queues=_items(content.queues),
        spreads=_items(content.spreads),
        holiday_days=_items(content.holiday_days),
        holiday_overrides=_items(content.holidays),
        bans=_items(content.bans),
        benchmark_trips=_by(content.benchmark_trips, lambda trip: trip.trip_id),
        benchmarks=_items(content.benchmarks),
    )


def _by(rows: Rows[T], key: Callable[[T], K]) -> Mapping[K, T]:
    return {key(row.item): row.item for row in rows}


def _items(rows: Rows[T]) -> tuple[T, ...]:
    return tuple(row.item for row in rows)
