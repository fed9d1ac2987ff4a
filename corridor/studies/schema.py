"""The columns of `results.parquet`, each with what it means and its unit."""

from typing import Final

import pyarrow as pa

FORMAT: Final = "corridor study 2"

_NAMES: Final = pa.dictionary(pa.int32(), pa.string())
_UTC: Final = pa.timestamp("s", tz="UTC")


def _field(name: str, kind: pa.DataType, meaning: str, unit: str = "") -> pa.Field:
    metadata = {"description": meaning} | ({"unit": unit} if unit else {})
    return pa.field(name, kind, metadata=metadata)


_WHAT: Final = (
    _field("shipment", _NAMES, "id of the shipment"),
    _field("lane", _NAMES, "origin>destination"),
    _field("origin", _NAMES, "id of the place"),
    _field("destination", _NAMES, "id of the place"),
    _field("scenario", _NAMES, "name of the scenario"),
)
_WHEN: Final = (
    _field("depart_at", _UTC, "departure; null where the shipment has no way at all", "UTC"),
    _field("depart_local", pa.timestamp("s"), "departure on the clock of the origin's working zone", "local time of origin"),
    _field("weekday", pa.int8(), "weekday of depart_local, 1 Monday to 7 Sunday"),
    _field("hour", pa.int8(), "hour of depart_local, 0 to 23", "h"),
    _field("month", pa.int8(), "month of depart_local, 1 to 12"),
    _field("arrive_at", _UTC, "arrival; null: no way", "UTC"),
)  # fmt: skip
_TAKES: Final = (
    _field("duration_s", pa.int32(), "door to door", "s"),
    _field("wait_s", pa.int32(), "waiting at ports, for bans and in queues, of the duration", "s"),
    _field("crossings", _NAMES, "border crossings in order, joined by ' > '; 'no border' where none is crossed"),
    _field("saving_s", pa.int32(), "duration under the baseline less duration; null of the baseline, and where one has no way", "s"),
    _field("wait_saving_s", pa.int32(), "the same of the waiting", "s"),
    _field("rerouted", pa.bool_(), "whether the crossings are others than under the baseline"),
)  # fmt: skip
_SAMPLED: Final = (
    _field(
        "sampled_p50_s", pa.int32(), "half of the samples take at most so long; null without samples", "s"
    ),
    _field("sampled_p90_s", pa.int32(), "nine in ten samples take at most so long", "s"),
)
_REST: Final = (
    _field("trucks", pa.float64(), "weight of the shipment"),
    _field("trucks_per_year", pa.float64(), "trucks a year; null: not said", "1/a"),
    _field("status", _NAMES, "answered, no-way or failed"),
    _field("reason", _NAMES, "why there is no way, or why the shipment failed"),
)
_PIECE: Final = (
    _field("depart_until", _UTC, "end of the piece: departures up to, and without, this instant are alike", "UTC"),
    _field("departures", pa.int64(), "seconds of the piece: each is a departure", "s"),
    _field("rises", pa.bool_(), "whether those who leave later arrive as much later; else all arrive at arrive_at"),
    _field("mean_duration_s", pa.float64(), "mean over the piece; duration_s is of its first departure", "s"),
    _field("mean_wait_s", pa.float64(), "the same of the waiting", "s"),
    _field("mean_saving_s", pa.float64(), "the same of the saving", "s"),
)  # fmt: skip

DEPARTURES: Final = pa.schema([*_WHAT, *_WHEN, *_TAKES, *_SAMPLED, *_REST], metadata={"format": FORMAT})
"""One row for each departure that is listed."""

PIECES: Final = pa.schema(
    [*_WHAT, _WHEN[0], *_PIECE[:3], _WHEN[-1], *_TAKES, *_PIECE[3:], *_REST], metadata={"format": FORMAT}
)
"""One row for each piece of the exact profile: where anything changes, under the scenario or the baseline."""


def schema(rows: str) -> pa.Schema:
    """Return the schema of a kind of rows (`model.study.ResultRows`)."""
    return PIECES if rows == "pieces" else DEPARTURES
