"""The `corridor` command: finds commands late, turns errors into one line, a hint and an exit code."""

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from corridor.errors import CorridorError, UsageError

_COMMANDS = {
    "route": "The way from one place to another that arrives first, or leaves last.",
    "departures": "Every departure of a window: best, worst and typical.",
    "compare": "Scenarios side by side over a window of departures.",
    "batch": "Scenarios compared over many shipments and every departure.",
    "run": "A batch comparison that one file describes.",
    "alternatives": "The best ways that differ in their sequence of ports.",
    "reach": "Where a truck can be by so many hours, and what a scenario adds.",
    "ports": "Ports: state now, hours, closures, sources.",
    "places": "Places that trips can start and end at.",
    "scenarios": "Scenarios that the dataset ships, and what one changes.",
    "map": "Maps as single HTML files that need no internet.",
    "report": "Reports as single HTML files: verdict, map, charts, tables.",
    "calibrate": "Published gross clearance times to net ones: closed hours taken out.",
    "validate-model": "The model beside published figures, with verdicts.",
    "gallery": "The example pages: every kind of map and report, made in one go.",
    "validate": "Check a dataset and report every finding.",
    "doctor": "Versions, data and zones: is this installation sound?",
    "completion": "Shell completion for bash, zsh or fish.",
}
_OUR_BUG, _INTERRUPTED, _USAGE = 70, 130, 2


class LateGroup(click.Group):
    """A group that imports a command only when it is run, so that `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command."""
        if cmd_name not in _COMMANDS:
            return None
        module = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"corridor.cli.{module}"), module)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest commands when there is none of that name."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            close = get_close_matches(args[0], list(_COMMANDS), n=2)
            hint = f"did you mean {' or '.join(close)}?" if close else "see `corridor --help`"
            raise UsageError(f"no command is called {args[0]!r}", hint=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Remember the command line: every output repeats it."""
        given = list(args)
        context = super().make_context(info_name, args, parent, **extra)
        context.meta["corridor.args"] = given
        return context


@click.group(cls=LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="corridor", prog_name="corridor")
def main() -> None:
    """Plan freight trips across the borders of Xinjiang and Central Asia, port hours and all.

    Results go to standard output, everything else to standard error.
    """


def run(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with a documented exit code (docs/cli.md)."""
    sys.exit(_run(list(sys.argv[1:] if args is None else args)))


def _run(args: list[str]) -> int:
    try:
        code = main.main(args=args, prog_name="corridor", standalone_mode=False)
    except CorridorError as error:
        return _report(error)
    except click.UsageError as error:
        return _report_usage(error)
    except click.ClickException as error:
        error.show(sys.stderr)
        return _USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return _INTERRUPTED
    except Exception as error:
        if os.environ.get("CORRIDOR_DEBUG"):
            raise
        click.echo(f"error: internal error: {type(error).__name__}: {error}", err=True)
        click.echo(
            "hint: this is our bug; run again with CORRIDOR_DEBUG=1 and report what it prints", err=True
        )
        return _OUR_BUG
    return code if isinstance(code, int) else 0


def _report_usage(error: click.UsageError) -> int:
    """Tell what is wrong with an option or argument in two lines; without any, the help is the answer."""
    message = error.format_message()
    if not message or message.startswith("Usage:"):
        error.show(sys.stderr)
        return _USAGE
    line = " ".join(message.split()).rstrip(".")
    click.echo(f"error: {line[0].lower()}{line[1:]}", err=True)
    command = error.ctx.command_path if error.ctx else "corridor"
    click.echo(f"hint: see `{command} --help`", err=True)
    return _USAGE


def _report(error: CorridorError) -> int:
    for finding in getattr(error, "findings", ()):
        click.echo(str(finding), err=True)
    click.echo(f"error: {error.message}", err=True)
    if error.hint:
        click.echo(f"hint: {error.hint}", err=True)
    return error.exit_code
