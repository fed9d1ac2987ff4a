"""`corridor calibrate`."""

from pathlib import Path

import click

from corridor.cli import options


@click.command()
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="Also write the table of clearance times with net times replaced.",
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@options.data
def calibrate(target: Path | None, force: bool, data: Path | None) -> int:
    """Take closed hours out of published gross clearance times: net times that explain them, exactly.

    Example:

        corridor calibrate -o dwells.csv
    """
    from corridor.cli.output import emit
    from corridor.cli.session import start
    from corridor.dataset.rewriting import with_cells
    from corridor.dataset.schema import DWELLS
    from corridor.operations.clearance import PortBook
    from corridor.operations.net_dwell import net_dwells
    from corridor.reports.net_dwell_text import net_dwell_text

    session = start(data)
    found = net_dwells(session.dataset, PortBook(session.dataset))
    if target is not None:
        cells = {one.row.dwell_id: f"{one.net_min:g}" for one in found if one.is_replaced}
        emit(with_cells(session.folder, DWELLS, "net_min", cells), target, force=force)
    emit(net_dwell_text(found, session.made_with))
    return 0
