"""Gross clearance times and what is left of them, as text."""

from collections.abc import Iterator, Sequence

from corridor.model.made_with import MadeWith
from corridor.model.net_dwell import NetDwell, Outcome
from corridor.reports.columns import aligned, footer

_HEADER = ("side", "direction", "year", "gross h", "closed h", "net h", "left min", "table h", "basis", "")
_WHY: dict[Outcome, str] = {
    "solved": "",
    "hours-unknown": "hours of that year not known",
    "closed-too-long": "waiting for opening alone takes longer",
    "closed-all-year": "closed all year: the table of hours contradicts the figure",
    "year-unknown": "no year",
}


def net_dwell_text(found: Sequence[NetDwell], made_with: MadeWith) -> str:
    """Return a table of all rows with a gross mean, and what it says in a few words."""
    solved = [one for one in found if one.outcome == "solved"]
    replaced = [one for one in found if one.is_replaced]
    verdict = (
        f"{len(solved)} of {len(found)} gross means are explained by a net time and the hours of their year; "
        f"{len(replaced)} net times of the table differ."
    )
    legend = [
        "closed h: mean wait for opening; left min: what of the mean no whole second of work explains;",
        "*: net time of the table, derived from the mean, would be replaced. Queues are still in the net times.",
    ]
    return "\n".join([verdict, "", *aligned([_HEADER, *map(_row, found)]), "", *legend, *footer(made_with)])


def _row(one: NetDwell) -> tuple[str, ...]:
    row = one.row
    side = ".".join(filter(None, (row.crossing_id, row.side, row.control_id)))
    side = side if row.crossing_id else f"all of {side}"
    return (
        f"{side} {row.mode}",
        row.direction,
        row.year,
        f"{one.gross_s / 3600:g}",
        "-" if one.closed_s is None else f"{one.closed_s / 3600:.2f}",
        "-" if one.net_s is None else f"{one.net_s / 3600:.2f}",
        "-" if one.residual_s is None else f"{one.residual_s / 60:.1f}",
        f"{row.net_min / 60:.2f}",
        "derived" if one.outcome == "solved" else "-",
        ", ".join(_remarks(one)),
    )


def _remarks(one: NetDwell) -> Iterator[str]:
    if one.is_replaced:
        yield "*"
    if not one.row.in_use:
        yield "not in use"
    if why := _WHY[one.outcome]:
        yield why
    if one.points > 1:
        yield f"{one.known} of {one.points} control points known"
