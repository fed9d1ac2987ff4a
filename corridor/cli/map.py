"""`corridor map`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corridor.cli import options
from corridor.cli.output import strict_exit

if TYPE_CHECKING:
    from corridor.plotting.words import Language


@click.group()
def map() -> None:  # noqa: A001 - the command's name
    """Make maps: single HTML files that need no internet."""


@map.command()
@options.trip
@click.option(
    "--depart", required=True, metavar="WHEN", help="Local to the origin: 2025-06-05T14:00, now, 'thu 14:00'."
)
@click.option(
    "--scenarios",
    default="actual",
    show_default=True,
    metavar="A,B,...",
    help="Names, as-of:DATE or .toml files; the first is the baseline.",
)
@options.way
@options.crew
@options.queue
@options.strict
@options.page
@options.data
def route(
    origin: str,
    destination: str,
    depart: str,
    scenarios: str,
    lang: "Language",
    tiles: str | None,
    tiles_by: str,
    strict: bool,
    target: Path,
    force: bool,
    data: Path | None,
    **way: Any,
) -> int:
    """Draw the trip from ORIGIN to DESTINATION under each scenario.

    Example:

        corridor map route kashgar tashkent --depart 2025-06-05T14:00 --scenarios limited,24-7 -o trip.html
    """
    from corridor.cli.output import emit
    from corridor.cli.route_page import route_page
    from corridor.cli.session import start
    from corridor.cli.tiles import with_tiles
    from corridor.planner import Planner
    from corridor.plotting.maps.route.render import render
    from corridor.plotting.words import Words

    session = start(data, lang)
    query = session.query(origin, destination, depart=depart, **way)
    first, *others = session.scenarios(scenarios)
    baseline = Planner(session.dataset, first)
    planners = [baseline, *(baseline.under(other) for other in others)]
    answers = [(planner, planner.plan(query)) for planner in planners]
    page = route_page(session, query, answers, Words(lang))
    emit(render(with_tiles(page, tiles, tiles_by)), target, force=force)
    return strict_exit((notice for _, itinerary in answers for notice in itinerary.notices), strict=strict)


@map.command()
@click.option(
    "--at", metavar="WHEN", help="Hours of ports at this time, UTC; the day the data end if not given."
)
@options.scenario
@options.page
@options.data
def network(
    at: str | None,
    scenario: str,
    changes: tuple[str, ...],
    lang: "Language",
    tiles: str | None,
    tiles_by: str,
    target: Path,
    force: bool,
    data: Path | None,
) -> int:
    """Draw the dataset itself: places, roads, railways, ferries and ports, with the source of each figure.

    Example:

        corridor map network -o network.html
    """
    from corridor.cli.network_page import network_page
    from corridor.cli.output import emit
    from corridor.cli.session import start
    from corridor.cli.tiles import with_tiles
    from corridor.planner import Planner
    from corridor.plotting.maps.network.render import render
    from corridor.plotting.words import Words

    session = start(data, lang)
    planner = Planner(session.dataset, session.scenario(scenario, changes))
    instant = session.instant(at or f"{session.dataset.data_as_of}T12:00", "UTC")
    page = network_page(session, planner, instant, Words(lang))
    emit(render(with_tiles(page, tiles, tiles_by)), target, force=force)
    return 0


@map.command()
@click.option(
    "--from", "start", required=True, metavar="WHEN", help="First hour, UTC: 2025-06-02, now, 'mon 06:00'."
)
@click.option(
    "--days", type=click.IntRange(1, 31), default=7, show_default=True, help="Length of the window."
)
@options.scenario
@options.page
@options.data
def ports(
    start: str,
    days: int,
    scenario: str,
    changes: tuple[str, ...],
    lang: "Language",
    tiles: str | None,
    tiles_by: str,
    target: Path,
    force: bool,
    data: Path | None,
) -> int:
    """Draw which ports are open when over a week, with a clock to move and both sides' clocks.

    Example:

        corridor map ports --from 2025-06-02 -o ports.html
    """
    from corridor.cli.output import emit
    from corridor.cli.ports_page import ports_page
    from corridor.cli.session import start as start_session
    from corridor.cli.tiles import with_tiles
    from corridor.planner import Planner
    from corridor.plotting.maps.ports.render import render
    from corridor.plotting.words import Words

    session = start_session(data, lang)
    planner = Planner(session.dataset, session.scenario(scenario, changes))
    first = session.instant(start, "UTC") // 3600 * 3600
    window = (first, first + days * 86_400)
    page = ports_page(session, planner, window, Words(lang))
    emit(render(with_tiles(page, tiles, tiles_by)), target, force=force)
    return 0


@map.command()
@options.reach
@options.truck
@options.crew
@options.queue
@options.strict
@options.page
@options.data
def reach(
    origin: str,
    depart: str,
    hours: str,
    scenarios: str,
    lang: "Language",
    tiles: str | None,
    tiles_by: str,
    strict: bool,
    target: Path,
    force: bool,
    data: Path | None,
    **truck: Any,
) -> int:
    """Draw where a truck from ORIGIN can be by the hour of a slider, and what each scenario adds to the first.

    Example:

        corridor map reach kashgar --depart 2025-05-22T14:00 --hours 12,24,36 -o reach.html
    """
    from corridor.cli.output import emit
    from corridor.cli.reach_page import reach_page
    from corridor.cli.reaches import reaches_of
    from corridor.cli.session import start
    from corridor.cli.tiles import with_tiles
    from corridor.cli.windows import limits_of
    from corridor.plotting.maps.reach.render import render
    from corridor.plotting.words import Words

    session = start(data, lang)
    query = session.query(origin, None, depart=depart, **truck)
    found = reaches_of(session, query, scenarios, limits_of(hours))
    page = reach_page(session, query.mode, found, Words(lang))
    emit(render(with_tiles(page, tiles, tiles_by)), target, force=force)
    return strict_exit(found.notices, strict=strict)
