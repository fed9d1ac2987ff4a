"""What `corridor doctor` looks at."""

import locale
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version

from corridor.calendars import holidays, zones
from corridor.cli.session import Session
from corridor.errors import CorridorError

_PACKAGES = (
    "click",
    "networkx",
    "opening-hours-py",
    "folium",
    "geopandas",
    "shapely",
    "jinja2",
    "django-js-lib-leaflet",
)
_HOUR_S = 3600
_OLD_DAYS = 365


@dataclass(frozen=True)
class Check:
    """One thing looked at: whether it is as it should be, and what it is."""

    name: str
    ok: bool
    value: str


def diagnose(session: Session) -> list[Check]:
    """Return every check; none of them raises."""
    return [_guarded(name, check, session) for name, check in _CHECKS.items()] + list(_packages())


def _guarded(name: str, check: Callable[[Session], tuple[bool, str]], session: Session) -> Check:
    try:
        return Check(name, *check(session))
    except CorridorError as error:
        return Check(name, ok=False, value=f"{error.message} ({error.hint})" if error.hint else error.message)


def _packages() -> Iterator[Check]:
    for package in _PACKAGES:
        try:
            yield Check(package, ok=True, value=version(package))
        except PackageNotFoundError:
            yield Check(package, ok=False, value="not installed")


def _python(_: Session) -> tuple[bool, str]:
    return sys.version_info >= (3, 11), f"{platform.python_version()} on {platform.system()}"


def _data(session: Session) -> tuple[bool, str]:
    dataset = session.dataset
    counts = f"{len(dataset.places)} places, {len(dataset.links)} links, {len(dataset.crossings)} crossings"
    return True, f"{dataset.name} {dataset.version} ({dataset.fingerprint}), {counts}, in {session.folder}"


def _age(session: Session) -> tuple[bool, str]:
    days = (
        datetime.fromtimestamp(time.time(), UTC).date() - date.fromisoformat(session.dataset.data_as_of)
    ).days
    return days <= _OLD_DAYS, f"sources end on {session.dataset.data_as_of}, {days} days ago"


def _zones(_: Session) -> tuple[bool, str]:
    offset = zones.to_local(zones.to_utc(datetime(2026, 7, 1), "Asia/Almaty"), "Asia/Almaty").utcoffset()  # noqa: DTZ001
    hours = (offset.total_seconds() if offset else 0) / _HOUR_S
    return hours == 5, f"tzdata {zones.tzdata_version()}, Almaty on 1 July 2026 is UTC{hours:+g} (must be +5)"


def _holidays(_: Session) -> tuple[bool, str]:
    year = datetime.fromtimestamp(time.time(), UTC).year
    announced = [
        y
        for y in range(year - 1, year + 3)
        if not any(d.estimated for d in holidays.calendar_days("CN-statutory", y))
    ]
    return (
        year in announced,
        f"holidays {holidays.holidays_version()}, Chinese days announced to {max(announced, default=0)}",
    )


def _map_assets(_: Session) -> tuple[bool, str]:
    from corridor.plotting.assets import verify

    return True, verify()


def _encoding(_: Session) -> tuple[bool, str]:
    return True, f"{sys.stdout.encoding}, locale {locale.getpreferredencoding(False)}"  # noqa: FBT003 - its only parameter


_CHECKS: dict[str, Callable[[Session], tuple[bool, str]]] = {
    "python": _python,
    "data": _data,
    "data age": _age,
    "zones": _zones,
    "holidays": _holidays,
    "map assets": _map_assets,
    "encoding": _encoding,
}
