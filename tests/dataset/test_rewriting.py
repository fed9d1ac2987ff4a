"""Tables with some cells replaced."""

from pathlib import Path

from minimal_dataset import FILES

from corridor.dataset.rewriting import with_cells
from corridor.dataset.schema import DWELLS


def test_only_the_cells_named_change(minimal: Path) -> None:
    text = with_cells(minimal, DWELLS, "net_min", {"cn-export": "61.5", "nobody": "1"})
    assert text == FILES["dwells.csv"].replace("clearance,,60,90", "clearance,,61.5,90")


def test_nothing_to_replace_gives_the_table_back(minimal: Path) -> None:
    assert with_cells(minimal, DWELLS, "net_min", {}) == FILES["dwells.csv"]
