"""Where the dataset lies."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from corridor.errors import DataError

DATA_VARIABLE: Final = "CORRIDOR_DATA"
"""Environment variable that names a dataset folder."""


def find_dataset(explicit: Path | None, environ: Mapping[str, str]) -> Path:
    """Return the dataset folder: the one named, else that of `CORRIDOR_DATA`, else the shipped one.

    DataError if it is no folder.
    """
    if explicit is not None:
        return _require_folder(explicit, "check the path")
    if named := environ.get(DATA_VARIABLE):
        return _require_folder(Path(named), f"it is named by the environment variable {DATA_VARIABLE}")
    return _require_folder(shipped_dataset(), "the installation is incomplete: install corridor again")


def shipped_dataset() -> Path:
    """Return the folder of the dataset that comes with the package, installed or in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "geodata"
    return installed if installed.is_dir() else package.parent / "geodata"


def _require_folder(folder: Path, hint: str) -> Path:
    if not folder.is_dir():
        raise DataError(f"there is no dataset folder {str(folder)!r}", hint=hint)
    return folder
