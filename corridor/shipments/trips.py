"""Rows of text to shipments."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from corridor.dataset.cells import CellError
from corridor.dataset.notices import Finding, found, quoted
from corridor.model.ids import Country, CrossingId, PlaceId
from corridor.model.query import Query
from corridor.model.shipment import Shipment
from corridor.model.vehicle import Vehicle
from corridor.shipments.columns import REQUIRED
from corridor.shipments.names import Names
from corridor.shipments.rows import Row
from corridor.shipments.times import instant
from corridor.shipments.values import parsers

_T = TypeVar("_T")
_LONGEST_S: Final = 3661 * 86_400
"""Ten years, and the hour that a change of clocks may add: the longest window that can be looked at."""
_MOST_KEPT: Final = 10_000
"""Texts of a column that are looked up once."""
_OWN: Final = frozenset({"id", "note"})
"""Columns whose cells are seldom alike."""
_WEIGHTS: Final = ("gross_t", "payload_t", "axle_t", "cargo", "haul")
_AVOIDED: Final[Mapping[str, tuple[str, type[str]]]] = {
    "port": ("avoid_crossings", CrossingId),
    "country": ("avoid_countries", Country),
    "place": ("avoid_places", PlaceId),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What holds for shipments that do not say: `trip`, a query from nowhere to nowhere, and the window.

    `first` is a day or time local to the origin of each shipment; `last` is the last day, inclusive, or the instant
    that ends the window. Blank: each shipment must say.
    """

    trip: Query
    first: str = ""
    last: str = ""


class FieldError(Exception):
    """What is wrong with a row, with the field that it is about."""

    def __init__(self, field: str, cause: CellError) -> None:
        super().__init__(cause.message)
        self.field = field
        self.cause = cause


class Trips:
    """Makes shipments of rows; looks the same text up once."""

    def __init__(self, names: Names, defaults: Defaults) -> None:
        """Make shipments with the names of a dataset."""
        self._names = names
        self._defaults = defaults
        self._parsers = {
            field: parse if field in _OWN else _remembering(parse) for field, parse in parsers(names).items()
        }
        self._instant = _remembering(instant)

    def shipment(self, row: Row, file: str) -> Shipment | tuple[Finding, ...]:
        """Return the shipment of a row, or everything that is wrong with it."""
        problems = [*row.findings]
        if not row.cells and problems:
            return tuple(problems)
        values, errors = self._values(row)
        if not problems and not errors:
            try:
                return self._made(values, row)
            except FieldError as wrong:
                errors = [wrong]
        subject = row.cells.get("id", "")
        subject = subject if subject.isprintable() else ""
        for error in errors:
            cause, label = error.cause, row.labels.get(error.field, error.field)
            problems.append(
                found(
                    cause.code, file, row.line, label, cause.message, hint=cause.hint, subject=subject[:120]
                )
            )
        return tuple(problems)

    def _values(self, row: Row) -> tuple[dict[str, Any], list[FieldError]]:
        values: dict[str, Any] = {}
        errors = [
            FieldError(field, CellError("missing-value", f"{field!r} is blank"))
            for field in REQUIRED
            if field not in row.cells
            and not any(row.labels.get(field, field) == f.column for f in row.findings)
        ]
        for field, text in row.cells.items():
            parse = self._parsers.get(field)
            try:
                values[field] = parse(text) if parse else text
            except CellError as error:
                errors.append(FieldError(field, error))
        return values, errors

    def _made(self, values: Mapping[str, Any], row: Row) -> Shipment:
        origin, destination = values["origin"], values["destination"]
        if origin == destination:
            message = f"origin and destination are both {origin!r}"
            raise FieldError("destination", CellError("same-ends", message, hint="name two places"))
        depart_at, arrive_by, start, end = self._times(values, origin, destination)
        trip = self._defaults.trip
        query = replace(
            trip,
            origin=origin,
            destination=destination,
            depart_at=depart_at,
            arrive_by=arrive_by,
            **_way(values, trip),
        )
        return Shipment(
            shipment_id=values["id"],
            query=query,
            window_start=start,
            window_end=end,
            trucks=values.get("trucks", 1.0),
            trucks_per_year=values.get("per_year"),
            commodity=values.get("commodity", ""),
            note=values.get("note", ""),
            row=row.line,
        )

    def _times(
        self, values: Mapping[str, str], origin: PlaceId, destination: PlaceId
    ) -> tuple[int | None, int | None, int, int]:
        """Return departure, deadline, and start and end of the window; of one trip, the second that it is about."""
        _require_one_time(values)
        if "depart" in values:
            at = self._read("depart", values["depart"], self._names.zone_of(origin))
            return at, None, at, at + 1
        if "arrive" in values:
            at = self._read("arrive", values["arrive"], self._names.zone_of(destination))
            return None, at, at, at + 1
        return None, None, *self._window(values, self._names.zone_of(origin))

    def _window(self, values: Mapping[str, str], tz: str) -> tuple[int, int]:
        first = values.get("window_from", self._defaults.first)
        last = values.get("window_to", self._defaults.last)
        if not first or not last:
            field, what = ("window_to", "until when") if first else ("window_from", "when")
            message = f"nothing says {what} the shipment departs"
            hint = "fill depart, arrive or the window, or give --from and --to"
            raise FieldError(field, CellError("missing-window", message, hint=hint))
        start = self._read("window_from", first, tz)
        end = self._read("window_to", last, tz, end=True)
        if end <= start:
            message = f"the window ends at {quoted(last)}, before it starts at {quoted(first)}"
            raise FieldError("window_to", CellError("reversed-period", message))
        if end - start > _LONGEST_S:
            message = f"a window of {(end - start) // 86_400} days is too long"
            raise FieldError("window_to", CellError("out-of-range", message, hint="at most ten years"))
        return start, end

    def _read(self, field: str, text: str, tz: str, *, end: bool = False) -> int:
        try:
            return self._instant(text, tz, end=end)
        except CellError as error:
            raise FieldError(field, error) from None


