"""`python -m corridor`."""

from corridor.cli.main import run

run()
