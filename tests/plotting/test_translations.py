"""Every text that a page asks for is known to translators, and translated into every language."""

import re

import made_pages
import made_reports
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from journeys import kashgar_to_tashkent

from corridor.plotting import catalogue
from corridor.plotting.catalogue import Text
from corridor.plotting.maps.route.render import render
from corridor.plotting.words import LANGUAGES, Language

TEXTS = catalogue.texts()


def messages(lang: Language) -> list[Message]:
    with catalogue.po_file(lang).open("rb") as file:
        return [message for message in read_po(file, locale=lang) if message.id]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_a_catalogue_holds_just_the_texts_that_are_written(lang: Language) -> None:
    po = catalogue.po_file(lang).read_text(encoding="utf-8")
    hint = "run python -m corridor.plotting.catalogue, and translate what is new"
    assert catalogue.updated(po, lang, TEXTS) == (po, 0), hint


@pytest.mark.parametrize("lang", LANGUAGES[1:])
def test_every_text_is_translated_in_all_its_forms_with_the_same_fields(lang: Language) -> None:
    for message in messages(lang):
        is_plural = isinstance(message.id, tuple)
        more = message.id[-1] if is_plural else message.id
        assert len(forms(message)) == (Catalog(locale=lang).num_plurals if is_plural else 1), message.id
        assert not message.fuzzy, message.id
        for form in forms(message):
            assert form.strip(), message.id
            assert fields(form) == fields(more), form


def test_pages_ask_for_no_text_that_translators_cannot_find(asked: set[Text]) -> None:
    for module in (made_pages, made_reports):
        module.made.cache_clear()
        for kind, page in module.KINDS.items():
            page.render(module.made(kind))
    render(kashgar_to_tashkent())
    assert len(asked) > 300
    assert asked <= TEXTS


def test_texts_are_found_in_python_and_in_templates() -> None:
    assert {"Drive", "{speed} km/h", "Skip the map", ("{count} truck waits", "{count} trucks wait")} <= TEXTS


def test_an_update_keeps_translations_and_drops_what_is_gone() -> None:
    po = '# Glossary\nmsgid ""\nmsgstr ""\n\nmsgid "Gone"\nmsgstr "x"\n\nmsgid "Kept"\nmsgstr "y"\n'
    new = '# Glossary\nmsgid ""\nmsgstr ""\n\nmsgid "Kept"\nmsgstr "y"\n\nmsgid "New"\nmsgstr ""\n'
    assert catalogue.updated(po, "ru", {"New", "Kept"}) == (new, 1)
