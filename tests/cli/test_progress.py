"""What is said of a long run while it lasts."""

from corridor.cli.progress import ProgressLine, told
from corridor.studies import Progress

HALF = Progress(stage="planning", done=250, total=500, before=0, rows=2_000_000, elapsed_s=100.0)


def said(*, terminal: bool, at: list[float]) -> list[str]:
    texts: list[str] = []
    moments = iter(at)
    with ProgressLine(texts.append, terminal=terminal, clock=lambda: next(moments)) as line:
        for _ in at[1:]:
            line(HALF)
    return texts


def test_it_tells_done_rate_and_time_left() -> None:
    assert told(HALF) == "250 of 500 shipments, 20,000 rows a second, 2 min left"
    writing = Progress(stage="writing", done=1, total=3, before=0, rows=0, elapsed_s=1.0)
    assert told(writing) == "1 of 3 parts written, 2 s left"


def test_a_terminal_has_one_line_that_is_wiped_in_the_end() -> None:
    assert said(terminal=True, at=[0, 0, 0.1, 0.3]) == [f"\r\x1b[K{told(HALF)}"] * 2 + ["\r\x1b[K"]


def test_anything_else_has_a_line_a_minute() -> None:
    assert said(terminal=False, at=[0, 1, 59, 61, 100, 122]) == [f"{told(HALF)}\n"] * 2
