"""Lines as short lists of whole numbers, since most of a map page is coordinates; `unpack` in `elements.js` reads them."""

from collections.abc import Iterable, Sequence


def packed(points: Iterable[Sequence[float]], decimals: int) -> list[int]:
    """Return points in degrees as whole units of the last decimal: the first one, then steps from one to the next."""
    flat: list[int] = []
    before: tuple[int, ...] = (0, 0)
    for point in points:
        here = tuple(round(part * 10**decimals) for part in point[:2])
        # A point that falls on the one before adds nothing.
        if here != before or not flat:
            flat += (part - last for part, last in zip(here, before, strict=True))
        before = here
    return flat
