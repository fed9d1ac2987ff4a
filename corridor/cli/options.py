"""Options that mean the same in every command, defined once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])
Decorator = Callable[[Command], Command]


def together(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return one decorator that applies several, the first one outermost."""

    def apply(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return apply


data = click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="CORRIDOR_DATA",
    help="Dataset folder; the shipped one by default.",
)
trip = together(click.argument("origin"), click.argument("destination"))
scenario = together(
    click.option(
        "--scenario", default="actual", show_default=True, help="Name, as-of:DATE, or a .toml file."
    ),
    click.option(
        "--set",
        "changes",
        multiple=True,
        metavar="TARGET.FIELD=VALUE",
        help="One-off change, e.g. irkeshtam.CN.hours=24/7.",
    ),
)


class _Tonnes(click.FloatRange):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read a weight; a range lets NaN through."""
        weight = super().convert(value, param, ctx)
        return weight if weight == weight else self.fail(f"{value!r} is no weight", param, ctx)  # noqa: PLR0124


_tonnes = _Tonnes(0, 200, min_open=True)
truck = together(
    click.option("--avoid", multiple=True, metavar="NAME", help="Leave out a port, country or place."),
    click.option(
        "--mode",
        type=click.Choice(["road", "rail", "any"]),
        default="road",
        show_default=True,
        help="Road includes ferries.",
    ),
    click.option(
        "--assume-unknown",
        type=click.Choice(["open", "closed"]),
        default="open",
        show_default=True,
        help="How to take hours that are not known; closed also leaves out unknown roads.",
    ),
    click.option(
        "--bans",
        type=click.Choice(["data", "none"]),
        default="data",
        show_default=True,
        help="Driving bans: those of the data, or none.",
    ),
    click.option("--gross-t", type=_tonnes, default=40.0, show_default=True, help="Gross mass in tonnes."),
    click.option("--payload-t", type=_tonnes, default=20.0, show_default=True, help="Load in tonnes."),
    click.option(
        "--axle-t", type=_tonnes, default=10.0, show_default=True, help="Heaviest single axle in tonnes."
    ),
    click.option(
        "--haul",
        type=click.Choice(["international", "domestic"]),
        help="Kind of carriage; if not given, domestic in a country in which both ends lie.",
    ),
    click.option(
        "--cargo",
        type=click.Choice(["general", "perishable"]),
        default="general",
        show_default=True,
        help="Some bans exempt perishable food.",
    ),
)
way = together(
    click.option(
        "--via", multiple=True, metavar="NAME", help="Pass a port or place; repeat in order of passing."
    ),
    truck,
)
reach = together(
    click.argument("origin"),
    click.option(
        "--depart",
        required=True,
        metavar="WHEN",
        help="Local to the origin: 2025-06-05T14:00, now, 'thu 14:00'.",
    ),
    click.option(
        "--hours",
        default="12,24,36,48,72",
        show_default=True,
        metavar="N,N,...",
        help="Hours after the departure, each up to 168.",
    ),
    click.option(
        "--scenarios",
        default="limited,24-7",
        show_default=True,
        metavar="A,B,...",
        help="Names, as-of:DATE or .toml files; the first is the baseline.",
    ),
)


def _crew(default: str | None, told: str) -> Callable[[Command], Command]:
    return together(
        click.option(
            "--crew",
            metavar="NAME",
            default=default,
            help=f"Whose rules of driving and rest are kept: a crew of crew_rules.csv, or none. Default: {told}.",
        ),
        click.option(
            "--roadside/--no-roadside",
            default=True,
            show_default=True,
            help="Whether a crew may rest beside the road, or only where there is parking.",
        ),
        click.option(
            "--clearance-rests",
            is_flag=True,
            help="The time of clearance counts as break or rest of the crew.",
        ),
        click.option(
            "--relay",
            "relays",
            multiple=True,
            metavar="PORT",
            help="A rested crew takes over at a port; repeat for more.",
        ),
    )


crew = _crew(None, "the first of the table, regular")
crew_of_windows = _crew("none", "none, so that figures are exact; with a crew they are of a grid")
queue = click.option(
    "--queue",
    type=click.Choice(["data", "none"]),
    default="data",
    show_default=True,
    help="Count queues where the data know of them, or nowhere.",
)


class _Percent(click.FloatRange):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read a percentage, or `none` as nought."""
        return 0.0 if value == "none" else super().convert(value, param, ctx)


