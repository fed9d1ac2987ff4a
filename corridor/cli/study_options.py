"""Options of batch comparisons."""

from pathlib import Path

import click

from corridor.cli.options import lang, together

lanes = click.option(
    "--lanes",
    multiple=True,
    metavar="LANES",
    help="'all-pairs:places.txt', a place a line, or 'FROM>TO,FROM>TO'; instead of SHIPMENTS or with it.",
)
scenarios = together(
    click.option(
        "--scenarios",
        default="limited,24-7",
        show_default=True,
        metavar="A,B,...",
        help="Names, as-of:DATE or .toml files.",
    ),
    click.option(
        "--baseline", default="", metavar="NAME", help="What others are compared with; the first by default."
    ),
)
window = together(
    click.option(
        "--from",
        "start",
        default="",
        metavar="WHEN",
        help="First departure of shipments that do not say, local to the origin of each.",
    ),
    click.option(
        "--to", "end", default="", metavar="WHEN", help="Last day of departures, inclusive; or the end."
    ),
    click.option(
        "--every",
        default="1h",
        show_default=True,
        metavar="DURATION",
        help="Step between the departures that are listed; figures are of every second.",
    ),
    click.option(
        "--grid",
        default="15min",
        show_default=True,
        metavar="DURATION",
        help="Step between the departures that figures are of where a crew rests.",
    ),
)
results = together(
    click.option(
        "--title", default="", metavar="TEXT", help="Title of reports; by default that of the table."
    ),
    click.option(
        "--rows",
        type=click.Choice(["departures", "pieces"]),
        default="departures",
        show_default=True,
        help="A row of results for each departure listed, or for each piece of the exact profile.",
    ),
    click.option(
        "--samples",
        type=click.IntRange(0, 100_000),
        default=0,
        show_default=True,
        help="How often each departure listed is sampled; 0: not.",
    ),
    click.option(
        "--seed",
        type=click.IntRange(0, 2**32 - 1),
        default=1,
        show_default=True,
        help="Which random numbers.",
    ),
)
run = together(
    click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder of results."),
    click.option("--dry-run", is_flag=True, help="Say what would be done, and how long it may take."),
    click.option(
        "--workers",
        type=click.IntRange(1, 1024),
        default=1,
        show_default=True,
        help="Processes of this machine that work at it.",
    ),
    click.option(
        "--scheduler", metavar="ADDRESS", help="Work on the Dask cluster at tcp://HOST:PORT instead."
    ),
    click.option("--resume", is_flag=True, help="Go on with the run that the folder holds."),
    click.option("--redo", is_flag=True, help="Start afresh, and replace what the folder holds."),
    click.option(
        "--report/--no-report",
        default=True,
        show_default=True,
        help="Write report.html and report.xlsx, too.",
    ),
    lang,
)
