"""`corridor doctor`."""

from pathlib import Path

import click

from corridor.cli import options


@click.command()
@options.output("text", "json")
@options.data
def doctor(
    format_: str,
    target: Path | None,
    force: bool,
    data: Path | None,
) -> int:
    """Check this installation: versions, dataset, zones, holidays, map assets. Exits with 3 if something is wrong.

    Example:

        corridor doctor
    """
    from corridor.cli.diagnosis import diagnose
    from corridor.cli.output import as_json, emit
    from corridor.cli.session import start
    from corridor.reports.columns import aligned

    findings = diagnose(start(data))
    if format_ == "json":
        text = as_json({"schema": "corridor/doctor/1", "checks": [finding.__dict__ for finding in findings]})
    else:
        rows = [("ok " if finding.ok else "BAD", finding.name, finding.value) for finding in findings]
        text = "\n".join([*aligned(rows, indent=""), ""])
    emit(text, target, force=force)
    return 0 if all(finding.ok for finding in findings) else 3
