"""Finding what a user means."""

import pytest

from corridor.errors import UnknownNameError
from corridor.model.dataset import Dataset
from corridor.model.names import country_names, crossing_names, fold, place_names, places_like, require_any


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("kashgar", "kashgar"),
        ("KASHGAR", "kashgar"),
        ("Kashi", "kashgar"),
        ("喀什", "kashgar"),
        ("Кашгар", "kashgar"),
        ("Ürümqi", "urumqi"),
        ("乌鲁木齐", "urumqi"),
        ("Алматы", "almaty"),
        ("Alma-Ata", "almaty"),
        ("toshkent", "tashkent"),
        ("sary tash", "sary-tash"),
        ("Jalal-Abad", "jalal-abad"),
    ],
)
def test_places_are_found_in_any_of_their_languages(shipped: Dataset, typed: str, place_id: str) -> None:
    assert place_names(shipped).require(typed) == place_id


@pytest.mark.parametrize(
    ("typed", "crossing_id"),
    [
        ("Irkeshtam", "irkeshtam"),
        ("伊尔克什坦", "irkeshtam"),
        ("Торугарт", "torugart"),
        ("Nur Zholy", "horgos-road"),
    ],
)
def test_ports_are_found_by_either_side_s_name(shipped: Dataset, typed: str, crossing_id: str) -> None:
    assert crossing_names(shipped).require(typed) == crossing_id


@pytest.mark.parametrize(
    ("typed", "code"), [("CN", "CN"), ("cn", "CN"), ("China", "CN"), ("中国", "CN"), ("Казахстан", "KZ")]
)
def test_countries_are_found_by_code_or_name(typed: str, code: str) -> None:
    assert country_names().require(typed) == code


def test_every_place_is_found_by_its_id_and_english_name(shipped: Dataset) -> None:
    index = place_names(shipped)
    for place in shipped.places.values():
        assert index.require(place.place_id) == place.place_id
        found = index.find(place.name_en)
        assert found in {place.place_id, None}  # None: the name is shared, and the user is asked


def test_a_miss_names_the_nearest(shipped: Dataset) -> None:
    with pytest.raises(UnknownNameError) as missed:
        place_names(shipped).require("taschkent")
    assert missed.value.hint.startswith("did you mean 'tashkent'")


def test_a_name_that_several_bear_is_never_guessed(shipped: Dataset) -> None:
    with pytest.raises(UnknownNameError) as missed:
        require_any("zzz", crossing_names(shipped), place_names(shipped))
    assert "'zzz'" in missed.value.message


def test_folding_drops_case_diacritics_and_apostrophes() -> None:
    assert fold("  G‘ishtko‘prik—Ürümqi ") == "gishtkoprik urumqi"


def test_places_like_searches_names_and_countries(shipped: Dataset) -> None:
    assert {place.country for place in places_like(shipped, "Tajikistan").values()} == {"TJ"}
    assert "osh" in places_like(shipped, "Ош")
    assert len(places_like(shipped, "")) == len(shipped.places)
