"""Bad input gets one line that quotes it, a hint, and a documented exit code; never a traceback."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corridor.cli import main

LIMITED = Path(__file__).parents[2] / "geodata" / "scenarios" / "limited.toml"
TRIP = ("route", "kashgar", "osh", "--depart", "2025-06-05T14:00")

CASES = {
    "unknown place": (("route", "kashgr", "osh", "--depart", "now"), 1, "'kashgr'", "did you mean 'kashgar'?"),
    "no way": ((*TRIP, "--avoid", "CN"), 1, "CN is to be avoided", "another way"),
    "nothing connects": (("route", "kashgar", "sary-tash", "--mode", "rail", "--depart", "2025-06-05"), 1, "no rail way", "--mode any"),
    "a port as a place": (("route", "irkeshtam", "osh", "--depart", "2025-06-05"), 1, "'irkeshtam' is a port", "--via"),
    "unknown port": (("ports", "irkeshtan"), 1, "'irkeshtan'", "did you mean 'irkeshtam'"),
    "unknown scenario": ((*TRIP, "--scenario", "foo"), 1, "'foo'", "limited"),
    "unknown side": ((*TRIP, "--set", "irkeshtam.XX.hours=24/7"), 1, "'irkeshtam.XX'", "CN, KG"),
    "unknown link": ((*TRIP, "--set", "link:kashgar--artu.speed_kmh=9"), 1, "kashgar--artu", "kashgar--artux"),
    "a strict question with unknown hours": (("route", "kashgar", "tashkent", "--depart", "2025-06-05T14:00", "--strict"), 1, "", ""),
    "neither time": (("route", "kashgar", "osh"), 2, "either --depart or --arrive", "--depart"),
    "both times": ((*TRIP, "--arrive", "2025-06-08"), 2, "either", ""),
    "no such month": (("route", "kashgar", "osh", "--depart", "2025-13-05"), 2, "'2025-13-05'", "2025-06-05"),
    "the same place twice": (("route", "kashgar", "喀什", "--depart", "now"), 2, "'kashgar'", ""),
    "hours outside the subset": ((*TRIP, "--set", "irkeshtam.CN.hours=Mo-Fr 10:00+"), 2, "10:00+", ""),
    "a change that changes nothing": ((*TRIP, "--set", "link:kashgar--artux.status=open"), 2, "changes nothing", ""),
    "a change of an unknown field": ((*TRIP, "--set", "irkeshtam.CN.foo=1"), 2, "'foo'", "hours"),
    "a change without a value": ((*TRIP, "--set", "irkeshtam"), 2, "'irkeshtam'", "TARGET.FIELD=VALUE"),
    "an unknown command": (("rout",), 2, "'rout'", "route"),
    "a bad step": (("departures", "kashgar", "osh", "--from", "2025-06-02", "--every", "1x"), 2, "'1x'", "30min"),
    "too many departures": (("departures", "kashgar", "osh", "--from", "2025-06-02", "--days", "3000", "--every", "1min", "--format", "csv"), 2, "too many", "--days"),
    "a scenario twice": (("compare", "kashgar", "osh", "--from", "2025-06-02", "--scenarios", "actual,actual"), 2, "actual", "once"),
    "a file called as a shipped scenario": (("compare", "kashgar", "osh", "--from", "2025-06-02", "--scenarios", f"limited,{LIMITED}"), 2, "'limited' twice", "once"),
    "no day at all": (("departures", "kashgar", "osh", "--from", "2025-06-02", "--days", "0"), 2, "'--days': 0", "corridor departures --help"),
    "a window beyond all calendars": (("departures", "kashgar", "osh", "--from", "2100-12-30", "--days", "3"), 2, "3 days from '2100-12-30'", "--days"),
    "a window without a beginning": (("compare", "kashgar", "osh"), 2, "'--from'", "corridor compare --help"),
    "a day that is none": ((*TRIP, "--scenario", "as-of:2025-02-30"), 2, "'2025-02-30'", "2025-05-31"),
    "no dataset": ((*TRIP, "--data", "/nowhere/at/all"), 3, "/nowhere/at/all", ""),
    "no folder to write to": ((*TRIP, "-o", "/nowhere/at/all.txt"), 4, "/nowhere/at/all.txt", ""),
}  # fmt: skip


@pytest.mark.parametrize(("args", "code", "value", "hint"), CASES.values(), ids=CASES.keys())
def test_bad_input_is_answered_in_two_lines(
    corridor: Callable, args: tuple[str, ...], code: int, value: str, hint: str
) -> None:
    ran = corridor(*args)
    assert ran.code == code, ran.err
    assert value in ran.err
    assert hint in ran.err
    assert "Traceback" not in ran.err
    errors = [line for line in ran.err.splitlines() if line.startswith("error:")]
    assert len(errors) == (0 if "--strict" in args else 1)


def test_an_option_that_does_not_exist_is_a_usage_error(corridor: Callable) -> None:
    assert corridor(*TRIP, "--speed", "9").code == 2


def test_a_file_is_not_replaced_unless_forced(corridor: Callable, tmp_path: Path) -> None:
    target = tmp_path / "trip.txt"
    target.write_text("mine", encoding="utf-8")
    assert corridor(*TRIP, "-o", str(target)).code == 4
    assert target.read_text(encoding="utf-8") == "mine"
    assert corridor(*TRIP, "-o", str(target), "--force").code == 0
    assert "Kashgar -> Osh" in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["trip.txt"]


def test_an_unforeseen_error_is_owned_as_our_bug(
    corridor: Callable, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr(main.main, "main", fail)
    assert corridor("route").code == 70
    del capsys


def test_an_interrupt_leaves_with_130(corridor: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(main.main, "main", interrupt)
    assert corridor("route").code == 130


def test_a_reader_that_stops_reading_is_no_error() -> None:
    command = f"{sys.executable} -m corridor places | head -1"
    run = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""


@pytest.mark.parametrize("name", ["/dev/null", "/tmp", "x" * 300])
def test_what_is_no_regular_file_is_never_replaced(corridor: Callable, name: str) -> None:
    ran = corridor(*TRIP, "-o", name, "--force")
    assert ran.code == 4
    assert "Traceback" not in ran.err


def test_a_dash_is_standard_output(
    corridor: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert corridor(*TRIP, "-o", "-").out.startswith("Kashgar -> Osh")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("redirect", ["> /dev/full", ">&-"])
def test_an_output_that_cannot_be_written_is_no_bug_of_ours(redirect: str) -> None:
    command = f"{sys.executable} -m corridor places tash {redirect}"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert run.returncode == 4
    assert "cannot write to standard output" in run.stderr
