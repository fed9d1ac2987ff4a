from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from corridor.plotting.charts.flags import Flag, flags, flags_within

RIGHT = 900.0
labels = st.lists(
    st.tuples(st.floats(0, 850), st.text("aimWЖ 喀", min_size=1, max_size=30)),
    max_size=14,
    unique_by=lambda label: round(label[0]),
)


def meet(one: Flag, other: Flag) -> bool:
    """Whether two texts meet, or the pole of the deeper one runs through the text of the other."""
    if one.row == other.row:
        return one.box[0] < other.box[1] and other.box[0] < one.box[1]
    upper, deeper = sorted((one, other), key=lambda flag: flag.row)
    return upper.box[0] < deeper.x < upper.box[1]


@given(labels)
def test_flags_never_meet(given_labels: list[tuple[float, str]]) -> None:
    hung = flags(given_labels, RIGHT)
    assert len(hung) == len(given_labels)
    assert not [pair for pair in combinations(hung, 2) if meet(*pair)]


@given(labels)
def test_flags_keep_their_places_and_stay_left_of_the_edge(given_labels: list[tuple[float, str]]) -> None:
    hung = flags(given_labels, RIGHT)
    assert [(flag.x, flag.full) for flag in hung] == sorted(given_labels)
    assert all(flag.box[1] <= RIGHT or len(flag.text) <= 2 for flag in hung)


@given(labels, st.integers(1, 4), st.integers(0, 3))
def test_only_what_is_needed_takes_more_rows(
    given_labels: list[tuple[float, str]], rows: int, always: int
) -> None:
    hung = flags_within(given_labels, RIGHT, rows, always=always)
    kept = {(flag.x, flag.full) for flag in hung}
    assert set(given_labels[:always]) <= kept <= set(given_labels)
    assert max((flag.row for flag in hung), default=0) < max(rows, always)


def test_what_comes_first_is_kept_where_two_want_one_place() -> None:
    hung = flags_within([(100, "the more important"), (104, "the other")], RIGHT, 3)
    assert [flag.full for flag in hung] == ["the more important"]
