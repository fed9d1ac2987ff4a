from pathlib import Path

import pytest

from corridor.dataset.location import shipped_dataset
from corridor.dataset.notices import DatasetError
from corridor.dataset.scenario_files import read_scenario, shipped_scenarios
from corridor.model.scenario import Change, Scenario

HEAD = 'title = "Trial"\ndescription = "What if."\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "trial.toml"
    path.write_text(text, encoding="utf-8")
    return path


def findings_of(path: Path) -> list[str]:
    with pytest.raises(DatasetError) as caught:
        read_scenario(path)
    return [str(finding).removeprefix(f"{path}:").strip() for finding in caught.value.findings]


def change(target: str = "*", field: str = "hours", value: str = '"24/7"') -> str:
    return f'{HEAD}[[change]]\ntarget = "{target}"\nfield = "{field}"\nvalue = {value}\n'


def test_a_scenario_is_named_after_its_file(tmp_path: Path) -> None:
    text = HEAD.replace("What if.", "What\\nif.") + 'regime_at = "2025-05-31"\nassumed = true\n'
    assert read_scenario(write(tmp_path, text)) == Scenario(
        name="trial", title="Trial", description="What if.", regime_at="2025-05-31", assumed=True
    )


def test_pages_call_a_scenario_by_its_title_in_their_language(tmp_path: Path) -> None:
    read = read_scenario(write(tmp_path, HEAD + 'title_zh = "试"\n'))
    assert [read.called_in(lang).title for lang in ("en", "zh", "ru")] == ["Trial", "试", "Trial"]


def test_shipped_scenarios_have_titles_in_every_language() -> None:
    for path in shipped_scenarios(shipped_dataset()).values():
        scenario = read_scenario(path)
        assert len({scenario.called_in(lang).title for lang in ("en", "zh", "ru")}) == 3


def test_changes_keep_their_order_and_numbers_become_text(tmp_path: Path) -> None:
    text = change() + '[[change]]\ntarget = "irkeshtam.KG.irkeshtam-kg"\nfield = "net_min"\nvalue = 45\n'
    assert read_scenario(write(tmp_path, text)).changes == (
        Change(target="*", field="hours", value="24/7"),
        Change(target="irkeshtam.KG.irkeshtam-kg", field="net_min", value="45"),
    )


@pytest.mark.parametrize(
    ("target", "field", "value"),
    [
        ("irkeshtam", "closure", '"2025-10-01/2025-10-03"'),
        ("*.CN", "admission", '"start_by_close"'),
        ("irkeshtam.CN", "last_admission_min", "30"),
        ("irkeshtam.CN", "capacity", "40.5"),
        ("irkeshtam.CN", "capacity", '"08-20 31.1; 20-08 20.7"'),
        ("irkeshtam.CN", "demand", "20"),
        ("link:kashgar--artux", "status", '"planned"'),
        ("link:kashgar--artux", "speed_kmh", "45.5"),
        ("link:kashgar--artux", "truck_access", '"no"'),
        ("ban:kg-heat", "in_use", '"no"'),
    ],
)
def test_every_field_can_be_changed(target: str, field: str, value: str, tmp_path: Path) -> None:
    read = read_scenario(write(tmp_path, change(target, field, value))).changes[0]
    assert (read.target, read.field, read.value) == (target, field, value.strip('"'))


def test_all_errors_are_reported_at_once_with_near_misses(tmp_path: Path) -> None:
    path = write(
        tmp_path, 'titel = "Trial"\ndescription = "x"\n[[change]]\ntarget = "*"\nfeild = "hours"\nvalue = 1\n'
    )
    assert findings_of(path) == [
        "error: no key is called 'titel' [unknown-key]",
        "change[1]: error: no key is called 'feild' [unknown-key]",
        "change[1].field: error: key 'field' is missing: text [missing-key]",
        "title: error: key 'title' is missing: a line of text [missing-key]",
    ]
    with pytest.raises(DatasetError) as caught:
        read_scenario(path)
    assert caught.value.findings[0].hint == "did you mean 'title'?"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (HEAD + 'regime_at = "2025-02-30"\n', "regime_at"),
        (HEAD + "regime_at = 2025-05-31\n", "regime_at"),
        (HEAD + 'assumed = "yes"\n', "assumed"),
        (HEAD + 'change = "24/7"\n', "change"),
        (HEAD + "change = [1]\n", "change"),
        ('title = "A\\u001b[2J"\ndescription = "x"\n', "title"),
        (change(field="houres"), "change[1].field"),
        (change(target="link:a"), "change[1].target"),
        (change(target="*", field="speed_kmh", value="40"), "change[1].target"),
        (change(target="a b"), "change[1].target"),
        (change(value='"whenever"'), "change[1].value"),
        (change(value='""'), "change[1].value"),
        (change(value="true"), "change[1].value"),
        (change(field="net_min", value="inf"), "change[1].value"),
        (change(field="net_min", value="-1"), "change[1].value"),
        (change(field="closure", value='"2025-10-01"'), "change[1].value"),
    ],
)
def test_a_wrong_value_is_found_at_its_key(text: str, where: str, tmp_path: Path) -> None:
    findings = findings_of(write(tmp_path, text))
    assert len(findings) == 1
    assert findings[0].startswith(f"{where}: error: ")


@pytest.mark.parametrize("text", ["title = ", "a = " + "[" * 5_000, "\x00"])
def test_what_is_no_toml_is_refused_without_a_traceback(text: str, tmp_path: Path) -> None:
    assert "[bad-toml]" in findings_of(write(tmp_path, text))[0]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError) as caught:
        read_scenario(tmp_path / "none.toml")
    assert caught.value.findings[0].code == "missing-file"


def test_the_shipped_scenarios_read_and_start_with_the_one_that_changes_nothing() -> None:
    shipped = {name: read_scenario(path) for name, path in shipped_scenarios(shipped_dataset()).items()}
    assert next(iter(shipped)) == "actual"
    assert {"limited", "24-7", "two-shift"} <= shipped.keys()
    assert shipped["actual"].changes == ()
    assert shipped["limited"].regime_at == "2025-05-31"
    assert shipped["24-7"].assumed
