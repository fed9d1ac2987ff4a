"""Lanes without a table."""

from pathlib import Path

import pytest

from corridor.dataset.notices import DatasetError
from corridor.errors import UsageError
from corridor.shipments import Defaults, Names, ShipmentsRead, lanes
from corridor.shipments.lanes import lane_source
from corridor.shipments.reading import collected


def lanes_of(typed: str, names: Names, defaults: Defaults, folder: Path = Path()) -> ShipmentsRead:
    return collected([lane_source(typed, names, folder)], names, defaults)


def test_typed_lanes_are_pairs_in_any_language(names: Names, defaults: Defaults) -> None:
    got = lanes_of("Kashgar>osh, Ош -> 喀什", names, defaults)
    assert [shipment.shipment_id for shipment in got.shipments] == ["kashgar>osh", "osh>kashgar"]
    assert [shipment.trucks for shipment in got.shipments] == [1, 1]


@pytest.mark.parametrize("typed", ["", ",", "kashgar", "kashgar>osh>naryn", ">osh", "all:places.txt"])
def test_what_is_no_lane_is_refused(typed: str, names: Names, defaults: Defaults) -> None:
    with pytest.raises(UsageError, match="are no lanes"):
        lanes_of(typed, names, defaults)


def test_an_unknown_end_stops_no_other_lane(names: Names, defaults: Defaults) -> None:
    got = lanes_of("kashgar>oshh,osh>kashgar,osh>kashgar", names, defaults)
    assert [shipment.shipment_id for shipment in got.shipments] == ["osh>kashgar"]
    assert [(finding.code, finding.line) for finding in got.findings] == [
        ("unknown-name", 1),
        ("duplicate-key", 3),
    ]


def test_all_pairs_are_ordered_pairs_of_known_places(
    tmp_path: Path, names: Names, defaults: Defaults
) -> None:
    """Three places have 3 x 2 lanes; unknown and doubled lines are findings."""
    (tmp_path / "places.txt").write_text(
        "# cities\nКашгар\n\nosh # Osh\n阿拉木图\nKashi\nAtlantis\n", "utf-8"
    )
    got = lanes_of("all-pairs:places.txt", names, defaults, tmp_path)
    assert {shipment.lane for shipment in got.shipments} == {
        f"{a}>{b}" for a in ("kashgar", "osh", "almaty") for b in ("kashgar", "osh", "almaty") if a != b
    }
    assert [(finding.code, finding.line) for finding in got.findings] == [
        ("duplicate-key", 6),
        ("unknown-name", 7),
    ]


def test_too_many_pairs_and_missing_lists_are_refused(
    tmp_path: Path, names: Names, defaults: Defaults, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DatasetError) as caught:
        lanes_of("all-pairs:none.txt", names, defaults, tmp_path)
    assert caught.value.findings[0].code == "missing-file"
    (tmp_path / "places.txt").write_text("kashgar\nosh\nnaryn\n", "utf-8")
    monkeypatch.setattr(lanes, "MAX_ROWS", 5)
    with pytest.raises(DatasetError) as caught:
        lanes_of("all-pairs:places.txt", names, defaults, tmp_path)
    assert caught.value.findings[0].code == "too-many-rows"
