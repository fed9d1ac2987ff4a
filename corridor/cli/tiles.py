"""Map tiles from the internet, which a user has to ask for."""

import re
from dataclasses import replace
from typing import Final, TypeVar

from corridor.errors import UsageError
from corridor.plotting.maps.ground import MapPage, Tiles

MapPageT = TypeVar("MapPageT", bound=MapPage)

_URL: Final = re.compile(
    r"(https?://)(\{s\}\.)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?)/[!-~]*", re.ASCII
)


def with_tiles(page: MapPageT, url: str | None, attribution: str) -> MapPageT:
    """Return the page with the tiles of an address, if there is one.

    Raises:
        UsageError: It is no address of tiles.
    """
    if url is None:
        return page
    found = _URL.fullmatch(url)
    if found is None or not all(part in url for part in ("{z}", "{x}", "{y}")):
        raise UsageError(f"{url!r} is no address of tiles", hint="write https://HOST/.../{z}/{x}/{y}.png")
    scheme, servers, host = found.groups()
    allowed = f"{scheme}{'*.' if servers else ''}{host}"
    return replace(page, tiles=Tiles(url=url, host=allowed, attribution=attribution or host))
