"""Documents obey the JSON Schemas that ship, and docs/json.md names all of their fields."""

import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from markdown_pages import read

PAGE = read("json.md")
FILES = [path for path in (files("corridor.reports") / "schemas").iterdir() if path.name.endswith(".json")]
SCHEMAS = {path.name.rpartition("-")[0]: json.loads(path.read_text(encoding="utf-8")) for path in FILES}
VERSIONS = {
    path.name.rpartition("-")[0]: path.name.removesuffix(".json").rpartition("-")[2] for path in FILES
}
WINDOW = ("kashgar", "osh", "--from", "2025-05-30", "--days", "2", "--every", "6h")
SHUT = (
    "--via",
    "irkeshtam",
    "--set",
    "irkeshtam.closure=2025-05-31/2060-12-31",
)  # the later ones have no way
SURE = ("--reliability", "90", "--samples", "100")
ANSWERS = [
    ("route", ("route", "kashgar", "tashkent", "--depart", "2025-06-05T20:00", "--scenario", "limited")),
    ("route", ("route", "kashgar", "osh", "--arrive", "2025-10-07T12:00", "--avoid", "torugart")),
    ("route", ("route", "aktau", "baku", "--depart", "2025-06-05")),
    ("route", ("route", "urumqi", "tashkent", "--depart", "2025-06-05", "--mode", "rail")),
    (
        "route",
        (
            *("route", "kashgar", "osh", "--depart", "2025-05-20T14:00", "--crew", "none"),
            *(
                "--reliability",
                "99.9",
                "--samples",
                "100",
                "--deadline",
                "2025-05-21T12:00",
                "--queue",
                "none",
            ),
        ),
    ),
    ("alternatives", ("alternatives", "kashgar", "osh", "--depart", "2026-07-05T14:00", "-k", "3")),
    ("departures", ("departures", *WINDOW, "--scenario", "limited")),
    ("departures", ("departures", *WINDOW, *SHUT)),
    ("departures", ("departures", *WINDOW, *SHUT, *SURE, "--deadline", "2025-05-31T12:00")),
    ("compare", ("compare", *WINDOW, "--scenarios", "limited,24-7,as-of:2019-01-01")),
    ("compare", ("compare", *WINDOW, "--scenarios", "limited,as-of:2019-01-01", *SURE)),
    ("reach", ("reach", "kashgar", "--depart", "2025-05-22T14:00", "--hours", "12,20.5", "--crew", "none")),
    ("port", ("ports", "irkeshtam", "--at", "2025-06-07T20:00")),
    ("port", ("ports", "ak-tilek-karasu", "--at", "2026-01-01T12:00")),
    ("port", ("ports", "irkeshtam", "--at", "2025-10-01T12:00")),
    ("ports", ("ports", "--at", "2025-10-01T12:00")),
    ("places", ("places",)),
    ("places", ("places", "osh")),
]


def label(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema_named_after_its_document(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"] == {"const": f"corridor/{name}/{VERSIONS[name]}"}
    assert schema["$id"] == f"urn:corridor:{name}:{VERSIONS[name]}"


def test_a_document_has_one_schema() -> None:
    assert len(FILES) == len(SCHEMAS)


def test_every_schema_is_tried_on_an_answer() -> None:
    assert {name for name, _ in ANSWERS} == set(SCHEMAS)


@pytest.mark.parametrize(("name", "args"), ANSWERS, ids=label)
def test_an_answer_obeys_its_schema(name: str, args: tuple[str, ...], corridor: Callable[..., Any]) -> None:
    ran = corridor(*args, "--format", "json")
    assert ran.code == 0, ran.err
    errors = list(Draft202012Validator(SCHEMAS[name]).iter_errors(json.loads(ran.out)))
    assert not errors, [f"{error.json_path}: {error.message}" for error in errors[:5]]


def test_a_schema_refuses_a_field_that_it_does_not_know(corridor: Callable[..., Any]) -> None:
    document = json.loads(corridor("places", "osh", "--format", "json").out)
    document["places"][0]["population"] = 1
    assert not Draft202012Validator(SCHEMAS["places"]).is_valid(document)


def test_what_schemas_share_is_the_same_in_all_of_them() -> None:
    found: dict[str, Any] = {}
    for schema in SCHEMAS.values():
        for name, definition in schema["$defs"].items():
            assert found.setdefault(name, definition) == definition, name


def fields(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
        for value in schema.values():
            yield from fields(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from fields(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_page_names_every_field(name: str) -> None:
    rows_of_tables = ("schedule", "source", "place", "position")
    own = {key: value for key, value in SCHEMAS[name]["$defs"].items() if key not in rows_of_tables}
    wanted = set(fields({**SCHEMAS[name], "$defs": own}))
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", PAGE))))
    assert not wanted - named


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_page_has_a_section_on_every_document(name: str) -> None:
    assert re.search(rf"^## .*`corridor/{name}/{VERSIONS[name]}`", PAGE, flags=re.MULTILINE)