def _sure(
    samples: int | None, *also: Callable[[Any], Any], told: str, percent: click.FloatRange | None = None
) -> Callable[[Command], Command]:
    return together(
        click.option(
            "--reliability",
            type=percent or click.FloatRange(1, 99.9),
            metavar="PERCENT|none" if percent else "PERCENT",
            help=told,
        ),
        *also,
        click.option(
            "--samples",
            type=click.IntRange(100, 100_000),
            default=samples,
            show_default=True,
            help="How many samples" + (", with --reliability." if samples else "; 1000 with --reliability."),
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, 2**32 - 1),
            default=1,
            show_default=True,
            help="Which random numbers" + (", with --reliability." if samples else "."),
        ),
    )


_deadline = click.option(
    "--deadline",
    metavar="WHEN",
    help="With --reliability: the chance to arrive by then, local to the destination.",
)
sure = _sure(
    None,
    _deadline,
    percent=_Percent(1, 99.9),
    told="How sure to be: sample drive times, clearance and queues. With --arrive, the last departure that is in time so"
    " often. If not given, the plan's median and 90th percentile are told in one line; none leaves them out.",
)
_OF_LIST = "How sure to be: sample drive times, clearance and queues, one departure each --every."
sure_departures = _sure(200, _deadline, told=_OF_LIST)
sure_scenarios = _sure(200, told=_OF_LIST)
sure_trip = _sure(1000, told="How sure to be: sample drive times, clearance and queues.")
lang = click.option(
    "--lang",
    type=click.Choice(["en", "zh", "ru"]),
    default="en",
    show_default=True,
    help="Language of the page.",
)
_file = together(
    click.option(
        "-o", "--output", "target", type=click.Path(path_type=Path), required=True, help="HTML file to write."
    ),
    click.option("--force", is_flag=True, help="Replace the file if it exists."),
)
page = together(
    lang,
    click.option(
        "--tiles",
        metavar="URL",
        help="Also show map tiles from the internet: https://HOST/.../{z}/{x}/{y}.png.",
    ),
    click.option(
        "--tiles-by", metavar="TEXT", default="", help="Whom to thank for the tiles, as their licence asks."
    ),
    _file,
)
scenarios = click.option(
    "--scenarios",
    default="limited,24-7",
    show_default=True,
    metavar="A,B,...",
    help="Names, as-of:DATE or .toml files; the first is the baseline.",
)
report = together(
    _file,
    click.option(
        "--export",
        "exports",
        default="",
        metavar="A,B,...",
        help="Also write the answer in these formats, beside the page and named like it.",
    ),
    click.option("--no-map", is_flag=True, help="Leave the map out: a smaller page that runs no script."),
)
strict = click.option("--strict", is_flag=True, help="Exit with 1 if the answer carries a warning.")
window = together(
    click.option(
        "--from",
        "start",
        required=True,
        metavar="WHEN",
        help="First departure, local to the origin: 2025-06-02, now, 'mon 06:00'.",
    ),
    click.option(
        "--days", type=click.IntRange(1, 3660), default=7, show_default=True, help="Length of the window."
    ),
    click.option(
        "--every",
        default="1h",
        show_default=True,
        metavar="DURATION",
        help="Step between the departures that CSV, JSON and XLSX list and --reliability samples; other figures are of every second.",
    ),
    click.option(
        "--grid",
        default=None,
        show_default="15min, or wider where that would take long",
        metavar="DURATION",
        help="Step between the departures that figures are of where a crew rests; without one they are exact.",
    ),
)


def output(*formats: str) -> Callable[[Command], Command]:
    """Return the options for format and file; the first format is the default."""
    return together(
        click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help="Form of the result.",
        ),
        click.option(
            "-o", "--output", "target", type=click.Path(path_type=Path), help="Write to a file instead."
        ),
        click.option("--force", is_flag=True, help="Replace the file if it exists."),
    )
