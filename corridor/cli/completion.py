"""`corridor completion`."""

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script for SHELL.

    Example:

        corridor completion bash > ~/.local/share/bash-completion/completions/corridor
    """
    from click.shell_completion import get_completion_class

    from corridor.cli.main import main
    from corridor.cli.output import emit

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell!r}")
    emit(kind(main, {}, "corridor", "_CORRIDOR_COMPLETE").source())
    return 0
