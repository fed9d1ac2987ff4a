"""A dataset small enough to work through by hand: one city on either side of a range, and two passes.

    east-city -60- east-fork -45- high-yard -45- high-gate -5- high-post -60- west-fork -75- west-city
                        \\-75- low-cn -5- low-kg -90-/

Numbers are km; all speeds are 60 km/h, so that they are minutes, but the strips at the line take 10
minutes at 30 km/h. The high pass worked 10:00-24:00 Beijing (08:00-22:00 Bishkek) until it turned to
24/7 on 1 June 2025 at 10:00 Beijing; the low pass works Mo-Fr 10:00-14:00 and 16:00-20:00 on its Chinese
side, and nobody knows when on the other. Clearance takes 60 minutes for exports and 30 for imports in
CN, 20 and 40 in KG; the gate of the high pass adds 10.
"""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

Changes = Mapping[str, str | None]
"""`file` to its whole text, `file:line` to the line, `file:line:column` to the cell; None takes it out."""

FILES = {
    "dataset.toml": """\
name = "two-passes"
version = "1"
data_as_of = "2026-03-13"
region = [70.0, 38.0, 80.0, 42.0]
licence = "made up"
""",
    "sources.csv": """\
source_id,title,publisher,url,published_on,licence,note
made-up,Figures for tests,corridor,,2026,,
news,Port turns to 24/7,A newspaper,https://example.org/247,2025-06-02,,
""",
    "places.csv": """\
place_id,name_en,name_zh,name_ru,name_local,aliases,country,kind,lat,lon,position_basis,elevation_m,tz,geonames_id,source_id,note
east-city,East City,东城,Восток,,Eastville|E. City,CN,city,39.50,76.00,assumed,1300,Asia/Shanghai,,made-up,
east-fork,East Fork,,,,,CN,junction,39.60,75.40,assumed,,Asia/Shanghai,,made-up,
west-fork,West Fork,,,,,KG,junction,39.80,73.90,assumed,,Asia/Bishkek,,made-up,
west-city,West City,西城,Запад,Батыш,,KG,city,40.00,73.20,assumed,950,Asia/Bishkek,,made-up,
""",
    "crossings.csv": """\
crossing_id,name_en,name_zh,name_ru,aliases,country_a,country_b,freight,status,elevation_m,source_id,note
high-pass,High Pass,高山口,Высокий перевал,,CN,KG,yes,open,3700,made-up,
low-pass,Low Pass,,,,CN,KG,yes,open,,made-up,
""",
    "control_points.csv": """\
control_id,crossing_id,seq,mode,side,name_en,name_local,role,directions,lat,lon,accuracy_km,position_basis,elevation_m,tz,source_id,note
high-yard,high-pass,1,road,CN,High Pass yard,,inspection-yard,export|import,39.75,75.00,0.5,assumed,,Asia/Shanghai,made-up,
high-gate,high-pass,2,road,CN,High Pass gate,,border-gate,export|import,39.90,74.60,0.5,assumed,3700,Asia/Shanghai,made-up,
high-post,high-pass,3,road,KG,High Pass post,,post,export|import,39.92,74.55,0.5,assumed,3600,Asia/Bishkek,made-up,
low-cn,low-pass,1,road,CN,Low Pass (CN),,post,export|import,39.30,74.70,0.5,assumed,,Asia/Shanghai,made-up,
low-kg,low-pass,2,road,KG,Low Pass (KG),,post,export|import,39.31,74.65,0.5,assumed,,Asia/Bishkek,made-up,
""",
    "links.csv": """\
link_id,from_id,to_id,mode,distance_km,distance_basis,distance_year,distance_source_id,road_ref,road_class,surface,speed_kmh,speed_basis,speed_source_id,valid_from,valid_to,status,truck_access,max_elevation_m,pass_name,tier,note
city-fork,east-city,east-fork,road,60,assumed,,made-up,X1,main,paved,60,assumed,made-up,,,open,yes,,,1,
fork-yard,east-fork,high-yard,road,45,assumed,,made-up,X1,main,paved,60,assumed,made-up,,,open,yes,,,1,
yard-gate,high-yard,high-gate,road,45,assumed,,made-up,X1,main,paved,60,assumed,made-up,,,open,yes,3700,High Pass,1,
gate-post,high-gate,high-post,road,5,assumed,,made-up,X1,strip,paved,30,assumed,made-up,,,open,yes,,,1,
post-fork,high-post,west-fork,road,60,assumed,,made-up,Y1,main,paved,60,assumed,made-up,,,open,yes,,,1,
fork-low,east-fork,low-cn,road,75,assumed,,made-up,X2,main,paved,60,assumed,made-up,,,open,yes,,,1,
low-strip,low-cn,low-kg,road,5,assumed,,made-up,X2,strip,paved,30,assumed,made-up,,,open,yes,,,1,
low-fork,low-kg,west-fork,road,90,assumed,,made-up,Y2,main,paved,60,assumed,made-up,,,open,yes,,,1,
fork-city,west-fork,west-city,road,75,assumed,,made-up,Y1,main,paved,60,assumed,made-up,,,open,yes,,,1,
""",
    "schedules.csv": """\
schedule_id,crossing_id,side,control_id,mode,channel,valid_from,valid_to,hours,tz,holiday_calendar,admission,last_admission_min,confidence,basis,source_id,note
high-cn-1,high-pass,CN,,road,freight,,2025-06-01T10:00,10:00-24:00; PH off,Asia/Shanghai,CN-statutory,resumes,0,low,derived,made-up,
high-cn-2,high-pass,CN,,road,freight,2025-06-01T10:00,,24/7; PH off,Asia/Shanghai,CN-statutory,resumes,0,high,reported,news,
high-kg-1,high-pass,KG,,road,freight,,2025-06-01T08:00,08:00-22:00; PH off,Asia/Bishkek,CN-statutory,resumes,0,low,derived,made-up,
high-kg-2,high-pass,KG,,road,freight,2025-06-01T08:00,,24/7; PH off,Asia/Bishkek,CN-statutory,resumes,0,high,reported,news,
low-cn-1,low-pass,CN,,road,freight,,,"Mo-Fr 10:00-14:00,16:00-20:00; PH off",Asia/Shanghai,CN-statutory,resumes,0,medium,reported,made-up,
low-kg-1,low-pass,KG,,road,freight,,,,Asia/Bishkek,none,resumes,0,low,assumed,made-up,
""",
    "closures.csv": """\
closure_id,crossing_id,side,mode,starts,ends,tz,reason,settles_from,settles_to,announced_on,supersedes,source_id,note
new-year-first,high-pass,,road,2026-02-15T20:00+06:00,2026-02-19T08:00+06:00,Asia/Bishkek,Spring Festival,2026-02-17,2026-02-19,2026-02-10,,news,
new-year-final,high-pass,,road,2026-02-16T22:00+06:00,2026-02-20T08:00+06:00,Asia/Bishkek,Spring Festival,2026-02-17,2026-02-19,2026-02-13,new-year-first,news,
works,low-pass,KG,road,2025-10-06,2025-10-07,Asia/Bishkek,works,,,,,news,
""",
    "dwells.csv": """\
dwell_id,crossing_id,side,control_id,for_role,direction,mode,activity,year,net_min,p90_min,gross_mean_h,fee_usd,in_use,basis,source_id,note
cn-export,,CN,,main,export,road,clearance,,60,90,,,yes,assumed,made-up,
cn-import,,CN,,main,import,road,clearance,,30,,,,yes,assumed,made-up,
kg-export,,KG,,main,export,road,clearance,,20,,,,yes,assumed,made-up,
kg-import,,KG,,main,import,road,clearance,,40,,,,yes,assumed,made-up,
gate-export,,CN,,border-gate,export,road,clearance,,10,,,,yes,assumed,made-up,
gate-import,high-pass,CN,high-gate,border-gate,import,road,clearance,,10,,,,yes,assumed,made-up,
high-2019,high-pass,CN,,main,export,road,clearance,2019,300,,8,50,no,derived,made-up,kept as a fact of 2019
""",
    "transloads.csv": "place_id,from_mode,to_mode,net_min,basis,source_id,note\n",
    "capacities.csv": """\
crossing_id,side,direction,valid_from,valid_to,kind,value,unit,basis,source_id,note
high-pass,,,2025-06-01,,peak,1200,vehicles/day,reported,news,
""",
    "throughputs.csv": """\
crossing_id,starts,ends,value,unit,direction,source_id,note
high-pass,2025-06-01,2025-06-02,966,vehicles,both,news,
""",
    "holidays.csv": """\
calendar,day,kind,name,source_id
CN-statutory,2025-05-02,drop,Labour Day,made-up
""",
    "waypoints.csv": """\
link_id,seq,lat,lon,straight,note
fork-low,1,39.50,75.10,no,
""",
}


