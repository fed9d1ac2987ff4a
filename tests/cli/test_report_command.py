"""`corridor report`: what it writes, when it refuses, and that pages say what JSON documents hold."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from minimal_dataset import write_minimal

from corridor.cli import output
from corridor.plotting.words import Words

Run = Callable[..., Any]
ENDS = ("east-city", "west-city")
SCENARIOS = "as-of:2025-05-20,as-of:2025-07-01"
DEPART = ("--depart", "2025-05-20T21:00")
WINDOW = ("--from", "2025-05-20", "--days", "2", "--every", "6h")
TRIP_FILES = ("gpx", "kml", "ics", "csv", "xlsx", "geojson")
WINDOW_FILES = ("csv", "ics", "xlsx")


@pytest.fixture(scope="session")
def passes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_minimal(tmp_path_factory.mktemp("reports") / "two-passes")


@pytest.fixture
def report(corridor: Run, passes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `corridor report` on the small dataset, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(kind: str, *args: str) -> Any:
        when = DEPART if kind == "route" else WINDOW
        return corridor(
            "report",
            kind,
            *ENDS,
            *when,
            "--scenarios",
            SCENARIOS,
            "--data",
            str(passes),
            "-o",
            "page.html",
            *args,
        )

    return run


class Text(HTMLParser):
    """The text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.said.append(data.strip())


def said(path: Path) -> list[str]:
    return Text(path.read_text(encoding="utf-8")).said


