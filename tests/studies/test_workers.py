"""A chunk is taken from the disk when there is someone to work at it."""

from collections.abc import Iterator
from concurrent.futures import Future

from corridor.studies.workers import Chunk, Done, _handed_out


class AtOnce:
    """A pool that works at once, in this process."""

    def submit(self, _: object, __: bytes, chunk: Chunk) -> "Future[Done]":
        future: Future[Done] = Future()
        future.set_result(Done(chunk[0], b"", b"", 0))
        return future


def test_no_more_chunks_are_held_than_workers_have_room_for() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[Chunk]:
        for number in range(100):
            taken.append(number)
            yield number, ()

    found, ahead = set(), 0
    for done in _handed_out(AtOnce(), 3, b"", chunks()):  # type: ignore[arg-type]
        found.add(done.number)
        ahead = max(ahead, len(taken) - len(found))
    assert found == set(range(100))
    assert ahead <= 6
