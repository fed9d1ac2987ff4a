"""`corridor validate`."""

from pathlib import Path

import click

from corridor.cli import options


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@options.data
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def validate(folder: Path | None, data: Path | None, form: str) -> int:
    """Check the dataset in DIR (or that of --data, or the shipped one) and print everything found.

    One finding per line, as FILE:LINE:COLUMN: SEVERITY: MESSAGE [CODE], which editors can jump to; codes are
    explained in docs/notices.md. Leaves with 3 if there are errors, with 0 otherwise.

    Example:

        corridor validate geodata
    """
    import os
    from collections import Counter
    from dataclasses import asdict

    from corridor.cli.output import as_json, emit
    from corridor.dataset.checks import check
    from corridor.dataset.location import find_dataset
    from corridor.errors import DataError

    findings = check(find_dataset(folder or data, os.environ))
    if form == "json":
        emit(
            as_json({"schema": "corridor/findings/1", "findings": [asdict(finding) for finding in findings]})
        )
    else:
        emit(
            "".join(
                f"{finding}\n" + (f"    hint: {finding.hint}\n" if finding.hint else "")
                for finding in findings
            )
        )
    counts = Counter[str](finding.severity for finding in findings)
    words = {"error": "error", "warning": "warning", "info": "remark"}
    counted = (f"{counts[severity]} {word}{'s'[: counts[severity] != 1]}" for severity, word in words.items())
    click.echo(", ".join(counted), err=True)
    return DataError.exit_code if counts["error"] else 0
