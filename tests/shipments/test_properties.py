"""Laws of tables: the order of rows does not matter, and a bad row changes no other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.model.shipment import Shipment
from corridor.shipments import Defaults, Names, ShipmentsRead, read_shipments

Line = str
HEAD = "id,origin,destination,depart,trucks,via,note\n"
GOOD = st.builds(
    "{},{},{},{},{},{},{}".format,
    st.just("ID"),
    st.sampled_from(["kashgar", "喀什市", "Урумчи", "aksu"]),
    st.sampled_from(["osh", "Ташкент", "阿拉木图"]),
    st.sampled_from(["", "2025-06-05 14:00", "45813.5", "05.06.2025"]),
    st.sampled_from(["", "1", "2.5", '"2,5"']),
    st.sampled_from(["", "irkeshtam", "torugart|osh"]),
    st.sampled_from(["", "=1+1", '"a\nb"', "<script>", '"quoted ""word"""']),
)
BAD = st.sampled_from(
    [
        "ID,kashgar,atlantis,,,,",
        "ID,kashgar,kashgar,,,,",
        "ID,kashgar,osh,6/5/2025,,,",
        "ID,kashgar,osh,,-1,,",
        "ID,kashgar,osh",
        'ID,kashgar,osh,,,,"open',
        'ID,kashgar,osh,,,,"open\nand broken"x',
        '"',
        ",,,,,,x",
    ]
)


@pytest.fixture(scope="module")
def read_lines(names: Names, defaults: Defaults) -> object:
    def read(lines: Sequence[Line]) -> ShipmentsRead:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "a.csv"
            path.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
            return read_shipments(path, names, defaults)

    return read


def by_id(read: ShipmentsRead) -> Mapping[str, Shipment]:
    return {shipment.shipment_id: replace(shipment, row=0) for shipment in read.shipments}


def numbered(lines: Sequence[Line], mark: str) -> list[Line]:
    return [line.replace("ID", f"{mark}{at}", 1) for at, line in enumerate(lines)]


@settings(max_examples=60)
@given(lines=st.lists(GOOD, max_size=6), data=st.data())
def test_the_order_of_rows_does_not_matter(
    read_lines: object, lines: list[Line], data: st.DataObject
) -> None:
    assert callable(read_lines)
    rows = numbered(lines, "A")
    shuffled = data.draw(st.permutations(rows))
    assert by_id(read_lines(shuffled)) == by_id(read_lines(rows))
    assert [shipment.shipment_id for shipment in read_lines(rows).shipments] == [
        f"A{at}" for at in range(len(rows))
    ]


@settings(max_examples=100)
@given(good=st.lists(GOOD, max_size=5), bad=st.lists(BAD, min_size=1, max_size=3), data=st.data())
def test_a_bad_row_changes_no_other_and_is_told(
    read_lines: object, good: list[Line], bad: list[Line], data: st.DataObject
) -> None:
    assert callable(read_lines)
    rows = [*numbered(good, "A"), *numbered(bad, "B")]
    mixed = data.draw(st.permutations(rows))
    got = read_lines(mixed)
    expected = by_id(read_lines(numbered(good, "A")))
    assert {key: made for key, made in by_id(got).items() if key in expected} == expected
    assert by_id(got).keys() == expected.keys()
    assert got.refused >= len(bad)
    assert all(finding.line for finding in got.findings)
