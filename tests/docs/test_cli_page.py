"""docs/cli.md names every command and option, and its examples run."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import click
import pytest
from markdown_pages import commands, example, read, section

from corridor.cli.main import main
from corridor.errors import DataError, NoAnswerError, OutputError, UsageError

PAGE = read("cli.md")
HELP_FLAGS = {"-h", "--help"}


def walk(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from walk(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(walk(main))


def options(command: click.Command) -> list[click.Option]:
    return [option for option in command.params if isinstance(option, click.Option)]


def section_of(path: str) -> str:
    end = next(end for end in ("`", " ") if f"## `corridor {path}{end}" in PAGE)
    return section(PAGE, f"`corridor {path}{end}")


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_a_section_with_an_example_and_a_help(path: str) -> None:
    assert COMMANDS[path].help
    assert COMMANDS[path].get_short_help_str()
    assert any(example[: len(path.split())] == path.split() for example in commands(section_of(path)))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_stands_in_the_section_of_its_command(path: str) -> None:
    words = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", section_of(path)))
    missing = {flag for option in options(COMMANDS[path]) for flag in option.opts} - words - HELP_FLAGS
    assert not missing


@pytest.mark.parametrize("path", COMMANDS)
def test_a_section_names_no_option_that_its_command_lacks(path: str) -> None:
    prose = section_of(path).partition("```")[0]
    named = set(re.findall(r"`(--?[a-z][a-z-]*)", prose))
    known = {flag for option in options(COMMANDS[path]) for flag in (*option.opts, *option.secondary_opts)}
    # `ports NAME --at` and the like belong to the command; `--data` is named by `validate` for DIR.
    assert named <= known


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_has_a_help(path: str) -> None:
    silent = [option.opts for option in options(COMMANDS[path]) if not option.help]
    assert not silent


@pytest.mark.parametrize("path", COMMANDS)
def test_choices_and_defaults_stand_in_the_section_of_their_command(path: str) -> None:
    text = section_of(path)
    for option in options(COMMANDS[path]):
        if option.opts[0] == "--format" and isinstance(option.type, click.Choice):
            assert f"--format {'|'.join(option.type.choices)}" in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (NoAnswerError, "no answer"),
        (UsageError, "wrong usage"),
        (DataError, "invalid data"),
        (OutputError, "cannot be written"),
    ],
)
def test_exit_codes_are_those_of_the_errors(kind: Any, words: str) -> None:
    (row,) = re.findall(rf"^\| {kind.exit_code} \| (.*) \|$", PAGE, flags=re.MULTILINE)
    assert words in row


EXAMPLES = [
    example(args)
    for args in commands(PAGE)
    if args != ["validate-model"]  # half a minute, and test_validation_page runs it
]


@pytest.mark.parametrize("args", EXAMPLES)
def test_an_example_answers(args: list[str], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args)
    assert ran.code == 0, ran.err
    assert ran.out or "wrote" in ran.err or args == ["validate"]
