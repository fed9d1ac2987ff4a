"""The model beside published figures, as the page `docs/validation.md`."""

from collections.abc import Iterator, Sequence

from corridor.model.benchmark import Benchmark, BenchmarkTrip, Compared
from corridor.model.dataset import Dataset
from corridor.reports.validation_text import SECTIONS, figure, of_section, ratio, tally, tolerance

_HEAD = """\
# Model beside published figures

What the program says beside what others measured or published, and where it fails. This page is made by

```console
$ corridor validate-model -o docs/validation.md --force
```

from [`benchmarks.csv`](data-dictionary.md#benchmarkscsv), on data {data}. A test holds it to the program.

- *Ratio* is model / published. *Within* is how near it should be; a figure without it is shown and not judged.
- *met* and *fails* are of independent figures. An *input* went into the model, itself or by its parts: it shows that
  the network adds up, not that it is right.
- Every figure is asked of the planner with queues, driving bans, holidays and closures as dated. Crews rest where it says so.
"""

_WORDS = {
    "trips": """\
Nine trucks went from Tashkent by Andijan, Osh and Irkeshtam to Kashgar in October 2017. The crew is `regular`, one driver
under AETR who leaves rested; rows of regular days and rests only are those of `strict`. The point answer uses the *mean*
of clearance times, not the median: means of many trucks add up along a way, over a year and against published means, and
medians do not. A single truck mostly sees less.""",
    "distances": """\
Road distance of trips for a heavy truck, asked with `corridor route ... --depart 2025-06-05`.""",
    "moving": """\
CAREC CPMM publishes the speed *without delay* (SWOD) by country: km over hours of driving. Beside it that of the model on
main lanes within and through the country, there and back, leaving every {step} of the year. A leg counts for the country
of the place or control point where it begins. Speeds were set from these figures, so
that the table shows consistency. Where the lanes were more than 10 % off, all speeds of the country were scaled, which
no single trip decides. The lanes, of speeds with delay too:

{lanes}""",
    "overall": """\
Speed *with delay* (SWD) is km over all hours: driving, waiting for opening, queue and clearance on the country's own side
of the border, and stops on the way. Whether nights are stops was not found in what was read of CPMM, so both ends are
computed: with the rests of a `regular` crew, and with nobody resting. Loading, police checks, repairs and parking are not in the
model. *Room for rest* is the share of the model's rests that fits into the published figure: the hours per km published less those
of the model without rest, over the hours of rest.""",
    "stays": """\
Hours on one side of a crossing by CAREC CPMM: waiting, queue and clearance together, the mean over a year. Those of ports
whose clearance times were made from them are inputs; [calibration.md](calibration.md) says how.""",
    "vehicles": """\
Vehicles let in, both directions together, and the wait of one who comes at the start; [queues.md](queues.md) has the model.""",
}


def validation_page(dataset: Dataset, compared: Sequence[Compared], step: str) -> str:
    """Return the page; `step` says how far apart departures of a year are."""
    parts = [_HEAD.format(data=f"`{dataset.name}` {dataset.version}"), *_summary(compared)]
    for section, title in SECTIONS.items():
        if part := of_section(compared, section):
            words = _WORDS[section].format(lanes=_lanes(dataset, part), step=step)
            parts += [f"## {title}\n", words + "\n", *_table(dataset, section, part)]
            parts += [f"**Verdict: {tally(part)}.**\n", *_remarks(part)]
    return "\n".join(parts)


def _summary(compared: Sequence[Compared]) -> Iterator[str]:
    yield "| section | verdict |\n|---|---|"
    for section, title in SECTIONS.items():
        if part := of_section(compared, section):
            yield f"| {title} | {tally(part)} |"
    yield ""


def _table(dataset: Dataset, section: str, part: Sequence[Compared]) -> Iterator[str]:
    more = {"distances": "asked", "overall": "room for rest"}.get(section)
    header = [
        "figure",
        "published",
        "model",
        "ratio",
        "within",
        "verdict",
        *([more] if more else []),
        "source",
    ]
    yield _row(header)
    yield "|" + "---|" * len(header)
    for one in part:
        row = one.benchmark
        cells = [row.title, figure(row.value, row), figure(one.model, row), ratio(one), tolerance(row)]
        cells.append(one.verdict)
        if section == "distances":
            cells.append(_asked(dataset.benchmark_trips[row.trips[0]], row))
        if section == "overall":
            cells.append(_room(one, part))
        yield _row([*cells, row.source_id])
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _asked(trip: BenchmarkTrip, row: Benchmark) -> str:
    """Return the trip as the command line has it, and the part that is compared."""
    words = [trip.origin_id, trip.destination_id, *(f"--via {via}" for via in trip.via)]
    words += [f"--avoid {country}" for country in trip.avoid_countries]
    ends = [f"from {row.from_id}"] * bool(row.from_id) + [f"to {row.to_id}"] * bool(row.to_id)
    return ", ".join([f"`{' '.join(words)}`", *ends])


def _room(one: Compared, part: Sequence[Compared]) -> str:
    """Return the share of rests that the published figure has room for; blank beside figures without rests."""
    row = one.benchmark
    bare = [other.model for other in part if other.benchmark.side == row.side and not other.benchmark.crew_id]
    if not row.crew_id or not bare or not bare[0] or not one.model:
        return ""
    share = (1 / row.value - 1 / bare[0]) / (1 / one.model - 1 / bare[0])
    return f"{100 * share:.0f} %"


def _lanes(dataset: Dataset, part: Sequence[Compared]) -> str:
    """Name the trips of speeds, a line for each country."""
    countries = []
    for row in (one.benchmark for one in part):
        trips = (dataset.benchmark_trips[trip_id] for trip_id in row.trips)
        ways = (" - ".join((trip.origin_id, *trip.via, trip.destination_id)) for trip in trips)
        countries.append(f"- {row.side}: {'; '.join(ways)}")
    return "\n".join(countries)


def _remarks(part: Sequence[Compared]) -> Iterator[str]:
    """Yield what is known of each figure or its difference, failures first."""
    known = [one for one in part if one.benchmark.note]
    for one in sorted(known, key=lambda one: one.verdict != "fails"):
        yield f"- *{one.benchmark.title}* ({one.verdict}): {one.benchmark.note}."
    if known:
        yield ""
