"""The texts that translators work on: `python -m corridor.plotting.catalogue` brings the `.po` files up to date.

Texts are found where they are written: literals given to `words(...)`, `words.many(...)` and `later(...)`, in
Python and in templates. New ones are added without a translation, those that are gone are dropped.
"""

import ast
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from corridor.plotting.words import LANGUAGES, Language

Text = str | tuple[str, str]
"""A text, or its forms for one and for more."""

_PACKAGE: Final = Path(str(files("corridor")))
_TEMPLATES: Final = ("*.html", "*.svg")
_ASK: Final = {"words", "_words", "later", "self"}


def texts() -> set[Text]:
    """Return every text that the package is written with; of one that has a form for more, that alone."""
    found: set[Text] = set()
    for path in _PACKAGE.rglob("*.py"):
        found.update(_in_python(path.read_text(encoding="utf-8")))
    for pattern in _TEMPLATES:
        for path in _PACKAGE.rglob(pattern):
            found.update(_in_template(path.read_text(encoding="utf-8")))
    return found - {text[0] for text in found if isinstance(text, tuple)}


def po_file(lang: Language) -> Path:
    """Return where the texts of a language are."""
    return _PACKAGE / "plotting" / "locale" / lang / "LC_MESSAGES" / "corridor.po"


def updated(po: str, lang: Language, wanted: Iterable[Text]) -> tuple[str, int]:
    """Return a catalogue with just the wanted texts in their order, and how many of them have no translation.

    Its head, with the glossary, stays as it is.
    """
    known = read_po(BytesIO(po.encode()), locale=lang)
    new = Catalog(locale=lang)
    for text in wanted:
        message = known.get(text)
        new.add(text, message.string if message and message.id == text else "")
    body = BytesIO()
    write_po(body, new, omit_header=True, sort_output=True, width=110)
    untranslated = sum(not _is_translated(message) for message in new if message.id)
    head, _, _ = po.partition("\n\n")
    return f"{head}\n\n{body.getvalue().decode().strip()}\n", untranslated


def _is_translated(message: Message) -> bool:
    string = message.string or ""
    return bool(string) if isinstance(string, str) else all(string)


def _in_python(source: str) -> Iterator[Text]:
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            literals = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args]
            yield from _text(name, literals)


def _in_template(source: str) -> Iterator[Text]:
    for call in Environment(autoescape=True).parse(source).find_all(nodes.Call):
        name = getattr(call.node, "attr", getattr(call.node, "name", ""))
        literals = [arg.value if isinstance(arg, nodes.Const) else None for arg in call.args]
        yield from _text(name, literals)


def _text(name: str, args: Sequence[object]) -> Iterator[Text]:
    """Yield the text that a call of a name asks for, if it is written there."""
    match name, args:
        case "many", [str(one), str(more), *_]:
            yield one, more
        case _, [str(text), *_] if name in _ASK:
            yield text


def main() -> None:
    """Bring the catalogues of all languages but English up to date."""
    wanted = texts()
    for lang in LANGUAGES[1:]:
        path = po_file(lang)
        po, untranslated = updated(path.read_text(encoding="utf-8"), lang, wanted)
        path.write_text(po, encoding="utf-8")
        print(f"{lang}: {len(wanted)} texts, {untranslated} without a translation")  # noqa: T201 - a command


if __name__ == "__main__":
    main()
