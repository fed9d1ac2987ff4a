"""Reading the pages of docs/: sections, fenced blocks and tables."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

_LONG = {"batch", "calibrate", "gallery", "report", "run"}
"""Commands of which one answer takes seconds."""

DOCS = Path(__file__).parents[2] / "docs"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """Return what stands under the level-two heading that starts so, up to the next one."""
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    (found,) = (part for part in parts if part.startswith(heading))
    return found


def blocks(text: str, language: str) -> list[str]:
    return [body for name, body in _FENCE.findall(text) if name == language]


def commands(text: str) -> Iterator[list[str]]:
    """Yield the arguments of each `$ corridor ...` line in console blocks."""
    for block in blocks(text, "console"):
        for line in block.splitlines():
            if line.startswith("$ corridor "):
                yield shlex.split(line)[2:]


def example(args: list[str]) -> ParameterSet:
    """Return a command as a parameter of a test, which is slow if the command is."""
    is_long = args[0] in _LONG or "--reliability" in args
    return pytest.param(args, id=" ".join(args), marks=[pytest.mark.slow] if is_long else [])


def rows(text: str, header: str) -> list[list[str]]:
    """Return the cells of the table whose header line starts so, without the backticks around a cell."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(header):
            break
    else:
        raise LookupError(header)
    next(lines)
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        found.append([cell.strip().replace("\\|", "|").strip("`") for cell in cells])
    return found
