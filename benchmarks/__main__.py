"""`python -m benchmarks [--quick] [--only PART ...] [--write]`."""

import argparse
import os
import platform
import subprocess
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks import cases, cold_start, contests, scaling, studies
from benchmarks.crews import crews
from benchmarks.report import Report

RESULTS = Path(__file__).with_name("RESULTS.md")
LIBRARIES = ("numpy", "numba", "networkx", "scipy", "pyarrow", "rustworkx", "scgraph")


def shipped(report: Report, *, quick: bool) -> None:
    """Measure the shipped graph."""
    case = cases.shipped()
    contests.singles(case, report, (50, 1_000) if quick else (300, 5_000), 3 if quick else 7, (300, 20e-6))
    answer_s = contests.batch(case, report, (5, 20) if quick else (30, len(case.names)), 3, 1_500)
    report.at_most("shipped, batch answer", answer_s, 3e-9)
    contests.profiles(case, report, 10 if quick else len(case.names), 1, 25e-3)
    contests.change(case, report, 5e-3)


def small(report: Report, *, quick: bool) -> None:
    """Measure a network drawn by chance, of about 300 nodes and 40 ports."""
    case = cases.small()
    contests.singles(case, report, (50, 1_000) if quick else (300, 5_000), 3 if quick else 7, None)
    contests.batch(case, report, (5, 20) if quick else (20, len(case.names)), 3, None)
    contests.profiles(case, report, 10 if quick else 50, 1 if quick else 3, None)
    contests.change(case, report, None)


def road(report: Report, *, quick: bool) -> None:
    """Measure a road network drawn by chance, of 100,000 nodes and 300 ports; quick: a fifth, which has no goals."""
    case = cases.road(quick=quick)
    single_s = contests.singles(
        case, report, (5, 1_000) if quick else (10, 2_000), 3, None if quick else (4_000, 1e-3)
    )
    contests.batch(case, report, (3, 10) if quick else (10, 30), 3, None if quick else 20_000)
    contests.profiles(case, report, 3 if quick else 10, 1, None if quick else 0.5)
    contests.change(case, report, None if quick else 5e-3)
    contests.static(case, report, 3 if quick else 10, 3, single_s)


def growth(report: Report, *, quick: bool) -> None:
    """Measure what cost grows with."""
    scaling.departures(report)
    scaling.ports(report, quick=quick)
    scaling.nodes(report, quick=quick)


def batch(report: Report, *, quick: bool) -> None:
    """Measure whole studies, from lanes to files."""
    studies.whole(report, quick=quick)
    studies.growth(report, quick=quick)
    studies.shipments(report, quick=quick)
    studies.workers(report, quick=quick)


def cold(report: Report, *, quick: bool) -> None:
    """Measure commands and kernels from a cold start."""
    cold_start.commands(report, quick=quick)
    if not quick:
        scaling.first_calls(report)


PARTS: dict[str, Callable[..., None]] = {
    part.__name__: part for part in (shipped, small, road, growth, crews, batch, cold)
}


def heading() -> str:
    """Return when, what and where."""
    git = ["git", "-C", str(RESULTS.parent), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
    return "\n\n".join(
        (
            f"## {datetime.now().astimezone().date()}, commit {commit}",
            f"{os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}, "
            + ", ".join(f"{library} {_version(library)}" for library in LIBRARIES)
            + ". Medians of repetitions taken in turn in one process.",
        )
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine()
    )


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


def write(report: Report) -> None:
    """Put the run above the older ones."""
    intro, mark, older = RESULTS.read_text(encoding="utf-8").partition("\n## ")
    text = "\n\n".join([intro.rstrip(), *report.blocks]) + "\n" + mark + older
    RESULTS.write_text(text, encoding="utf-8")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Ratios, measured side by side."
    )
    parser.add_argument("--quick", action="store_true", help="small samples, about a minute")
    parser.add_argument("--only", action="append", choices=PARTS, help="only this part; may be repeated")
    parser.add_argument("--write", action="store_true", help="put the tables on top of benchmarks/RESULTS.md")
    options = parser.parse_args()
    report = Report()
    report.add(heading() + (" Quick run: small samples." if options.quick else ""))
    for name in options.only or PARTS:
        report.add(f"### {name.capitalize()}")
        PARTS[name](report, quick=options.quick)
    report.summary()
    if options.write:
        write(report)


if __name__ == "__main__":
    main()
