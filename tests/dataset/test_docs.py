"""Pages made from declarations are as the declarations are now."""

from pathlib import Path

from corridor.dataset import codes, dictionary

DOCS = Path(__file__).parents[2] / "docs"


def test_the_data_dictionary_is_current() -> None:
    page = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == dictionary.as_markdown(), (
        "run: python -m corridor.dataset.dictionary > docs/data-dictionary.md"
    )


def test_the_findings_of_the_notices_page_are_current() -> None:
    page = (DOCS / "notices.md").read_text(encoding="utf-8")
    assert codes.as_markdown() in page, (
        "put the output of python -m corridor.dataset.codes into docs/notices.md"
    )
