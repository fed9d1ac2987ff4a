"""How ports stand over a window of time, hour by hour."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from corridor.calendars.compiler import ControlCalendar
from corridor.model.dataset import Dataset
from corridor.model.ids import ControlId, Country, CrossingId
from corridor.model.port import PassState, PortWeek, SideWeek, Span, State, StateT
from corridor.operations.clearance import PortBook
from corridor.operations.ports import working_points


def port_week(dataset: Dataset, book: PortBook, crossing_id: CrossingId, start: int, end: int) -> PortWeek:
    """Return how a crossing stands over `[start, end)`."""
    alike: dict[tuple[Country, str, tuple[Span[State], ...]], list[ControlId]] = {}
    for point in working_points(dataset, [crossing_id]):
        spans = side_spans(book.calendar(point), start, end)
        alike.setdefault((point.side, point.tz, spans), []).append(point.control_id)
    sides = tuple(
        SideWeek(side=side, tz=tz, control_ids=tuple(points), spans=spans)
        for (side, tz, spans), points in alike.items()
    )
    spans_of_sides = [side.spans for side in sides]
    return PortWeek(crossing=dataset.crossings[crossing_id], sides=sides, spans=_together(spans_of_sides))


def side_spans(calendar: ControlCalendar, start: int, end: int) -> tuple[Span[State], ...]:
    """Return how a control point stands over `[start, end)`, as stretches that differ from their neighbours."""
    cuts = [start, *calendar.turns(start, end), end]
    return _merged(Span(a, b, calendar.state(a)) for a, b in pairwise(cuts))


def _together(sides: Sequence[Sequence[Span[State]]]) -> tuple[Span[PassState], ...]:
    cuts = sorted({at for spans in sides for span in spans for at in (span.starts, span.ends)})
    return _merged(
        Span(
            a,
            b,
            _pass_state({span.state for spans in sides for span in spans if span.starts <= a < span.ends}),
        )
        for a, b in pairwise(cuts)
    )


def _pass_state(states: set[State]) -> PassState:
    if states == {"closed"}:
        return "closed"
    if "closed" in states:
        return "partly"
    return "unknown" if "unknown" in states else "open"


def _merged(spans: Iterable[Span[StateT]]) -> tuple[Span[StateT], ...]:
    merged: list[Span[StateT]] = []
    for span in spans:
        if merged and merged[-1].state == span.state:
            merged[-1] = Span(merged[-1].starts, span.ends, span.state)
        else:
            merged.append(span)
    return tuple(merged)
