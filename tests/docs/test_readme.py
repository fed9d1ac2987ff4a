"""What the README shows is what the program prints."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_pages import example

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
OUTPUTS = re.findall(r"<!-- output: (.*?) -->\n```text\n(.*?)\n```", README, re.DOTALL)
COMMANDS = re.findall(r"^\| .*?\| `corridor (.*?)` \|$", README, re.MULTILINE)


@pytest.mark.parametrize(("command", "shown"), OUTPUTS, ids=[command for command, _ in OUTPUTS])
def test_a_shown_output_is_the_beginning_of_the_real_one(
    corridor: Callable, command: str, shown: str
) -> None:
    printed = [line.rstrip() for line in corridor(*shlex.split(command)).out.splitlines()]
    assert printed[: shown.count("\n") + 1] == shown.splitlines()


@pytest.mark.parametrize(
    "args", [example(shlex.split(command)) for command in COMMANDS if "my-data" not in command]
)
def test_every_command_of_the_table_of_questions_answers(corridor: Callable, args: list[str]) -> None:
    assert corridor(*args).code == 0


def test_the_two_commands_that_the_gate_runs_are_there() -> None:
    for name in ("main-job", "tests"):
        assert re.search(rf"<!-- command: {name} -->\n```sh\n.*?```", README, re.DOTALL)
