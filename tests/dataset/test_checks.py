"""One broken thing per case, and the finding it must give, at its line and column."""

from pathlib import Path

import pytest
from minimal_dataset import FILES, minimal_layers, write_minimal

from corridor.dataset.ban_tables import BANS
from corridor.dataset.benchmark_tables import BENCHMARKS
from corridor.dataset.checks import check
from corridor.dataset.codes import SHIPMENT_CODES
from corridor.dataset.crew_tables import CREW_RULES
from corridor.dataset.notices import CODES

GB18030 = "高山口".encode("gb18030").decode("utf-8", "surrogateescape")
LONG = "x" * 10_001
LOOSE = "lone-a,lone-b,road,30,assumed,,made-up,,main,,60,assumed,made-up,,,open,yes,,,1,"


ABROAD = (
    '{"type":"Feature","properties":{"link_id":"abroad","quality":"modelled","climb_m":900},'
    '"geometry":{"type":"LineString","coordinates":[[73.90,39.80],[74.80,39.90],[73.20,40.00]]}}'
)


def place(place_id: str, lat: float, lon: float) -> str:
    return f"{place_id},Name,,,,,CN,town,{lat},{lon},assumed,,Asia/Shanghai,,made-up,"


def link(
    link_id: str, from_id: str, to_id: str, *, km: float = 60, mode: str = "road", kind: str = "main"
) -> str:
    return f"{link_id},{from_id},{to_id},{mode},{km},assumed,,made-up,,{kind},,60,assumed,made-up,,,open,yes,,,1,"


def schedule(schedule_id: str, **cells: str) -> str:
    values = {
        "side": "KG",
        "control_id": "",
        "mode": "road",
        "tz": "Asia/Bishkek",
        "from": "",
        "to": "",
    } | cells
    return (
        f"{schedule_id},low-pass,{values['side']},{values['control_id']},{values['mode']},passenger,{values['from']},"
        f"{values['to']},,{values['tz']},none,resumes,0,low,assumed,made-up,"
    )


def dwell(dwell_id: str, control_id: str, *, net: str = "10", p90: str = "") -> str:
    return f"{dwell_id},,KG,{control_id},main,export,road,clearance,,{net},{p90},,,yes,assumed,made-up,"


def ban(links: str = "", hours: str = "10:00-20:00", country: str = "KG") -> str:
    header = ",".join(column.name for column in BANS.columns)
    return (
        f"{header}\nheat,heat ban,{country},{links},,,{hours},Asia/Bishkek,18,,,all,,,yes,assumed,made-up,\n"
    )


ALL_SPREADS = ("drive-trip,,1.1", "drive-link,,1.1", "dwell,,2", "queue,,1.2")


def spreads(*rows: str) -> str:
    """Return a table of spreads from rows without law, basis and source."""
    return "\n".join(
        [
            "varies,road_class,p90_ratio,law,basis,source_id,note",
            *(f"{row},lognormal,assumed,made-up," for row in rows),
            "",
        ]
    )


def crews(*rows: str) -> str:
    """Return a table of crews' rules from rows without weekly limits, basis and source."""
    header = ",".join(column.name for column in CREW_RULES.columns)
    return "".join([f"{header}\n", *(f"{row},,,,,,,assumed,made-up,\n" for row in rows)])


def queues(*rows: str) -> str:
    """Return a table of queues from rows without basis and source."""
    header = "queue_id,control_id,direction,valid_from,valid_to,demand,capacity,quota_per_day,waiting"
    return "".join([f"{header},basis,source_id,note\n", *(f"{row},assumed,made-up,\n" for row in rows)])


def benchmarks(**cells: str) -> dict[str, str | None]:
    """Return a published distance of a trip over the passes, some cells written otherwise."""
    row = {
        "benchmark_id": "far", "title": "far", "measure": "distance_km", "trips": "over", "starts": "2025-06-02",
        "value": "300", "is_input": "no", "source_id": "made-up",
    } | cells  # fmt: skip
    columns = [column.name for column in BENCHMARKS.columns]
    trips = "trip_id,origin_id,destination_id,via,avoid_countries,note\nover,east-city,west-city,,,\n"
    table = f"{','.join(columns)}\n{','.join(row.get(column, '') for column in columns)}\n"
    return {"benchmark_trips.csv": trips, "benchmarks.csv": table}


