import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from minimal_dataset import write_minimal

from corridor.cli.main import main


def run(*args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["validate", *args], standalone_mode=False)
    return result.return_value, result.stdout, result.stderr


def test_a_sound_dataset_leaves_with_zero_and_prints_nothing_but_the_count(tmp_path: Path) -> None:
    assert run(str(write_minimal(tmp_path))) == (0, "", "0 errors, 0 warnings, 0 remarks\n")


def test_errors_leave_with_three_and_are_printed_with_their_hints(tmp_path: Path) -> None:
    folder = write_minimal(tmp_path, {"links.csv:2:mode": "roda", "places.csv:2:name_en": "{{ x }}"})
    code, out, err = run(str(folder))
    assert code == 3
    assert out == (
        f"{folder}/links.csv:2:mode: error: 'roda' is no mode [unknown-choice]\n"
        "    hint: did you mean 'road'?\n"
        f"{folder}/places.csv:2:name_en: warning: '{{{{ x }}}}' looks like template code [template-braces]\n"
    )
    assert err == "1 error, 1 warning, 0 remarks\n"


def test_warnings_alone_leave_with_zero(tmp_path: Path) -> None:
    assert run(str(write_minimal(tmp_path, {"links.csv:2:speed_kmh": "95"})))[0] == 0


def test_json_holds_every_part_of_a_finding(tmp_path: Path) -> None:
    folder = write_minimal(tmp_path, {"links.csv:2:speed_kmh": "95"})
    document = json.loads(run(str(folder), "--format", "json")[1])
    assert document["schema"] == "corridor/findings/1"
    assert document["findings"] == [
        {
            "code": "speed-out-of-class",
            "severity": "warning",
            "file": f"{folder}/links.csv",
            "line": 2,
            "column": "speed_kmh",
            "message": "95 km/h is not within 20 to 80 of class main",
            "hint": "",
            "subject": "city-fork",
        }
    ]


def test_paths_below_the_current_folder_are_relative_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_minimal(tmp_path / "data", {"closures.csv": None, "closure.csv": "x\n"})
    monkeypatch.chdir(tmp_path)
    assert run("data")[1].splitlines()[0].startswith("data/closure.csv: warning:")
    monkeypatch.chdir(tmp_path / "data")
    assert run(str(tmp_path / "data"))[1].splitlines()[0].startswith("closure.csv: warning:")


def test_the_folder_may_be_given_as_data(tmp_path: Path) -> None:
    assert run("--data", str(write_minimal(tmp_path, {"links.csv:2:speed_kmh": "95"})))[2].startswith(
        "0 errors, 1"
    )
