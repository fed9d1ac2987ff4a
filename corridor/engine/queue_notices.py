"""Where the queues of a way are counted, and where not."""

from collections.abc import Iterable, Iterator

from corridor.engine.leanings import holds_queue
from corridor.model.provenance import Notice
from corridor.model.query import QueueModel
from corridor.network.arcs import Arc
from corridor.operations.clearance import PortBook, validity_of
from corridor.operations.queues import Queue, Queued
from corridor.operations.slots import Booked


def queue_notices(book: PortBook, coming: Iterable[tuple[Arc, int]], queue: QueueModel) -> list[Notice]:
    """Say at which control points queues are counted, on what figures, and where they are not.

    `coming` are arcs with the instant at which one comes to each.
    """
    if queue == "none":
        return [Notice("queue-not-included", "queues at ports are left out, as asked for", "info")]
    notices, missing = list[Notice](), list[str]()
    for arc, clock in coming:
        if arc.service is not None and arc.point is not None:
            line = queue_of(arc)
            if line is None or line.stage_at(clock) is None:
                missing.append(arc.point.control_id)
            else:
                notices += _counted(book, arc, line, clock)
    if missing:
        message = f"no figures of queues are known for the time: none is counted at {', '.join(missing)}"
        notices.append(Notice("queue-not-included", message, "info"))
    return notices


def queue_of(arc: Arc) -> Queue | None:
    """Return the queue before a control point, if figures of it are known."""
    traversal = arc.traversal.onward if isinstance(arc.traversal, Booked) else arc.traversal
    return traversal.queue if isinstance(traversal, Queued) else None


def _counted(book: PortBook, arc: Arc, line: Queue, at: int) -> Iterator[Notice]:
    point, direction = arc.point, arc.direction
    assert point is not None  # noqa: S101 - chosen by the caller
    assert direction is not None  # noqa: S101 - as above
    row = next(
        row
        for row in book.queue_rows(point, direction)
        if validity_of(row, point.tz)[0] <= at < validity_of(row, point.tz)[1]
    )
    quota = f", at most {row.quota_per_day} a day" if row.quota_per_day else ""
    message = (
        f"queue counted at {point.control_id} ({row.basis}): vehicles per hour come {row.demand}, "
        f"are let in {row.capacity}{quota}"
    )
    yield Notice("queue-basis", message, "info", point.control_id, row.source_id)
    if (growth := line.growth_per_day(at)) is not None:
        message = (
            f"more vehicles come to {point.control_id} than it lets in: the queue grows by {growth:.0f} a day"
        )
        yield Notice("port-saturated", message, subject=point.control_id)
    if arc.service and any(map(holds_queue, arc.service.rows)):
        message = (
            f"the clearance time of {point.control_id} still holds a queue, and the queue is counted, too"
        )
        yield Notice("queue-counted-twice", message, subject=point.control_id)
