"""What every command starts from: the dataset, names, scenarios and the line at the end of outputs."""

import os
import shlex
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click

from corridor.calendars import holidays, zones
from corridor.cli.output import say_when_compiling
from corridor.cli.slots import slots_of
from corridor.dataset.loading import load
from corridor.dataset.location import find_dataset
from corridor.dataset.scenario_files import read_scenario, shipped_scenarios
from corridor.errors import UnknownNameError, UsageError
from corridor.model.crew import Crew
from corridor.model.dataset import Dataset
from corridor.model.ids import Country, CrossingId, PlaceId
from corridor.model.made_with import MadeWith
from corridor.model.names import (
    NameIndex,
    country_names,
    crossing_names,
    place_names,
    require_any,
    require_end,
)
from corridor.model.query import Query
from corridor.model.scenario import Scenario
from corridor.model.vehicle import Vehicle
from corridor.operations.crews import crew_names
from corridor.operations.regimes import parse_day
from corridor.operations.scenarios import parse_change

_LAST_STAMP = 4_102_444_800
"""The year 2100."""

Loaded = dict[Path, Dataset]
"""Datasets by folder. Commands that run one after another share them, as the context's object."""


@dataclass(frozen=True)
class Session:
    """One run of a command on one dataset folder."""

    folder: Path
    args: tuple[str, ...]
    loaded: Loaded = field(default_factory=dict)
    lang: str = "en"

    @cached_property
    def dataset(self) -> Dataset:
        """The dataset, loaded once."""
        if self.folder not in self.loaded:
            self.loaded[self.folder] = load(self.folder)
        return self.loaded[self.folder]

    @cached_property
    def places(self) -> NameIndex[PlaceId]:
        """Names of places."""
        return place_names(self.dataset)

    @cached_property
    def crossings(self) -> NameIndex[CrossingId]:
        """Names of crossings."""
        return crossing_names(self.dataset)

    @cached_property
    def made_with(self) -> MadeWith:
        """What made the output."""
        return MadeWith(
            corridor=version("corridor"),
            data=self.dataset.name,
            data_version=self.dataset.version,
            data_fingerprint=self.dataset.fingerprint,
            data_as_of=self.dataset.data_as_of,
            tzdata=zones.tzdata_version(),
            holidays=holidays.holidays_version(),
            command=shlex.join(["corridor", *self.args]),
        )

    @cached_property
    def stamp(self) -> int:
        """UTC seconds that files name as when they were made, so that the same answer has the same bytes.

        It is SOURCE_DATE_EPOCH if that is set, else the last day of which the data know.

        Raises:
            UsageError: SOURCE_DATE_EPOCH is no number of seconds.
        """
        if typed := os.environ.get("SOURCE_DATE_EPOCH"):
            if not typed.isascii() or not typed.isdigit() or int(typed) > _LAST_STAMP:
                raise UsageError(
                    f"SOURCE_DATE_EPOCH {typed!r} is no number of seconds since 1970", hint="unset it"
                )
            return int(typed)
        return zones.parse_moment(self.dataset.data_as_of or "2000-01-01", "UTC", end=False)

    def scenario(self, name: str, changes: Sequence[str] = ()) -> Scenario:
        """Return the scenario of a name, `as-of:DATE` or TOML file, with one-off changes added.

        Raises:
            UnknownNameError: No such scenario.
            UsageError: A change cannot be read.
        """
        scenario = self._named_scenario(name)
        if not changes:
            return scenario
        return replace(
            scenario,
            name="+".join((scenario.name, *changes)),
            title=f"{scenario.title}, with changes",
            changes=(*scenario.changes, *map(parse_change, changes)),
        )

    def scenarios(
        self, names: str | Sequence[str], own: Mapping[str, Scenario] = MappingProxyType({})
    ) -> list[Scenario]:
        """Return the scenarios of a list, or of a text split at commas, each once; `own` names win.

        Raises:
            UnknownNameError: No such scenario.
            UsageError: One is named twice.
        """
        listed = names.split(",") if isinstance(names, str) else names
        wanted = [name.strip() for name in listed if name.strip()]
        chosen = [own.get(name) or self.scenario(name) for name in wanted]
        called = [scenario.name for scenario in chosen]
        if not chosen:
            raise UsageError("no scenario is named", hint="e.g. --scenarios limited,24-7")
        # A file is called by its name alone, so that two of them, or one and a shipped one, can collide.
        if twice := {name for name in called if called.count(name) > 1}:
            raise UsageError(
                f"scenarios {','.join(wanted)!r} name {min(twice)!r} twice", hint="name each once"
            )
        return chosen

    def _named_scenario(self, name: str) -> Scenario:
        from corridor.planner import ACTUAL

        shipped = shipped_scenarios(self.folder)
        if name in shipped:
            return read_scenario(shipped[name]).called_in(self.lang)
        if name == ACTUAL.name:
            return ACTUAL
        if name.startswith("as-of:"):
            day = parse_day(name.removeprefix("as-of:")).isoformat()
            return Scenario(
                name=name,
                title=f"Hours as they were on {day}",
                title_zh=f"{day} 的开放时间",
                title_ru=f"Часы работы на {day}",
                description="",
                regime_at=day,
            ).called_in(self.lang)
        if name.endswith(".toml"):
            return read_scenario(Path(name)).called_in(self.lang)
        raise UnknownNameError(
            f"no scenario is called {name!r}",
            hint=f"one of {', '.join(shipped or [ACTUAL.name])}, as-of:DATE, or a .toml file",
        )

    def zone_of_port(self, crossing_id: CrossingId) -> str:
        """Return the working zone of a port's first control point."""
        return next(p.tz for p in self.dataset.control_points.values() if p.crossing_id == crossing_id)

    def instant(self, typed: str, tz: str) -> int:
        """Return the UTC seconds of a time that a user typed; naive ones are local to `tz`."""
        return zones.parse_user_time(typed, tz, now=int(time.time()))

    def _crew_id(self, typed: str | None) -> str:
        """Return the crew that is asked for; the dataset's first one if none is."""
        known = crew_names(self.dataset)
        if typed is not None and typed not in known:
            raise UnknownNameError(f"no crew is called {typed!r}", hint=f"one of {', '.join(known)}")
        return typed or known[0]

    def query(
        self,
        origin: str,
        destination: str | None,
        *,
        depart: str | None = None,
        arrive: str | None = None,
        **way: Any,
    ) -> Query:
        """Return the query that a user means by these words; `way` is what `trip` takes.

        Without a destination, that of a truck that may go anywhere, it ends where it begins.

        Raises:
            UnknownNameError: A name is unknown.
            UsageError: A time cannot be read.
        """
        start = require_end(origin, self.places, self.crossings)
        end = start if destination is None else require_end(destination, self.places, self.crossings)
        if start == end and destination is not None:
            raise UsageError(f"origin and destination are both {start!r}", hint="name two places")
        places = self.dataset.places
        return replace(
            self.trip(**way),
            origin=start,
            destination=end,
            depart_at=None if depart is None else self.instant(depart, places[start].tz),
            arrive_by=None if arrive is None else self.instant(arrive, places[end].tz),
        )

    def trip(
        self,
        *,
        via: Sequence[str] = (),
        avoid: Sequence[str] = (),
        mode: str = "road",
        assume_unknown: str = "open",
        queue: str = "data",
        slots: Sequence[str] = (),
        crew: str | None = None,
        roadside: bool = True,
        clearance_rests: bool = False,
        relays: Sequence[str] = (),
        bans: str = "data",
        **vehicle: Any,
    ) -> Query:
        """Return a query from nowhere to nowhere, for any trip of this kind; `vehicle` are fields of `Vehicle`.

        Raises:
            UnknownNameError: A name is unknown.
            UsageError: A slot cannot be read.
        """
        avoided = [require_any(name, self.crossings, country_names(), self.places) for name in avoid]
        return Query(
            origin=PlaceId(""),
            destination=PlaceId(""),
            via=tuple(PlaceId(require_any(name, self.crossings, self.places)[1]) for name in via),
            avoid_crossings=frozenset(CrossingId(name) for kind, name in avoided if kind == "port"),
            avoid_countries=frozenset(Country(name) for kind, name in avoided if kind == "country"),
            avoid_places=frozenset(PlaceId(name) for kind, name in avoided if kind == "place"),
            mode=mode,  # type: ignore[arg-type]
            assume_unknown=assume_unknown,  # type: ignore[arg-type]
            queue=queue,  # type: ignore[arg-type]
            slots=tuple(slot for text in slots for slot in slots_of(self, text)),
            bans=bans,  # type: ignore[arg-type]
            vehicle=Vehicle(**vehicle),
            crew=Crew(
                crew_id=self._crew_id(crew),
                roadside=roadside,
                clearance_rests=clearance_rests,
                relays=frozenset(map(self.crossings.require, relays)),
            ),
        )


def start(data: Path | None, lang: str = "en") -> Session:
    """Return the session of the running command; titles of scenarios are in the language of its page."""
    say_when_compiling()
    root = click.get_current_context().find_root()
    loaded: Loaded = {} if root.obj is None else root.obj
    return Session(find_dataset(data, os.environ), tuple(root.meta.get("corridor.args", [])), loaded, lang)
