"""The name of a dataset's content, for reports and caches."""

from hashlib import sha256
from pathlib import Path
from typing import Final

_BOM: Final = b"\xef\xbb\xbf"
_LENGTH: Final = 12


def fingerprint(folder: Path) -> str:
    """Return the first 12 hex digits of the SHA-256 over the names and bytes of a dataset's files.

    These are its tables, `dataset.toml` and map layers, in the order of their names; scenarios are not
    part of it. Byte-order marks and the kind of line end, which spreadsheets and version control
    change, do not count.
    """
    digest = sha256()
    for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in _files(folder)):
        content = path.read_bytes().removeprefix(_BOM).replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:_LENGTH]


def _files(folder: Path) -> list[Path]:
    patterns = ("*.csv", "dataset.toml", "*.geojson", "basemap/*.geojson")
    return [path for pattern in patterns for path in folder.glob(pattern) if path.is_file()]
