"""All pages: Python examples run, links lead somewhere, nothing points out of the repository by path."""

import doctest
import re
from pathlib import Path

import pytest
from markdown_pages import DOCS, blocks

ROOT = DOCS.parent
PAGES = [
    *sorted(DOCS.rglob("*.md")),
    *(ROOT / name for name in ("CHANGELOG.md", "maps/README.md", "benchmarks/README.md")),
]


def label(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if blocks(page.read_text("utf-8"), "pycon")], ids=label
)
def test_python_examples_print_what_the_page_says(page: Path) -> None:
    source = "\n".join(blocks(page.read_text(encoding="utf-8"), "pycon"))
    test = doctest.DocTestParser().get_doctest(source, {}, label(page), str(page), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.attempted
    assert not result.failed, "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_links_lead_to_files_and_headings_of_the_repository(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        assert file.exists(), target
        assert file.resolve().is_relative_to(ROOT), target
        headings = (
            re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE) if anchor else []
        )
        anchors = {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
        assert not anchor or anchor in anchors, target


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_fences_are_closed_and_headings_start_with_one_title(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("```") % 2 == 0
    assert text.startswith("# ")
    assert (
        len(
            re.findall(
                r"^# ", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE
            )
        )
        == 1
    )
