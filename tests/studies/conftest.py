"""The study of two passes, worked out once."""

import sys
from pathlib import Path

import pandas as pd
import pytest
import two_passes
from two_passes import Finished

from corridor.model.dataset import Dataset
from corridor.model.study import Study
from corridor.studies import run

sys.path.append(str(Path(__file__).parents[1] / "plotting"))  # the same hostile texts are shown there


@pytest.fixture(scope="session")
def passes(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return two_passes.dataset(tmp_path_factory.mktemp("passes"))


@pytest.fixture(scope="session")
def hourly(passes: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return _finished(two_passes.study(), passes, tmp_path_factory.mktemp("hourly"))


@pytest.fixture(scope="session")
def in_pieces(passes: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return _finished(two_passes.study(rows="pieces"), passes, tmp_path_factory.mktemp("pieces"))


def _finished(study: Study, passes: Dataset, out: Path) -> Finished:
    summary = run(study, passes, out, command="corridor batch")
    return Finished(study, summary, out, pd.read_parquet(out / "results.parquet"))
