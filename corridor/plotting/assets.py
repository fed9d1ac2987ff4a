"""Leaflet's own files, read from the installed package that carries them and checked against pinned hashes.

They are put into the page itself, so that it asks the network for nothing. They are never fetched, and
never copied into this project. Leaflet 1.9.4 is (c) Volodymyr Agafonkin and others, BSD-2-Clause.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from corridor.errors import CorridorError, OutputError

_PACKAGE: Final = "django-js-lib-leaflet"
_FOLDER: Final = "js_lib_leaflet/static/js_lib_leaflet"
_HINT: Final = f"reinstall it: pip install --force-reinstall {_PACKAGE}==1.9.4.1"

_SHA256: Final[Mapping[str, str]] = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    "images/layers.png": "1dbbe9d028e292f36fcba8f8b3a28d5e8932754fc2215b9ac69e4cdecf5107c6",
    "images/layers-2x.png": "066daca850d8ffbef007af00b06eac0015728dee279c51f3cb6c716df7c42edf",
    "images/marker-icon.png": "574c3a5cca85f4114085b6841596d62f00d7c892c7b03f28cbfa301deb1dc437",
}
"""Every file that a page may ask for."""

_CSS_URL: Final = re.compile(r"url\(([^)]*)\)")
_OLD_EXPLORER: Final = "behavior: url(#default#VML);"
_SOURCE_MAP: Final = re.compile(r"\n//# sourceMappingURL=\S*\s*\Z")


def script(name: str) -> str:
    """Return the JavaScript of one of the pinned files.

    Raises:
        CorridorError: A page asks for anything else.
        OutputError: The package is not there, or the file is not the pinned one.
    """
    return _SOURCE_MAP.sub("\n", _text(name))


def stylesheet(name: str) -> str:
    """Return the CSS of one of the pinned files, with its pictures inside; raises as `script` does."""
    css = _text(name).replace(_OLD_EXPLORER, "")  # its only url() that names no picture
    return _CSS_URL.sub(lambda found: f"url({_data_uri(found[1])})", css)


def verify() -> str:
    """Return in words that every pinned file is there as it should be; raises as `script` does if not."""
    for name in _SHA256:
        _read(name)
    return f"{_PACKAGE}: {len(_SHA256)} files as pinned"


def _text(name: str) -> str:
    # A browser reads CRLF as LF, and would hash other bytes than were written.
    return _read(name).decode().replace("\r\n", "\n")


def _data_uri(name: str) -> str:
    return f"data:image/png;base64,{base64.b64encode(_read(name)).decode()}"


@cache
def _read(name: str) -> bytes:
    if name not in _SHA256:
        raise CorridorError(
            f"the page would ask for {name!r}", hint="only files with a pinned hash may be used"
        )
    try:
        content = Path(str(distribution(_PACKAGE).locate_file(f"{_FOLDER}/{name}"))).read_bytes()
    except (PackageNotFoundError, OSError):
        raise OutputError(f"{name!r} of the package {_PACKAGE!r} is not there", hint=_HINT) from None
    if (found := hashlib.sha256(content).hexdigest()) != _SHA256[name]:
        raise OutputError(
            f"{name!r} of the package {_PACKAGE!r} is not the pinned file: sha256 {found}", hint=_HINT
        )
    return content
