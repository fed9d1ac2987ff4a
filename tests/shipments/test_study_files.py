"""Study files: a whole comparison in one file, strictly."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corridor.dataset.notices import DatasetError
from corridor.shipments import Defaults, Names, StudyRequest, read_study, shipments_of

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "xinjiang-2025" / "study.toml"
SMALL = 'lanes = "kashgar>osh"\nscenarios = ["limited"]\n'
Study = Callable[[str], StudyRequest]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    def read_content(content: str) -> StudyRequest:
        path = tmp_path / "june.toml"
        path.write_text(content, "utf-8")
        return read_study(path)

    return read_content


def test_a_small_study_has_the_usual_settings(study: Study, tmp_path: Path) -> None:
    request = study(SMALL)
    assert request == StudyRequest(
        title="june",
        lanes=("kashgar>osh",),
        folder=tmp_path,
        scenarios=("limited",),
        trip={"crew": "none"},
    )


def test_everything_can_be_said_and_paths_are_relative_to_the_file(study: Study, tmp_path: Path) -> None:
    request = study(
        """
        title = "June"
        data = "geodata"
        shipments = ["a.csv", "b.xlsx"]
        lanes = ["all-pairs:places.txt"]
        scenarios = ["limited", "own.toml", "night"]
        baseline = "night"
        from = 2025-06-01
        to = "2025-06-30"
        every = "30min"
        grid = "30min"
        rows = "pieces"
        samples = 100
        seed = 7
        output = "out"
        via = ["irkeshtam"]
        avoid = ["KZ"]
        mode = "any"
        assume_unknown = "closed"
        bans = "none"
        queue = "none"
        gross_t = 30
        payload_t = 12.5
        axle_t = 8
        haul = "domestic"
        cargo = "perishable"
        crew = "regular"
        roadside = false
        clearance_rests = true
        relays = ["torugart"]

        [[scenario]]
        name = "night"
        title = "Nights closed"
        description = "Assumed."
        assumed = true
        [[scenario.change]]
        target = "irkeshtam.KG"
        field = "hours"
        value = "Mo-Su 08:00-20:00"

        [[shipment]]
        id = "A"
        from = "kashgar"
        to = "osh"
        """
    )
    assert (request.title, request.data, request.output) == ("June", tmp_path / "geodata", tmp_path / "out")
    assert request.shipments == (tmp_path / "a.csv", tmp_path / "b.xlsx")
    assert request.scenarios == ("limited", str(tmp_path / "own.toml"), "night")
    assert (request.baseline, request.first, request.last) == ("night", "2025-06-01", "2025-06-30")
    assert (request.every, request.grid, request.rows) == ("30min", "30min", "pieces")
    assert (request.samples, request.seed) == (100, 7)
    (night,) = request.own_scenarios
    assert (night.name, night.assumed, night.changes[0].target) == ("night", True, "irkeshtam.KG")
    assert request.inline is not None
    assert request.inline.lines == (42,)
    assert len(request.trip) == 15
    assert request.trip["crew"] == "regular"


def test_own_scenarios_follow_those_that_are_listed(study: Study) -> None:
    own = '\n[[scenario]]\nname = "mine"\ntitle = "Mine"\ndescription = ""\n'
    assert study(SMALL + own).scenarios == ("limited", "mine")


@pytest.mark.parametrize(
    ("changed", "where", "hint"),
    [
        ('scenaros = ["24-7"]', "unknown-key", "did you mean 'scenarios'?"),
        ("every = 3600", "bad-value every", ""),
        ('seed = "1"', "bad-value seed", ""),
        ("samples = true", "bad-value samples", ""),
        ("samples = -1", "bad-value samples", ""),
        ("gross_t = nan", "bad-value gross_t", ""),
        ("payload_t = 500", "bad-value payload_t", ""),
        ("payload_t = true", "bad-value payload_t", ""),
        ('mode = "air"', "bad-value mode", ""),
        ("mode = []", "bad-value mode", ""),
        ('roadside = "yes"', "bad-value roadside", ""),
        ('via = "irkeshtam"', "bad-value via", ""),
        ("from = 2025", "bad-value from", ""),
        ("from = 10:00:00", "bad-value from", ""),
        ('output = ""', "bad-value output", ""),
        ("shipments = [1]", "bad-value shipments", ""),
        ("shipment = []", "bad-value shipment", ""),
        ('shipment = ["A"]', "bad-value shipment", ""),
        ('[[shipment]]\nid = "A"\norigine = "osh"', "unknown-key shipment[1]", "did you mean 'origin'?"),
        ('[[scenario]]\ntitle = "x"\ndescription = ""', "bad-value scenario[1].name", ""),
        ('[[scenario]]\nname = "x"\ndescription = ""', "missing-key scenario[1].title", ""),
        (
            '[[scenario]]\nname = "x"\ntitle = "x"\ndescription = ""\n[[scenario.change]]\ntarget = "*"\nfield = "hours"\nvalue = "PH"',
            "bad-hours scenario[1].change[1].value",
            "",
        ),
        ("title = ", "bad-toml", ""),
        pytest.param("seed = 0x" + "f" * 5000, "bad-toml", "", id="digits"),
        pytest.param(".".join("a" * 3000) + " = 1", "bad-toml", "", id="nested"),
        pytest.param("a = " + "[" * 50_000, "bad-toml", "", id="lists"),
    ],
)
def test_what_is_wrong_is_found(study: Study, changed: str, where: str, hint: str) -> None:
    with pytest.raises(DatasetError) as caught:
        study(SMALL + changed)
    found = {f"{finding.code} {finding.column}".strip(): finding for finding in caught.value.findings}
    assert list(found) == [where]
    assert hint in found[where].hint
    assert str(found[where]).isprintable()


def test_shipments_and_scenarios_are_needed(study: Study) -> None:
    with pytest.raises(DatasetError) as caught:
        study('title = "x"')
    assert [finding.column for finding in caught.value.findings] == ["scenarios", "shipments"]


def test_scenarios_of_one_name_are_refused(study: Study) -> None:
    own = '\n[[scenario]]\nname = "x"\ntitle = "x"\ndescription = ""\n'
    with pytest.raises(DatasetError) as caught:
        study(SMALL + own * 2)
    assert [finding.code for finding in caught.value.findings] == ["duplicate-key"]


def test_shipments_come_from_files_tables_and_lanes(
    study: Study, tmp_path: Path, names: Names, defaults: Defaults
) -> None:
    (tmp_path / "a.csv").write_text("id,origin,destination\nA,kashgar,osh\nB,kashgar,x\n")
    request = study(
        'shipments = "a.csv"\nlanes = "osh>naryn"\nscenarios = ["limited"]\n'
        '[[shipment]]\nid = "A"\norigin = "osh"\ndestination = "kashgar"\n'
        '[[shipment]]\nid = "C"\norigin = "osh"\ndestination = "kashgar"\ndepart = 2025-06-05T14:00:00\n'
    )
    got = shipments_of(request, names, defaults)
    assert [(shipment.shipment_id, shipment.row) for shipment in got.shipments] == [
        ("A", 2),
        ("C", 8),
        ("osh>naryn", 1),
    ]
    assert [(Path(finding.file).name, finding.line) for finding in got.findings] == [
        ("a.csv", 3),
        ("june.toml", 4),
    ]
    assert "a.csv:2" in got.findings[1].message


def test_inline_tables_on_one_line_are_found_by_number(
    study: Study, names: Names, defaults: Defaults
) -> None:
    request = study(
        'scenarios = ["limited"]\nshipment = [{id = "A", from = "osh", to = "x"}, {id = "B", from = "osh", to = "naryn"}]\n'
    )
    got = shipments_of(request, names, defaults)
    assert [shipment.shipment_id for shipment in got.shipments] == ["B"]
    assert [(finding.line, finding.column) for finding in got.findings] == [(0, "shipment[1].destination")]


def test_the_example_study_has_two_hundred_lanes_of_real_places(names: Names, defaults: Defaults) -> None:
    request = read_study(EXAMPLE)
    got = shipments_of(request, names, defaults)
    assert not got.findings
    lanes = {shipment.lane for shipment in got.shipments}
    assert len(lanes) == 200
    assert all(">".join(reversed(lane.split(">"))) in lanes for lane in lanes)
    countries = {names.dataset.places[shipment.query.origin].country for shipment in got.shipments}
    assert countries == {"CN", "KG", "KZ", "UZ", "TJ"}
    assert request.scenarios == ("limited", "24-7", "two-shift")
