"""What `maps/README.md` lists: the example pages, from their one declaration."""

from pathlib import Path

from corridor.cli.examples import EXAMPLES, Example

MAPS = Path(__file__).parents[2] / "maps"
BEGIN, END = "<!-- examples: begin -->", "<!-- examples: end -->"


def listing() -> str:
    """Return the part of the page that lists the examples."""
    return "\n".join([BEGIN, *map(_entry, EXAMPLES), END])


def thumbnail(example: Example) -> Path:
    """Return where the small picture of a page is."""
    return MAPS / "thumbnails" / f"{Path(example.page).stem}.png"


def _entry(example: Example) -> str:
    picture = thumbnail(example).relative_to(MAPS).as_posix()
    return (
        f"### {example.page}\n\n"
        f"![{example.page}]({picture})\n\n"
        f"{example.shows[0].upper()}{example.shows[1:]}.\n\n"
        f"```sh\n{example.line(Path('maps'))}\n```\n"
    )
