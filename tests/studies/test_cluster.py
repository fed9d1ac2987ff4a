"""A Dask cluster gives the same bytes, even if one of its workers is killed on the way."""

import os
import pickle
import signal
import zlib
from pathlib import Path

import pytest
import two_passes

from corridor.errors import CorridorError, UsageError
from corridor.model.dataset import Dataset
from corridor.studies import Progress, plan, run, workers
from corridor.studies.bench import Setting

FILES = ("results.parquet", "summary.csv", "run.json")


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_of_which_a_worker_is_killed_gives_the_same_bytes(
    passes: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Client, LocalCluster

    two_passes.in_small_parts(monkeypatch.setattr)
    shipments = tuple(two_passes.shipment(f"e{i}", days=5 + i) for i in range(24))
    study = two_passes.study(shipments)
    run(study, passes, tmp_path / "alone")
    with (
        LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        pids = list(client.run(os.getpid).values())
        killed: list[int] = []

        def kill_one(progress: Progress) -> None:
            if progress.stage == "planning" and progress.done > 2 and not killed:
                killed.append(pids[0])
                os.kill(pids[0], signal.SIGKILL)

        run(study, passes, tmp_path / "together", scheduler=cluster.scheduler_address, progress=kill_one)
        assert killed
        assert pids[0] not in client.run(os.getpid).values()
    for name in FILES:
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "together" / name).read_bytes()


def test_a_scheduler_that_is_no_address_is_a_usage_error(passes: Dataset, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no Dask scheduler answers at 'nonsense://x'"):
        run(two_passes.study(), passes, tmp_path, scheduler="nonsense://x")


def test_a_worker_of_another_version_is_refused(passes: Dataset) -> None:
    setting = Setting.of(two_passes.study(), passes)
    packed = zlib.compress(pickle.dumps(({**plan.versions(), "corridor": "99"}, setting)))
    with pytest.raises(CorridorError, match=r"a worker has corridor .*, not 99"):
        workers._bench(packed)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_that_goes_away_is_an_error_and_the_run_goes_on(
    passes: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    two_passes.in_small_parts(monkeypatch.setattr)
    study = two_passes.study(tuple(two_passes.shipment(f"e{i}", days=5 + i) for i in range(24)))
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)

    def close(progress: Progress) -> None:
        if progress.done == 3:
            cluster.close()

    with pytest.raises(CorridorError, match="gave up"):
        run(study, passes, tmp_path / "lost", scheduler=cluster.scheduler_address, progress=close)
    run(study, passes, tmp_path / "alone")
    run(study, passes, tmp_path / "lost", resume=True)
    for name in FILES:
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "lost" / name).read_bytes()
