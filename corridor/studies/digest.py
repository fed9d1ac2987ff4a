"""What is kept of a chunk beside its rows: figures of its shipments, and what adds up to the whole. As bytes in a file.

It is a NumPy archive without pickled objects, so that reading one runs no code; texts are JSON.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from corridor.model.ids import CrossingId
from corridor.model.study_summary import ChangedDeparture, Told
from corridor.studies.days import Days
from corridor.studies.tally import Tally
from corridor.studies.week import Week

_WAITED: Final = "waited:"
_ARRAYS: Final = ("rows", "sums", "extremes", "keys", "weights", "days", "week")


@dataclass(frozen=True, slots=True)
class Text:
    """What is told of a shipment under one scenario in words: see `model.study_summary.ShipmentOutcome`."""

    status: str
    reason: str
    ways: tuple[tuple[tuple[CrossingId, ...], float], ...]
    waits: tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Digest:
    """`rows` are figures by shipment, scenario and `figures.FIELDS`; `texts` by shipment and scenario."""

    rows: NDArray[np.float64]
    texts: Sequence[Sequence[Text]]
    changed: Sequence[ChangedDeparture]
    sums: NDArray[np.float64]
    extremes: NDArray[np.int64]
    keys: NDArray[np.int64]
    weights: NDArray[np.float64]
    days: NDArray[np.float64]
    waited: Mapping[str, NDArray[np.float64]]
    week: NDArray[np.float64]
    count: int
    """How many rows of results there are."""

    @classmethod
    def of(
        cls, rows: NDArray[np.float64], texts: Sequence[Sequence[Text]], changed: Sequence[ChangedDeparture],
        tally: Tally, days: Days, week: Week, count: int,
    ) -> "Digest":  # fmt: skip
        """Return the digest of what was worked out."""
        return cls(
            rows, texts, changed, tally.sums, tally.extremes, tally.keys, tally.weights, days.sums,
            days.waited, week.sums, count,
        )  # fmt: skip

    def to_bytes(self) -> bytes:
        """Return it as the bytes of a file."""
        words = {
            "texts": [[_plain(text) for text in row] for row in self.texts],
            "changed": [asdict(each) for each in self.changed],
            "count": self.count,
        }
        arrays: dict[str, Any] = {name: getattr(self, name) for name in _ARRAYS}
        arrays |= {_WAITED + point: amounts for point, amounts in self.waited.items()}
        arrays["words"] = np.frombuffer(json.dumps(words).encode(), np.uint8)
        out = io.BytesIO()
        np.savez_compressed(out, **arrays)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Digest":
        """Return what `to_bytes` wrote."""
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        words = json.loads(arrays.pop("words").tobytes())
        waited = {
            name.removeprefix(_WAITED): arrays.pop(name) for name in list(arrays) if name.startswith(_WAITED)
        }
        return cls(
            **arrays,
            texts=[[_text(text) for text in row] for row in words["texts"]],
            changed=[_changed(each) for each in words["changed"]],
            waited=waited,
            count=words["count"],
        )


def _plain(text: Text) -> dict[str, object]:
    """Return a text as `asdict` has it, only sooner."""
    return {"status": text.status, "reason": text.reason, "ways": text.ways, "waits": text.waits}


def _text(found: Mapping[str, Any]) -> Text:
    return Text(
        status=found["status"],
        reason=found["reason"],
        ways=tuple((tuple(way), share) for way, share in found["ways"]),
        waits=tuple((point, seconds) for point, seconds in found["waits"]),
    )


def _changed(found: Mapping[str, Any]) -> ChangedDeparture:
    told = {name: _told(found[name]) for name in ("before", "after")}
    return ChangedDeparture(**{**found, **told})


def _told(found: Mapping[str, Any]) -> Told:
    return Told(
        arrive_at=found["arrive_at"],
        wait_s=found["wait_s"],
        crossings=cast("tuple[CrossingId, ...]", tuple(found["crossings"])),
        waits=tuple((point, seconds) for point, seconds in found["waits"]),
    )
