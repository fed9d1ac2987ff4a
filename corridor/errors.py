"""Everything that `corridor` raises on purpose.

CorridorError                 exit code
├── NoAnswerError             1    the question has no answer
│   ├── UnknownNameError      1    a name that the dataset does not hold
│   └── NoRouteError          1    no feasible way, with what stood in it
├── UsageError                2    the question is not well formed
├── DataError                 3    a dataset or an input file is wrong
└── OutputError               4    the result cannot be written
"""

from typing import ClassVar


class CorridorError(Exception):
    """Something that a user can put right: one line that quotes the value, and a hint."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NoAnswerError(CorridorError):
    """The question is well formed but has no answer."""

    exit_code = 1


class UnknownNameError(NoAnswerError):
    """A name that the dataset does not hold."""


class NoRouteError(NoAnswerError):
    """No feasible way; the message says which port stood in it and until when."""


class UsageError(CorridorError):
    """The question is not well formed: an option, a time, a zone."""

    exit_code = 2


class DataError(CorridorError):
    """A dataset or an input file is wrong; `hint` or the findings say where."""

    exit_code = 3


class OutputError(CorridorError):
    """The result cannot be written."""

    exit_code = 4
