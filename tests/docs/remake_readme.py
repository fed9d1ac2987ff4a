"""Rewrite the outputs that the README shows, after the data or the program changed them on purpose.

python tests/docs/remake_readme.py
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
SHOWN = {"compare": "", "route": "Scenario "}
"""Command to the beginning of the first line that is not shown; empty: the first one after the heat map."""


def shown(command: str) -> str:
    """Return the part of a command's output that the README shows."""
    args = shlex.split(command)
    run = subprocess.run(
        [sys.executable, "-m", "corridor", *args], capture_output=True, text=True, check=True
    )
    lines = [line.rstrip() for line in run.stdout.splitlines()]
    stop = SHOWN[args[0]]
    end = next(
        n
        for n, line in enumerate(lines)
        if (line.startswith(stop) if stop else line.startswith("  Sun") and n)
    )
    return "\n".join(lines[: end + (not stop)]).rstrip()


def main() -> None:
    """Rewrite the file."""
    text = README.read_text(encoding="utf-8")
    text = re.sub(
        r"(<!-- output: (.*?) -->\n```text\n).*?(\n```)",
        lambda found: found[1] + shown(found[2]) + found[3],
        text,
        flags=re.DOTALL,
    )
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
