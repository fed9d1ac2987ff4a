"""`corridor gallery`."""

from pathlib import Path

import click


@click.command()
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default="maps",
    show_default=True,
    help="Folder to write to; it is made if it is not there.",
)
@click.option("--force", is_flag=True, help="Replace pages that exist.")
def gallery(folder: Path, force: bool) -> int:
    """Make the example pages, one of each kind of map and report, each as its own command would.

    Example:

        corridor gallery -o maps --force
    """
    from corridor.cli.examples import EXAMPLES
    from corridor.cli.main import main
    from corridor.cli.output import check_target, make_folder
    from corridor.cli.session import Loaded

    make_folder(folder)
    for example in EXAMPLES:
        check_target(folder / example.page, force=force)
    loaded: Loaded = {}
    for example in EXAMPLES:
        main.main(example.args(folder), "corridor", standalone_mode=False, obj=loaded)
    return 0