CASES: list[tuple[str, str, dict[str, str | None]]] = [
    # Published figures
    ("unclear-benchmark", "benchmarks.csv:2:trips", benchmarks(trips="") | {"benchmark_trips.csv": None}),
    ("unclear-benchmark", "benchmarks.csv:2:side", benchmarks(side="KG")),
    ("unclear-benchmark", "benchmarks.csv:2:ends", benchmarks(measure="speed_moving_kmh", side="KG")),
    ("reversed-period", "benchmarks.csv:2:ends", benchmarks(ends="2025-06-01")),
    ("unused-benchmark-trip", "benchmark_trips.csv:2:trip_id", benchmarks(measure="vehicles", trips="", crossing_id="high-pass", ends="2025-06-03")),
    ("unknown-reference", "benchmarks.csv:2:crew_id", benchmarks(crew_id="nobody")),
    # Driving bans
    ("ban-on-other-link", "bans.csv:2:links", {"bans.csv": ban("fork-city|city-fork")}),
    ("ban-on-other-link", "bans.csv:2:links", {"bans.csv": ban("fork-city|gate-post")}),
    ("bad-ban-hours", "bans.csv:2:hours", {"bans.csv": ban(hours="10:00-20:00; PH off")}),
    ("bad-ban-hours", "bans.csv:2:hours", {"bans.csv": ban(hours="off")}),
    ("ban-without-link", "bans.csv:2:country", {"bans.csv": ban(country="TJ")}),
    ("unknown-reference", "bans.csv:2:links", {"bans.csv": ban("fork-city | nowhere")}),
    ("half-crew-rule", "crew_rules.csv:2:break_min", {"crew_rules.csv": crews("a,,A,1,270,,540,660,1440,,,,")}),
    ("impossible-crew-rule", "crew_rules.csv:2:day_min", {"crew_rules.csv": crews("a,,A,1,,,540,660,600,,,,")}),
    ("impossible-crew-rule", "crew_rules.csv:2:long_drive_min", {
        "crew_rules.csv": crews("a,,A,1,,,540,660,1440,540,2,,"),
    }),
    ("impossible-crew-rule", "crew_rules.csv:2:short_rest_min", {
        "crew_rules.csv": crews("a,,A,1,,,540,660,1440,,,660,3"),
    }),
    ("mixed-crew-rules", "crew_rules.csv:3:daily_drive_min", {
        "crew_rules.csv": crews("a,,A,1,,,540,660,1440,,,,", "a,KZ,B,1,,,600,660,1440,,,,"),
    }),
    # Files
    ("missing-file", "dataset.toml", {"dataset.toml": None}),
    ("bad-rates", "queues.csv:2:demand", {"queues.csv": queues("a,high-yard,export,2025-01-01,,08-20 9,00-24 9,,")}),
    ("bad-rates", "queues.csv:2:capacity", {"queues.csv": queues("a,high-yard,export,2025-01-01,,00-24 9,9,,")}),
    ("queue-without-work", "queues.csv:2:direction", {
        "control_points.csv:3:directions": "export",
        "queues.csv": queues("a,high-gate,import,2025-01-01,,00-24 9,00-24 9,,"),
    }),
    ("spread-with-class", "spreads.csv:2:road_class", {"spreads.csv": spreads("dwell,mountain,2", *ALL_SPREADS)}),
    ("no-spread", "spreads.csv:4:varies", {"spreads.csv": spreads("dwell,,2", "drive-link,,1.1", "drive-trip,,1.1")}),
    ("unknown-road-class", "spreads.csv:2:road_class", {"spreads.csv": spreads("drive-link,montain,2", *ALL_SPREADS)}),
    ("no-capacity", "queues.csv:2:capacity", {"queues.csv": queues("a,high-yard,export,2025-01-01,,00-24 9,00-24 0,,")}),
    ("overlapping-queues", "queues.csv:2:valid_to", {"queues.csv": queues(
        "a,high-yard,export,2025-01-01,2025-02-01,00-24 9,00-24 9,,50",
        "b,high-yard,export,2025-02-01,,00-24 9,00-24 9,,",
        "c,high-yard,import,2025-01-01,,00-24 9,00-24 9,,",
    )}),
    ("waiting-not-first", "queues.csv:3:waiting", {"queues.csv": queues(
        "a,high-yard,export,2025-01-01,2025-01-31,00-24 9,00-24 9,600,50",
        "b,high-yard,export,2025-02-01,,00-24 9,00-24 9,,50",
    )}),
    ("reversed-period", "queues.csv:2:valid_to", {"queues.csv": queues("a,high-yard,export,2025-03-01,2025-02-01,00-24 9,00-24 9,,")}),
    ("missing-file", "closures.csv", {"closures.csv": None}),
    ("missing-layer", "basemap/lakes.geojson", {"basemap/lakes.geojson": None}),
    ("unknown-file", "holiday.csv", {"holiday.csv": "day\n"}),
    ("not-utf8", "closures.csv:4", {"closures.csv:4:reason": GB18030}),
    ("wrong-delimiter", "closures.csv:1", {"closures.csv": FILES["closures.csv"].replace(",", ";")}),
    ("wrong-delimiter", "closures.csv:1", {"closures.csv": FILES["closures.csv"].replace(",", "\t")}),
    ("bad-csv", "closures.csv:4", {"closures.csv:4": 'works,"low-pass" or so,'}),
    ("empty-file", "closures.csv:1", {"closures.csv": ""}),
    ("missing-column", "closures.csv:1:tz", {"closures.csv": "closure_id,crossing_id,mode,starts,ends,reason,source_id\n"}),
    ("unknown-column", "holidays.csv:1", {"holidays.csv": "calendar,day,kind,name,source_id,nmae\n"}),
    ("duplicate-column", "transloads.csv:1:note", {"transloads.csv": FILES["transloads.csv"].strip() + ",note\n"}),
    ("wrong-cell-count", "closures.csv:4", {"closures.csv:4": "works,low-pass"}),
    ("cell-too-long", "closures.csv:4:reason", {"closures.csv:4:reason": LONG}),
    ("control-character", "closures.csv:4:reason", {"closures.csv:4:reason": "works\x1b[2J"}),
    ("control-character", "closures.csv:4:reason", {"closures.csv:4:reason": "works\nat night"}),
    ("control-character", "closures.csv:4:reason", {"closures.csv:4:reason": "works \u202eskrow"}),
    ("template-braces", "places.csv:2:name_en", {"places.csv:2:name_en": "Depot {{ 7 * 7 }}"}),
    ("bad-toml", "dataset.toml:1", {"dataset.toml": "name = two passes\n"}),
    ("unknown-key", "dataset.toml", {"dataset.toml": FILES["dataset.toml"] + 'author = "me"\n'}),
    ("missing-key", "dataset.toml:name", {"dataset.toml:1": None}),
    ("bad-value", "dataset.toml:data_as_of", {"dataset.toml:3": 'data_as_of = "2026-02-30"'}),
    ("bad-value", "dataset.toml:region", {"dataset.toml:4": "region = [80, 38, 70, 42]"}),
    ("bad-geojson", "basemap/lakes.geojson:1", {"basemap/lakes.geojson": '{"type": '}),
    ("bad-geojson", "basemap/lakes.geojson", {"basemap/lakes.geojson": '{"type": "a", "type": "b"}'}),
    ("bad-geojson", "basemap/lakes.geojson", {"basemap/lakes.geojson": '{"area": NaN}'}),
    ("bad-geojson", "basemap/lakes.geojson", {"basemap/lakes.geojson": '{"area": 1e999}'}),
    ("bad-geojson", "basemap/lakes.geojson", {"basemap/lakes.geojson": "[" * 100_000}),
    ("bad-geojson", "basemap/lakes.geojson:type", {"basemap/lakes.geojson": '{"type": "Feature"}'}),
    ("bad-geojson", "basemap/lakes.geojson:features", {"basemap/lakes.geojson": '{"type": "FeatureCollection"}'}),
    # Cells
    ("missing-value", "closures.csv:4:reason", {"closures.csv:4:reason": ""}),
    ("missing-value", "closures.csv:2:settles_from", {"closures.csv:2:settles_from": ""}),
    ("bad-id", "closures.csv:4:closure_id", {"closures.csv:4:closure_id": "road works"}),
    ("bad-list", "places.csv:2:aliases", {"places.csv:2:aliases": "Eastville||E. City"}),
    ("bad-number", "links.csv:5:distance_km", {"links.csv:5:distance_km": "nan"}),
    ("bad-number", "links.csv:5:distance_km", {"links.csv:5:distance_km": "5,0"}),
    ("bad-number", "links.csv:5:distance_km", {"links.csv:5:distance_km": "1e2"}),
    ("out-of-range", "links.csv:5:speed_kmh", {"links.csv:5:speed_kmh": "0"}),
    ("unknown-choice", "links.csv:5:mode", {"links.csv:5:mode": "roda"}),
    ("unknown-choice", "dwells.csv:8:in_use", {"dwells.csv:8:in_use": "true"}),
    ("bad-date", "closures.csv:4:starts", {"closures.csv:4:starts": "2025-02-30"}),
    ("bad-date", "closures.csv:4:announced_on", {"closures.csv:4:announced_on": "yesterday"}),
    ("bad-date", "schedules.csv:6:valid_from", {"schedules.csv:6:valid_from": "1986-05-04T02:30"}),
    ("wrong-zone", "places.csv:2:tz", {"places.csv:2:tz": "Asia/Urumqi"}),
    ("wrong-zone", "schedules.csv:6:tz", {"schedules.csv:6:tz": "Asia/Urumqi"}),
    ("bad-country", "closures.csv:4:side", {"closures.csv:4:side": "kg"}),
    ("unknown-zone", "closures.csv:4:tz", {"closures.csv:4:tz": "Asia/Bishkent"}),
    ("bad-url", "sources.csv:3:url", {"sources.csv:3:url": "example.org"}),
    ("bad-hours", "schedules.csv:6:hours", {"schedules.csv:6:hours": "weekdays from ten"}),
    ("bad-hours", "schedules.csv:6:hours", {"schedules.csv:6:hours": "Feb 30 10:00-12:00"}),
    # Keys and references
    ("duplicate-key", "closures.csv:5:closure_id", {"closures.csv:5": FILES["closures.csv"].splitlines()[3]}),
    ("shared-id", "control_points.csv:7:control_id", {
        "control_points.csv:7": "west-city,low-pass,3,road,KG,Twin,,border-line,,40,73.2,,assumed,,Asia/Bishkek,made-up,",
        "links.csv:11": link("low-city", "low-kg", "west-city", km=160),
    }),
    ("unknown-reference", "closures.csv:4:crossing_id", {"closures.csv:4:crossing_id": "low-pas"}),
    ("unused-source", "sources.csv:4:source_id", {"sources.csv:4": "old,Old,corridor,,,,"}),
    # Time
    ("reversed-period", "closures.csv:4:ends", {"closures.csv:4:ends": "2025-10-05"}),
    ("reversed-period", "closures.csv:3:settles_to", {"closures.csv:3:settles_to": "2026-02-16"}),
    ("reversed-period", "schedules.csv:6:valid_to", {"schedules.csv:6:valid_from": "2025-01-02", "schedules.csv:6:valid_to": "2025-01-01"}),
    ("reversed-period", "links.csv:5:valid_to", {"links.csv:5:valid_from": "2025-01-02", "links.csv:5:valid_to": "2024-01-02"}),
    ("overlapping-validity", "schedules.csv:2:valid_to", {"schedules.csv:2:valid_to": "2025-06-01"}),
    ("overlapping-validity", "schedules.csv:8:valid_to", {"schedules.csv:8": schedule("a"), "schedules.csv:9": schedule("b")}),
    ("validity-gap", "schedules.csv:2:valid_to", {"schedules.csv:2:valid_to": "2025-05-30"}),
    ("missing-offset", "closures.csv:4:starts", {"closures.csv:4:starts": "2025-10-06T08:00"}),
    ("unknown-calendar", "schedules.csv:6:holiday_calendar", {"schedules.csv:6:holiday_calendar": "CN-statutory+XX"}),
    ("unknown-calendar", "holidays.csv:2:calendar", {"holidays.csv:2:calendar": "CN"}),
    ("holiday-without-calendar", "schedules.csv:6:holiday_calendar", {"schedules.csv:6:holiday_calendar": "none"}),
    ("supersession-cycle", "closures.csv:4:supersedes", {"closures.csv:4:supersedes": "works"}),
    ("superseded-twice", "closures.csv:5:supersedes", {
        "closures.csv:5": "third,high-pass,,road,2026-02-16,2026-02-20,Asia/Bishkek,again,,,,new-year-first,news,",
    }),
    ("supersedes-other", "closures.csv:4:supersedes", {"closures.csv:4:supersedes": "new-year-final"}),
    # Crossings
    ("side-not-of-crossing", "capacities.csv:2:side", {"capacities.csv:2:side": "KZ"}),
    ("control-of-other", "schedules.csv:8:control_id", {"schedules.csv:8": schedule("a", control_id="low-cn")}),
    ("crossing-without-control-points", "crossings.csv:4:crossing_id", {"crossings.csv:4": "new-pass,New Pass,,,,CN,KG,yes,open,,made-up,"}),
    ("mode-without-control-point", "schedules.csv:8:mode", {"schedules.csv:8": schedule("a", mode="rail")}),
    ("sequence-gap", "control_points.csv:6:seq", {"control_points.csv:6:seq": "3"}),
    ("sequence-gap", "waypoints.csv:2:seq", {"waypoints.csv:2:seq": "2"}),
    ("sides-out-of-order", "control_points.csv:5:seq", {"control_points.csv:5:seq": "2", "control_points.csv:6:seq": "1"}),
    ("side-without-control-point", "crossings.csv:3:crossing_id", {"control_points.csv:6:role": "border-line", "control_points.csv:6:directions": ""}),
    ("two-main-control-points", "control_points.csv:3:directions", {"control_points.csv:3:role": "post", "control_points.csv:3:directions": "export"}),
    ("bad-directions", "control_points.csv:6:directions", {"control_points.csv:6:directions": ""}),
    ("bad-directions", "control_points.csv:3:directions", {"control_points.csv:3:role": "border-line"}),
    ("chain-not-joined", "control_points.csv:6:seq", {"links.csv:8": link("low-strip", "low-cn", "low-cn", km=5)}),
    ("no-dwell", "control_points.csv:3:directions", {"dwells.csv:6:in_use": "no"}),
    ("ambiguous-dwell", "dwells.csv:10:in_use", {"dwells.csv:9": dwell("a", "low-kg"), "dwells.csv:10": dwell("b", "low-kg")}),
    ("p90-below-net", "dwells.csv:9:p90_min", {"dwells.csv:9": dwell("a", "low-kg", net="20", p90="19")}),
    # Network and maps
    ("swapped-coordinates", "places.csv:5:lat", {"places.csv:5:lat": "73.2", "places.csv:5:lon": "40.0"}),
    ("outside-region", "waypoints.csv:2:lat", {"waypoints.csv:2:lat": "37.9"}),
    ("loop-link", "links.csv:11:to_id", {"links.csv:11": link("ring", "east-city", "east-city", km=4)}),
    ("link-too-short", "links.csv:10:distance_km", {"links.csv:10:distance_km": "60"}),
    ("link-too-long", "links.csv:10:distance_km", {"links.csv:10:distance_km": "150"}),
    ("speed-out-of-class", "links.csv:10:speed_kmh", {"links.csv:10:speed_kmh": "95"}),
    ("unknown-road-class", "links.csv:10:road_class", {"links.csv:10:road_class": "motorway"}),
    ("slow-link", "links.csv:11:distance_km", {"links.csv:11": link("detour", "east-city", "east-fork", km=1500)}),
    ("border-outside-port", "links.csv:11:to_id", {"links.csv:11": link("smuggle", "east-fork", "west-fork", km=140)}),
    ("isolated-place", "places.csv:6:place_id", {"places.csv:6": place("lone", 39.0, 76.0)}),
    ("unreachable-places", "places.csv:6:place_id", {
        "places.csv:6": place("lone-a", 39.0, 76.0), "places.csv:7": place("lone-b", 39.0, 76.3), "links.csv:11": link("l", "lone-a", "lone-b", km=30),
    }),
    ("unreachable-by-rail", "places.csv:2:place_id", {
        "places.csv:6": place("lone-a", 39.0, 76.0), "places.csv:7": place("lone-b", 39.0, 76.3), "places.csv:8": place("lone-c", 39.0, 76.6),
        "links.csv:11": link("r1", "lone-a", "lone-b", km=30, mode="rail", kind="rail"),
        "links.csv:12": link("r2", "lone-b", "lone-c", km=30, mode="rail", kind="rail"),
        "links.csv:13": link("r3", "east-city", "east-fork", mode="rail", kind="rail"),
    }),
    ("waypoints-too-long", "links.csv:7:distance_km", {"waypoints.csv:2:lat": "40.50"}),
    ("alignment-missing", "links.csv:11:link_id", {"links.csv:11": link("second", "east-city", "east-fork")}),
    ("alignment-unknown", "alignments.geojson:2:link_id", {"links.csv:2:link_id": "city-fork-2"}),
    ("alignment-ends", "alignments.geojson:2:coordinates", {"places.csv:2:lat": "39.51"}),
    ("alignment-crosses-border", "links.csv:11:link_id", {
        "links.csv:11": link("abroad", "west-fork", "west-city", km=130),
        "alignments.geojson:3": ABROAD + ",\n" + (minimal_layers()["alignments.geojson"].splitlines()[2]),
    }),
    ("far-from-country", "places.csv:6:lat", {"places.csv:6": place("lone", 39.0, 73.0)}),
    ("unused-review", "reviewed.csv:2:subject", {"reviewed.csv": "code,subject,reason\nslow-link,city-fork,it is\n"}),
]  # fmt: skip
ALSO = {
    "missing-file": {"unknown-reference"},
    "shared-id": {"isolated-place", "alignment-missing", "link-too-long", "border-outside-port", "alignment-ends"},
    "control-of-other": {"mode-without-control-point"},
    "sides-out-of-order": {"chain-not-joined"},
    "chain-not-joined": {"loop-link", "alignment-ends"},
    "loop-link": {"alignment-missing"},
    "unknown-reference": {"isolated-place"},
    "swapped-coordinates": {"link-too-short", "alignment-ends", "far-from-country"},
    "far-from-country": {"isolated-place"},
    "slow-link": {"link-too-long", "alignment-missing"},
    "border-outside-port": {"alignment-missing"},
    "unreachable-places": {"alignment-missing"},
    "unreachable-by-rail": {"alignment-missing", "unreachable-places"},
    "alignment-unknown": {"alignment-missing"},
    "sequence-gap": set(),
    "outside-region": {"waypoints-too-long"},
}  # fmt: skip
"""Other findings that follow from the same fault."""


@pytest.mark.parametrize(
    ("code", "where", "changed"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_fault_gives_its_finding_at_its_place(
    code: str, where: str, changed: dict[str, str | None], tmp_path: Path
) -> None:
    findings = check(write_minimal(tmp_path, changed))
    codes = {finding.code for finding in findings}
    places = [str(finding).split(": ")[0] for finding in findings if finding.code == code]
    assert places == [f"{tmp_path}/{where}"], "\n".join(map(str, findings))
    assert codes <= {code} | ALSO.get(code, set())


def test_the_minimal_dataset_has_nothing_to_find(minimal: Path) -> None:
    assert check(minimal) == []


def test_every_code_has_a_case() -> None:
    elsewhere = {"unreadable-file", "file-too-large", "too-many-rows"} | SHIPMENT_CODES
    assert {code for code, _, _ in CASES} | elsewhere == set(CODES)