def _require_one_time(values: Mapping[str, str]) -> None:
    windows = [field for field in ("window_from", "window_to") if field in values]
    said = [*(field for field in ("depart", "arrive") if field in values), *windows[:1]]
    if len(said) > 1:
        message = f"{said[0]!r} and {said[1]!r} are both filled"
        hint = "a row asks for one departure, one deadline or a window"
        raise FieldError(said[1], CellError("times-exclude", message, hint=hint))


def _way(values: Mapping[str, Any], trip: Query) -> dict[str, Any]:
    """Return the fields of a query that a row sets."""
    way: dict[str, Any] = {field: values[field] for field in ("via", "mode") if field in values}
    if "crew" in values:
        way["crew"] = replace(trip.crew, crew_id=values["crew"])
    if weights := {field: values[field] for field in _WEIGHTS if field in values}:
        way["vehicle"] = _vehicle(trip.vehicle, weights)
    if "avoid" in values:
        for kind, (field, of_kind) in _AVOIDED.items():
            way[field] = frozenset(of_kind(name) for other, name in values["avoid"] if other == kind)
    return way


def _vehicle(usual: Vehicle, weights: Mapping[str, Any]) -> Vehicle:
    vehicle = replace(usual, **weights)
    if vehicle.payload_t > vehicle.gross_t:
        message = f"a load of {vehicle.payload_t:g} t is more than the gross mass of {vehicle.gross_t:g} t"
        field = "payload_t" if "payload_t" in weights else "gross_t"
        raise FieldError(field, CellError("load-above-gross", message, hint="give gross_t, too"))
    return vehicle


def _remembering(parse: Callable[..., _T]) -> Callable[..., _T]:
    """Return the function with a memory for values and for CellErrors."""
    known: dict[object, _T | CellError] = {}

    def remembered(*args: object, **options: object) -> _T:
        key = (*args, *options.values())
        if key not in known:
            if len(known) >= _MOST_KEPT:
                known.clear()
            try:
                known[key] = parse(*args, **options)
            except CellError as error:
                known[key] = error
        value = known[key]
        if isinstance(value, CellError):
            raise value.with_traceback(None)  # else each row would add its frames to what is remembered
        return value

    return remembered
