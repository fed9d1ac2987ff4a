from pathlib import Path

import pytest

from corridor.dataset.location import find_dataset, shipped_dataset
from corridor.errors import DataError


def test_the_folder_named_comes_before_that_of_the_environment(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert find_dataset(tmp_path, {"CORRIDOR_DATA": str(other)}) == tmp_path


def test_the_environment_comes_before_the_shipped_dataset(tmp_path: Path) -> None:
    assert find_dataset(None, {"CORRIDOR_DATA": str(tmp_path)}) == tmp_path


@pytest.mark.parametrize("environ", [{}, {"CORRIDOR_DATA": ""}])
def test_the_shipped_dataset_is_the_default(environ: dict[str, str]) -> None:
    assert find_dataset(None, environ) == shipped_dataset()
    assert (shipped_dataset() / "dataset.toml").is_file()


def test_an_installed_dataset_comes_before_that_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "corridor" / "dataset" / "location.py"
    monkeypatch.setattr("corridor.dataset.location.__file__", str(module))
    assert shipped_dataset() == tmp_path / "geodata"
    (tmp_path / "corridor" / "geodata").mkdir(parents=True)
    assert shipped_dataset() == tmp_path / "corridor" / "geodata"


def test_what_is_no_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"there is no dataset folder '.*nowhere'"):
        find_dataset(tmp_path / "nowhere", {})


def test_a_wrong_variable_is_named_in_the_hint(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        find_dataset(None, {"CORRIDOR_DATA": str(tmp_path / "nowhere")})
    assert "CORRIDOR_DATA" in caught.value.hint
