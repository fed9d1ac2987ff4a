"""The shipped dataset, by its own rules."""

from corridor.dataset.checks import check
from corridor.dataset.location import shipped_dataset


def test_the_shipped_dataset_has_no_unexplained_finding() -> None:
    assert [str(finding) for finding in check(shipped_dataset())] == []
