"""Lanes without a table: pairs that are typed, or all pairs of a list of places."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from corridor.dataset.cells import CellError
from corridor.dataset.notices import Finding, RejectedError, found, quoted
from corridor.dataset.paths import shown
from corridor.dataset.readers import MAX_ROWS, read_bytes
from corridor.errors import UsageError
from corridor.model.ids import PlaceId
from corridor.shipments.decoding import decoded
from corridor.shipments.names import Names
from corridor.shipments.reading import Source
from corridor.shipments.rows import Read, Row

ALL_PAIRS: Final = "all-pairs:"
_HINT: Final = "write all-pairs:places.txt, or 'kashgar>osh,osh>kashgar' in quotes"


def lane_source(typed: str, names: Names, folder: Path = Path()) -> Source:
    """Return the rows of `all-pairs:FILE` or `FROM>TO,FROM>TO`; a relative file is looked for in `folder`.

    Raises:
        UsageError: It is neither.
    """
    if typed.startswith(ALL_PAIRS):
        path = folder / typed.removeprefix(ALL_PAIRS)
        return shown(path), _all_pairs(path, shown(path), names)
    ends = [
        tuple(end.strip() for end in lane.replace("->", ">").split(">"))
        for lane in typed.split(",")
        if lane.strip()
    ]
    if not ends or any(len(lane) != 2 or not all(lane) for lane in ends):
        raise UsageError(f"{typed[:80]!r} are no lanes", hint=_HINT)
    return "lanes", _typed(ends, names)


def _typed(ends: Sequence[tuple[str, ...]], names: Names) -> Read:
    for line, (origin, destination) in enumerate(ends, 1):
        yield _lane(line, names.places.find(origin) or origin, names.places.find(destination) or destination)


def _lane(line: int, origin: str, destination: str) -> Row:
    cells = {"id": f"{origin}>{destination}"[:120], "origin": origin, "destination": destination}
    return Row(line, cells, {})


def _all_pairs(path: Path, name: str, names: Names) -> Read:
    """Yield a lane for each ordered pair of places of a file, one a line; `#` starts a comment."""
    text, remarks = decoded(read_bytes(path, name), name)
    yield from remarks
    places: dict[PlaceId, int] = {}
    for line, typed in _entries(text):
        place = _place(typed, line, name, names)
        if isinstance(place, Row):
            yield place
        elif place in places:
            message = f"{quoted(typed)} is the place of line {places[place]}"
            yield Row(line, {}, {}, (found("duplicate-key", name, line, "", message, hint="take it out"),))
        else:
            places[place] = line
    if len(places) * (len(places) - 1) > MAX_ROWS:
        message = f"{len(places):,} places have more than {MAX_ROWS:,} pairs"
        raise RejectedError(found("too-many-rows", name, 0, "", message, hint="split the list"))
    for origin, line in places.items():
        for destination in places:
            if destination != origin:
                yield _lane(line, origin, destination)


def _entries(text: str) -> Iterator[tuple[int, str]]:
    for line, content in enumerate(text.splitlines(), 1):
        if entry := content.partition("#")[0].strip():
            yield line, entry


def _place(typed: str, line: int, name: str, names: Names) -> PlaceId | Row:
    try:
        return names.end(typed)
    except CellError as error:
        finding: Finding = found(error.code, name, line, "", error.message, hint=error.hint)
        return Row(line, {}, {}, (finding,))
