"""Who works at a study: this process, processes on this machine, or a Dask cluster. All give the same bytes.

Processes, not threads: kernels do not hold the interpreter's lock, but half of the work around them does (measured in
`benchmarks/RESULTS.md`). Distribution is Dask's: a worker that dies has its chunks worked out by another one.
"""

import io
import os
import pickle
import signal
import threading
import zlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from multiprocessing import active_children, get_context, parent_process
from typing import Final, NamedTuple

from pyarrow import ipc

from corridor.errors import CorridorError, UsageError
from corridor.model.shipment import Shipment
from corridor.studies.bench import Bench, Setting
from corridor.studies.plan import versions
from corridor.studies.work import work

_AHEAD: Final = 2
"""Chunks handed out per worker: one at work, one to go on with; no more results than these wait in memory."""
_RETRIES: Final = 5

Chunk = tuple[int, Sequence[Shipment]]
"""A chunk by its number."""


class Done(NamedTuple):
    """A chunk worked out, as the bytes of its files."""

    number: int
    rows: bytes
    digest: bytes
    row_count: int


def done(
    setting: Setting, chunks: Iterable[Chunk], count: int, workers: int, scheduler: str | None
) -> Generator[Done, None, None]:
    """Yield chunks, of which there are `count`, as they are done, in any order; closing it ends the workers.

    A chunk is taken when there is someone to work at it.

    Raises:
        CorridorError: A worker died, the scheduler cannot be reached, or a scenario does not fit the dataset.
    """
    packed = zlib.compress(pickle.dumps((versions(), setting)))
    if scheduler is None and (workers == 1 or count <= 1):
        for chunk in chunks:
            yield _work(packed, chunk)
        return
    with (
        _cluster(scheduler) if scheduler is not None else _processes(min(workers, count)) as (
            pool,
            width,
        )
    ):
        yield from _handed_out(pool, width, packed, chunks)


def _handed_out(pool: Executor, width: int, packed: bytes, chunks: Iterable[Chunk]) -> Iterator[Done]:
    waiting, running = iter(chunks), set[Future[Done]]()
    try:
        while True:
            while len(running) < _AHEAD * width and (chunk := next(waiting, None)) is not None:
                running.add(pool.submit(_work, packed, chunk))
            if not running:
                return
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()
    except BrokenProcessPool:
        raise CorridorError(
            "a worker process ended before its work was done",
            hint="out of memory? go on with --resume and fewer --workers",
        ) from None


@contextmanager
def _processes(workers: int) -> Iterator[tuple[Executor, int]]:
    """Give processes of this machine, which end with this one however it ends."""
    before = set(active_children())
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin)
    try:
        yield pool, workers
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in set(active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """Leave interrupts to the parent, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _cluster(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """Give the workers of a Dask cluster."""
    try:
        distributed = import_module("distributed")
    except ModuleNotFoundError:
        raise UsageError("Dask is not installed", hint="pip install 'corridor[dask]'") from None
    try:
        client = distributed.Client(scheduler, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {scheduler!r}: {error}", hint="start one with `dask scheduler`"
        ) from None
    try:
        with client:
            threads = sum(client.nthreads().values())
            yield client.get_executor(pure=False, retries=_RETRIES), max(threads, 1)
    except (distributed.KilledWorker, CancelledError, OSError) as error:
        raise CorridorError(
            f"the cluster at {scheduler!r} gave up: {type(error).__name__}",
            hint="is it still there, with memory enough? go on with --resume",
        ) from None


_WORKING: Final = threading.Lock()
"""Planners are not made for threads: one chunk at a time in a process, whoever runs it."""


def _work(packed: bytes, chunk: Chunk) -> Done:
    number, shipments = chunk
    with _WORKING:
        rows, digest = work(_bench(packed), shipments)
    out = io.BytesIO()
    with ipc.new_file(out, rows.schema, options=ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(rows)
    return Done(number, out.getvalue(), digest.to_bytes(), len(rows))


@lru_cache(maxsize=2)
def _bench(packed: bytes) -> Bench:
    """Return what works at a setting, made once in a process.

    Raises:
        CorridorError: The worker has other versions than who asks.
    """
    asked, setting = pickle.loads(zlib.decompress(packed))  # noqa: S301 - packed by this very run
    differ = [f"{name} {own}, not {asked[name]}" for name, own in versions().items() if own != asked[name]]
    if differ:
        raise CorridorError(f"a worker has {', '.join(differ)}", hint="install the same on all machines")
    return Bench(setting)
