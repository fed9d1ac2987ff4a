"""A small dataset to load and to break."""

from pathlib import Path

import pytest
from minimal_dataset import write_minimal


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """The folder of a dataset with one city on either side of a range, and two passes."""
    return write_minimal(tmp_path / "two-passes")
