"""Trips that exports are made of."""

import sys
from pathlib import Path

import pytest
from minimal_dataset import write_minimal

sys.path.append(str(Path(__file__).parents[1] / "plotting"))  # the same hostile texts are shown there
sys.path.append(str(Path(__file__).parent))

from exported import Exported, exported


@pytest.fixture(scope="session")
def trip(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """A truck over the high pass that finds it shut for the night."""
    return exported(write_minimal(tmp_path_factory.mktemp("exports") / "two-passes"))
