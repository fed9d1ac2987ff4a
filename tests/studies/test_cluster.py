"""A Dask cluster gives the same bytes, even if one of its workers is killed on the way."""

import os
import signal
from pathlib import Path

import pytest
import two_passes

from corridor.errors import UsageError
from corridor.model.dataset import Dataset
from corridor.studies import Progress, run

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
