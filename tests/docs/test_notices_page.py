"""docs/notices.md explains every notice that an answer can carry."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markdown_pages import read, rows, section

import corridor

PACKAGE = Path(corridor.__file__).parent
SECTION = section(read("notices.md"), "Notices of an answer")
EXPLAINED = {row[0]: row[1] for row in rows(SECTION, "| code |")}
SOURCES = sorted(PACKAGE.rglob("*.py"))


def codes_in_code() -> dict[str, re.Pattern[str]]:
    """Return the codes that modules give to notices; a formatted one as the pattern that it makes."""
    texts = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    literals = re.findall(r"\bNotice\(\s*f?\"([^\"]+)\"", texts)
    return {code: re.compile(re.sub(r"\\{.*?\\}", ".+", re.escape(code))) for code in literals}


CODES = codes_in_code()


def test_codes_are_found() -> None:
    assert {"hours-unknown", "rest-not-included"} <= CODES.keys()


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    assert any(CODES[code].fullmatch(explained) for explained in EXPLAINED)


@pytest.mark.parametrize("code", EXPLAINED)
def test_every_explained_code_is_used(code: str) -> None:
    assert any(pattern.fullmatch(code) for pattern in CODES.values())


@pytest.mark.parametrize(
    "args",
    [
        ("route", "kashgar", "tashkent", "--depart", "2025-06-05T20:00", "--scenario", "limited"),
        ("route", "urumqi", "almaty", "--depart", "2026-07-05"),
        (
            "route",
            "kashgar",
            "osh",
            "--depart",
            "2027-05-01T08:00",
            "--via",
            "irkeshtam",
            "--scenario",
            "24-7",
        ),
        ("route", "aktau", "baku", "--depart", "2025-06-05"),
        ("route", "kashgar", "osh", "--depart", "2025-06-05", "--avoid", "irkeshtam"),
        ("route", "kashgar", "osh", "--depart", "2025-06-05", "--set", "irkeshtam.capacity=15"),
        ("route", "kashgar", "osh", "--depart", "2025-06-05", "--queue", "none"),
        ("route", "almaty", "urumqi", "--depart", "2025-11-10T06:00", "--via", "horgos-road"),
        ("route", "almaty", "urumqi", "--depart", "2025-11-10", "--slot", "horgos-road=2025-11-10T09:00/1h"),
        ("route", "almaty", "urumqi", "--depart", "2025-11-10", "--slot", "horgos-road=2025-11-10T01:00/1h"),
        ("route", "almaty", "osh", "--depart", "2025-11-10", "--slot", "horgos-road=2025-11-10T01:00/1h"),
    ],
    ids=" ".join,
)
def test_notices_of_answers_are_as_grave_as_the_page_says(
    args: tuple[str, ...], corridor: Callable[..., Any]
) -> None:
    ran = corridor(*args, "--format", "json")
    assert ran.code == 0, ran.err
    notices = json.loads(ran.out)["notices"]
    assert notices
    assert {notice["code"]: notice["severity"] for notice in notices}.items() <= EXPLAINED.items()
