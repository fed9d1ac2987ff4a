"""How tables name the sources of their figures."""

from collections.abc import Iterable, Mapping, Sequence

from corridor.model.ids import SourceId


class Citations:
    """Numbers of sources in a page's list. Calling it returns those of the sources used: `[3] [5]`."""

    def __init__(self, source_ids: Sequence[SourceId]) -> None:
        self._numbers: Mapping[SourceId, int] = {
            source_id: number for number, source_id in enumerate(source_ids, 1)
        }

    def __call__(self, used: Iterable[SourceId]) -> str:
        """Return the numbers, each once; sources that are not in the list are left out."""
        numbers = (self._numbers.get(source_id) for source_id in dict.fromkeys(used))
        return " ".join(f"[{number}]" for number in numbers if number)
