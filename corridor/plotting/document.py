"""One HTML file that asks for nothing and runs nothing but its own scripts.

Text goes in by two doors only: autoescaped template fields, and one block of JSON. The content
security policy names the hash of every script and style sheet of the page, so that none that came in
with data could run.
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corridor.errors import CorridorError
from corridor.model.provenance import Notice
from corridor.model.text import clean
from corridor.plotting.charts.chart import WIDTH
from corridor.plotting.words import Language, Words

_COMMENT_LINES: Final = re.compile(r"^\s*//.*\n", re.MULTILINE)
_HOST: Final = re.compile(r"https?://[A-Za-z0-9.*-]+(:\d+)?", re.ASCII)
_NO_CHARACTERS: Final = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_TO_ESCAPE: Final = re.compile(
    f"[<>&\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufdd0-\\ufdef{_NO_CHARACTERS}]"
)
_ENDS_OF_BLOCK: Final = ("</script", "</style", "<!--")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands on every page around that which it shows. Every text may hold anything: it is shown as it is.

    `verdict` is the answer in one sentence. `made_with` is what remakes the page (data version, time zone
    data, command line), in the order to be shown.
    """

    title: str
    verdict: str
    subtitle: str = ""
    lang: Language = "en"
    notices: tuple[Notice, ...] = ()
    sources: tuple[str, ...] = ()
    made_with: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Scripts and style sheets of a page, all of them the project's own or from pinned files."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a page that a script draws: its element, its code, and its entries of the page's scene.

    `credits` are sentences on whose work it is. `hosts` are those from which it may load pictures: none, but
    for tiles that a user asked for.
    """

    element: Markup
    code: Code
    scene: Mapping[str, Any]
    credits: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


def own_file(name: str) -> str:
    """Return one of the project's own scripts or style sheets, without the lines that only comment."""
    text = files("corridor.plotting").joinpath("page", name).read_text(encoding="utf-8")
    return _COMMENT_LINES.sub("", text)


def compose(
    template: str,
    page: Page,
    *blocks: Block,
    styles: Sequence[str] = ("page.css",),
    **fields: Any,  # noqa: ANN401 - templates take any value
) -> str:
    """Return the page: `template` with its blocks' code once each, their scenes as JSON, and `fields` escaped.

    `styles` are the project's own style sheets, over those of the blocks. `template` extends `base.html`.
    """
    scripts = _once(script for block in blocks for script in block.code.scripts)
    sheets = _once((*(style for block in blocks for style in block.code.styles), *map(own_file, styles)))
    scene = {name: value for block in blocks for name, value in block.scene.items()}
    hosts = _once(host for block in blocks for host in block.hosts)
    return (
        _environment()
        .get_template(template)
        .render(
            page=page,
            words=Words(page.lang),
            policy=_policy(scripts, sheets, hosts),
            scripts=[_block(script) for script in scripts],
            styles=[_block(sheet) for sheet in sheets],
            scene=_json(scene) if blocks else None,
            credits=_once(sentence for block in blocks for sentence in block.credits),
            chart_width=WIDTH,
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


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(scripts: Sequence[str], styles: Sequence[str], hosts: Sequence[str]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            " ".join(("img-src data:", *map(_checked, hosts))),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _checked(host: str) -> str:
    if not _HOST.fullmatch(host):
        raise CorridorError(
            f"{host!r} is no host that a page may load from", hint="it would alter the policy"
        )
    return host


def _hashes(blocks: Sequence[str]) -> str:
    digests = (hashlib.sha256(block.encode()).digest() for block in blocks)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests) or "'none'"


def _block(code: str) -> Markup:
    if found := [end for end in _ENDS_OF_BLOCK if end in code.lower()]:
        raise CorridorError(
            f"a script or style sheet of the page holds {found[0]!r}", hint="it would end its own block"
        )
    return Markup(code)  # noqa: S704 - checked above; never made from data


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return f"\\u{ord(character):04x}" if character in "<>&" else json.dumps(character)[1:-1]


def _json(value: object) -> Markup:
    """Return JSON that no HTML parser can take for markup."""
    # Letters stand as they are: escaped, a page in Russian would be a tenth longer.
    dumped = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    escaped = _TO_ESCAPE.sub(_escaped, dumped)
    return Markup(escaped)  # noqa: S704 - without < > &
