"""What differs between two profiles of one window, second by second."""

from collections import defaultdict

import pytest
from by_hand import EIGHT, GATE, GATE_END, HOUR, MONDAY, WINDOWS, ZONES, Rule, profile_of, rules, seconds_of
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.batch.differences import difference
from corridor.calendars import zones
from corridor.model.comparison import Extreme


def test_a_gate_that_never_closes_gains_what_was_waited() -> None:
    """Two hours whenever one leaves: an hour gains 1 h falling to nought, the last one 22 h falling to 21 h."""
    open_ = [Rule(departs=EIGHT, arrives=EIGHT + 2 * HOUR, rises=True, moving_s=2 * HOUR)]
    found = difference("24-7", profile_of(GATE, GATE_END), profile_of(open_, GATE_END), "Asia/Shanghai")
    assert found.mean_s == found.mean_wait_s == -(1800.5 + 21.5 * HOUR + 0.5) / 4
    assert (found.share_gain, found.share_lose, found.share_reroute) == (0.5, 0, 0)
    assert found.largest_gain == Extreme(depart_at=EIGHT + 3 * HOUR, difference_s=-22 * HOUR)
    assert found.largest_loss is None
    assert found.by_weekday_hour == {(0, 8): -1800.5, (0, 9): 0, (0, 10): 0, (0, 11): -21.5 * HOUR - 0.5}


def test_departures_that_only_one_answers_are_told_apart() -> None:
    gone = [
        Rule(departs=MONDAY, arrives=MONDAY + HOUR, rises=True),
        Rule(departs=MONDAY + 30, arrives=None),
    ]
    always = [Rule(departs=MONDAY, arrives=MONDAY + HOUR, rises=True, by=("torugart",))]
    closed, opened = profile_of(gone, MONDAY + 40), profile_of(always, MONDAY + 40)
    newly = difference("open", closed, opened, "Asia/Shanghai")
    assert (newly.newly_answered_s, newly.newly_answered_share, newly.no_longer_answered_s) == (10, 0.25, 0)
    assert (newly.share_reroute, newly.mean_s) == (1.0, 0)
    no_longer = difference("shut", opened, closed, "Asia/Shanghai")
    assert (no_longer.no_longer_answered_s, no_longer.no_longer_answered_share) == (10, 0.25)


def test_windows_have_to_be_the_same() -> None:
    one = [Rule(departs=MONDAY, arrives=MONDAY + HOUR, rises=True)]
    with pytest.raises(ValueError, match="windows"):
        difference("other", profile_of(one, MONDAY + 5), profile_of(one, MONDAY + 6), "Asia/Shanghai")


@settings(max_examples=40)
@given(st.data(), WINDOWS, ZONES)
def test_differences_are_those_of_every_second(data: st.DataObject, window: tuple[int, int], tz: str) -> None:
    drawn = [data.draw(rules(*window)) for _ in range(2)]
    found = difference("b", *(profile_of(one, window[1]) for one in drawn), tz)
    pairs = list(zip(*(seconds_of(one, window[1]) for one in drawn), strict=True))
    assert found.departures_s == len(pairs)
    assert found.newly_answered_s == sum(a.arrive_at is None and b.arrive_at is not None for a, b in pairs)
    assert found.no_longer_answered_s == sum(
        a.arrive_at is not None and b.arrive_at is None for a, b in pairs
    )
    both = [(a, b) for a, b in pairs if a.arrive_at is not None and b.arrive_at is not None]
    if not both:
        assert found.mean_s is found.largest_gain is found.largest_loss is None
        return
    later = {a.depart_at: b.arrive_at - a.arrive_at for a, b in both}  # type: ignore[operator]
    count = len(later)
    assert found.mean_s == sum(later.values()) / count
    assert found.mean_wait_s == sum(b.wait_s - a.wait_s for a, b in both) / count
    assert found.share_gain == sum(s < 0 for s in later.values()) / count
    assert found.share_lose == sum(s > 0 for s in later.values()) / count
    assert found.share_reroute == sum(a.crossings != b.crossings for a, b in both) / count
    gain, loss = min(later.values()), max(later.values())
    firsts = {s: next(at for at, value in later.items() if value == s) for s in (gain, loss)}
    assert found.largest_gain == (Extreme(depart_at=firsts[gain], difference_s=gain) if gain < 0 else None)
    assert found.largest_loss == (Extreme(depart_at=firsts[loss], difference_s=loss) if loss > 0 else None)
    cells = defaultdict(list)
    for at, value in later.items():
        local = zones.to_local(at, tz)
        cells[local.weekday(), local.hour].append(value)
    assert found.by_weekday_hour == {cell: sum(values) / len(values) for cell, values in cells.items()}
