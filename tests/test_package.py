"""The public names of the package."""

import corridor


def test_every_public_name_can_be_imported() -> None:
    for name in corridor.__all__:
        assert getattr(corridor, name) is not None


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    assert not hasattr(corridor, "nothing")
    assert set(corridor.__all__) <= set(dir(corridor))


def test_the_example_of_the_package_answers() -> None:
    planner = corridor.Planner(corridor.load(corridor.shipped_dataset()))
    assert planner.plan(
        corridor.Query(origin="kashgar", destination="osh", depart_at=1_749_103_200)
    ).crossings == ("irkeshtam",)