def write_minimal(folder: Path, changed: Changes | None = None) -> Path:
    """Write the dataset, with its map layers and the changes asked for, to a folder; return the folder."""
    files: dict[str, str | None] = {**FILES, **minimal_layers()}
    for where, text in (changed or {}).items():
        name, *place = where.split(":")
        files[name] = _edited(files.get(name) or "", place, text) if place else text
    for name, content in files.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8", "surrogateescape"))
    return folder


def _edited(content: str, place: list[str], text: str | None) -> str:
    lines = content.split("\n")[:-1]
    at = int(place[0]) - 1
    if len(place) > 1:
        text = _with_cell(lines[0], lines[at], place[1], text or "")
    lines[at : at + 1] = [] if text is None else [text]
    return "\n".join(lines) + "\n"


def _with_cell(header: str, line: str, column: str, text: str) -> str:
    cells = next(csv.reader([line]))
    cells[header.split(",").index(column)] = text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().removesuffix("\n")


def minimal_layers() -> dict[str, str]:
    """Return straight alignments, and a background of two countries, one border and a lake."""
    rows = [
        row
        for name in ("places.csv", "control_points.csv")
        for row in csv.DictReader(io.StringIO(FILES[name]))
    ]
    points = {
        row.get("place_id") or row["control_id"]: [float(row["lon"]), float(row["lat"])] for row in rows
    }
    alignments = [
        _feature(
            "LineString",
            [points[link["from_id"]], points[link["to_id"]]],
            link_id=link["link_id"],
            quality="schematic",
        )
        for link in csv.DictReader(io.StringIO(FILES["links.csv"]))
    ]
    west = [[70, 38], [74.57, 38], [74.57, 42], [70, 42], [70, 38]]
    east = [[74.57, 38], [80, 38], [80, 42], [74.57, 42], [74.57, 38]]
    countries = [
        _feature("Polygon", [ring], iso=iso, name_en=iso, name_zh="", name_ru="")
        for iso, ring in (("KG", west), ("CN", east))
    ]
    lake = _feature("Polygon", [[[77, 41], [78, 41], [78, 41.5], [77, 41]]], name_en="Lake")
    return {
        "alignments.geojson": _collection(alignments),
        "basemap/countries.geojson": _collection(countries),
        "basemap/borders.geojson": _collection(
            [_feature("LineString", west[1:3], status="settled", between="CN-KG")]
        ),
        "basemap/lakes.geojson": _collection([lake]),
    }


def _feature(kind: str, coordinates: object, **properties: str) -> str:
    geometry = {"type": kind, "coordinates": coordinates}
    return json.dumps({"type": "Feature", "properties": properties, "geometry": geometry})


def _collection(features: list[str]) -> str:
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
