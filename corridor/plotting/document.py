"""One HTML file that asks for nothing and runs nothing but its own scripts.

Text goes in by two doors only: autoescaped template fields, and one block of ASCII JSON. The content
security policy names the hash of every script and style sheet of the page, so that none that came in
with data could run.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corridor.errors import CorridorError
from corridor.plotting.text import clean

_ENDS_OF_BLOCK: Final = ("</script", "</style", "<!--")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Scripts and style sheets of a page, all of them the project's own or from pinned files."""

    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def own_file(name: str) -> str:
    """Return one of the project's own scripts or style sheets."""
    return files("corridor.plotting").joinpath("page", name).read_text(encoding="utf-8")


def compose(template: str, code: Code, scene: object, **fields: Any) -> str:  # noqa: ANN401 - templates take any value
    """Return the page: `template` with its code, `scene` as JSON, and `fields` escaped."""
    return (
        _environment()
        .get_template(template)
        .render(
            policy=_policy(code),
            scripts=[_block(script) for script in code.scripts],
            styles=[_block(style) for style in code.styles],
            scene=_json(scene),
            **fields,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("corridor.plotting", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(code: Code) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(code.scripts)}",
            f"style-src {_hashes(code.styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hashes(blocks: Sequence[str]) -> str:
    digests = (hashlib.sha256(block.encode()).digest() for block in blocks)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _block(code: str) -> Markup:
    if found := [end for end in _ENDS_OF_BLOCK if end in code.lower()]:
        raise CorridorError(
            f"a script or style sheet of the page holds {found[0]!r}", hint="it would end its own block"
        )
    return Markup(code)  # noqa: S704 - checked above; never made from data


def _json(value: object) -> Markup:
    """Return JSON that no HTML parser can take for markup."""
    dumped = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for character in "<>&":
        dumped = dumped.replace(character, f"\\u{ord(character):04x}")
    return Markup(dumped)  # noqa: S704 - ASCII without < > &