def written(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_trip_is_written_with_all_its_exports(report: Run, tmp_path: Path) -> None:
    ran = report("route", "--export", ",".join((*TRIP_FILES, "svg")))
    assert ran.code == 0, ran.err
    assert not ran.out
    names = {f"page.{kind}" for kind in TRIP_FILES} | {
        f"page-{chart}.svg" for chart in ("staircase", "gantt", "hours")
    }
    assert written(tmp_path) == names | {"page.html"}
    assert ran.err.count("wrote ") == len(names) + 1
    assert names <= set(said(tmp_path / "page.html"))


def test_a_window_is_written_with_all_its_exports(report: Run, tmp_path: Path) -> None:
    ran = report("compare", "--export", ",".join((*WINDOW_FILES, "svg")))
    assert ran.code == 0, ran.err
    charts = ("heat-1", "heat-2", "departures", "staircase", "gantt", "hours", "trucks")
    names = {f"page.{kind}" for kind in WINDOW_FILES} | {f"page-{chart}.svg" for chart in charts}
    assert written(tmp_path) == names | {"page.html"}
    assert names <= set(said(tmp_path / "page.html"))


def test_charts_are_written_as_png(report: Run, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    assert report("route", "--export", "png").code == 0
    assert all(
        (tmp_path / f"page-{chart}.png").read_bytes().startswith(b"\x89PNG")
        for chart in ("staircase", "gantt", "hours")
    )


@pytest.mark.parametrize("kind", ["csv", "gpx", "geojson", "ics", "xlsx"])
def test_exports_of_a_trip_are_those_of_the_command(
    corridor: Run, report: Run, passes: Path, tmp_path: Path, kind: str
) -> None:
    assert report("route", "--scenarios", "as-of:2025-05-20", "--export", kind, "--no-map").code == 0
    args = (
        "route",
        *ENDS,
        *DEPART,
        "--scenario",
        "as-of:2025-05-20",
        "--data",
        str(passes),
        "--format",
        kind,
    )
    assert corridor(*args, "-o", "own").code == 0
    commands = ("corridor report route", "corridor route")
    ours, own = (tmp_path / name for name in (f"page.{kind}", "own"))
    if kind == "xlsx":  # the sheet that names the command differs, compressed
        assert abs(len(ours.read_bytes()) - len(own.read_bytes())) < 200
    else:
        assert without(ours, commands) == without(own, commands)


def test_lists_of_departures_are_those_of_the_command(
    corridor: Run, report: Run, passes: Path, tmp_path: Path
) -> None:
    assert report("compare", "--export", "csv", "--no-map").code == 0
    args = ("compare", *ENDS, *WINDOW, "--scenarios", SCENARIOS, "--data", str(passes), "--format", "csv")
    assert corridor(*args, "-o", "own").code == 0
    assert (tmp_path / "page.csv").read_bytes() == (tmp_path / "own").read_bytes()


def without(path: Path, commands: tuple[str, ...]) -> list[str]:
    """Return the lines of a file but those that say which command made it, unfolded as calendars are."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n ", "")
    return [line for line in text.splitlines() if not any(command in line for command in commands)]


def test_figures_of_a_trip_are_those_of_the_documents(
    corridor: Run, report: Run, passes: Path, tmp_path: Path
) -> None:
    assert report("route").code == 0
    words, texts = Words(), said(tmp_path / "page.html")
    for scenario in SCENARIOS.split(","):
        ran = corridor(
            "route", *ENDS, *DEPART, "--scenario", scenario, "--data", str(passes), "--format", "json"
        )
        (itinerary,) = json.loads(ran.out)["itineraries"]
        figures = [itinerary["duration_s"], *(s for s in itinerary["totals"].values() if s)]
        assert all(words.duration(figure) in texts for figure in figures)


def test_figures_of_a_window_are_those_of_the_document(
    corridor: Run, report: Run, passes: Path, tmp_path: Path
) -> None:
    assert report("compare").code == 0
    words, texts = Words(), said(tmp_path / "page.html")
    ran = corridor(
        "compare", *ENDS, *WINDOW, "--scenarios", SCENARIOS, "--data", str(passes), "--format", "json"
    )
    document = json.loads(ran.out)
    for scenario in document["scenarios"]:
        names = ("mean_s", "p50_s", "p90_s", "min_s", "max_s", "mean_wait_s")
        assert all(words.duration(scenario[name]) in texts for name in names)
        assert f"{scenario['waiting_share']:.0%}" in texts
        assert all(words.duration(wait["mean_s"]) in texts for wait in scenario["waits"])
    (difference,) = document["differences"]
    assert f"−{words.duration(-difference['mean_s'])}" in texts
    assert f"{difference['share_gain']:.0%}" in texts


@pytest.mark.parametrize("kind", ["route", "compare"])
def test_the_same_question_gives_the_same_bytes(report: Run, tmp_path: Path, kind: str) -> None:
    pages = []
    for _ in range(2):
        assert report(kind, "--force").code == 0
        pages.append((tmp_path / "page.html").read_bytes())
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("--export", "gpx,doc"), 2, "no export is called 'doc'"),
        (("-o", "-"), 2, "a report is a file"),
        (("-o", "page.gpx", "--export", "gpx"), 2, "named like an export"),
        (("-o", "nowhere/page.html"), 4, "there is no folder 'nowhere'"),
        (("-o", "."), 4, "no regular file"),
        (("--depart", "someday"), 2, "someday"),
    ],
)
def test_what_cannot_be_written_is_refused_and_nothing_is_left(
    report: Run, tmp_path: Path, args: tuple[str, ...], code: int, told: str
) -> None:
    ran = report("route", *args)
    assert ran.code == code
    assert told in ran.err
    assert not written(tmp_path)


def test_an_export_that_exists_is_refused_before_anything_is_computed(
    report: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.gpx").write_text("mine")
    monkeypatch.setattr("corridor.cli.session.load", lambda _: pytest.fail("it loads the data"))
    ran = report("route", "--export", "csv,gpx")
    assert ran.code == 4
    assert "'page.gpx' exists" in ran.err
    assert "--force" in ran.err
    assert written(tmp_path) == {"page.gpx"}


def test_no_file_is_put_in_place_when_one_cannot_be_written(
    report: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, calls = output.os.fsync, []

    def full_disk(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 1:
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(output.os, "fsync", full_disk)
    ran = report("route", "--export", "csv,gpx")
    assert ran.code == 4
    assert "No space left on device" in ran.err
    assert not written(tmp_path)


def test_strict_is_told_by_the_exit_code(report: Run, tmp_path: Path) -> None:
    assert report("route", "--strict", "--via", "low-pass").code == 1
    assert written(tmp_path) == {"page.html"}


def test_a_trip_tells_how_sure_it_is(report: Run, tmp_path: Path) -> None:
    assert report("route", "--reliability", "90", "--samples", "100").code == 0
    texts = said(tmp_path / "page.html")
    assert "90% arrive within" in texts
    assert any(text.startswith("90% of sampled trips arrive within") for text in texts)


def test_a_window_tells_how_sure_it_is(report: Run, tmp_path: Path) -> None:
    assert report("compare", "--reliability", "90", "--samples", "100", "--export", "svg").code == 0
    assert "page-sure.svg" in written(tmp_path)


def test_a_baseline_without_a_way_leaves_no_empty_chart(report: Run, tmp_path: Path) -> None:
    shut = 'title = "All shut"\ndescription = "Both passes are shut."\n'
    for port in ("high-pass", "low-pass"):
        shut += f'[[change]]\ntarget = "{port}"\nfield = "closure"\nvalue = "2025-01-01/2099-12-31"\n'
    (tmp_path / "shut.toml").write_text(shut, encoding="utf-8")
    ran = report("compare", "--scenarios", "shut.toml,as-of:2025-07-01", "--export", "svg")
    assert ran.code == 0, ran.err
    names = written(tmp_path)
    assert "page-heat-2.svg" in names
    assert not names & {"page-heat-1.svg", "page-trucks.svg"}
    assert "100% of departures have a way under" in "".join(said(tmp_path / "page.html"))
