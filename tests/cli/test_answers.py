"""What the commands print: the fixed JSON that other programs read, and text with the answer first."""

import csv
import io
import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest

TRIP = ("route", "kashgar", "tashkent", "--depart", "2025-06-05T14:00")
KINDS = ("drive", "rest", "wait", "queue", "clearance", "transload", "ferry")


def parsed(ran: Any) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    document: dict[str, Any] = json.loads(ran.out)
    return document


def test_a_route_as_json_has_the_promised_shape(corridor: Callable) -> None:
    document = parsed(corridor(*TRIP, "--scenario", "actual", "--format", "json"))
    assert list(document) == ["schema", "query", "itineraries", "reliability", "notices", "made_with"]
    assert document["schema"] == "corridor/route/1"
    (itinerary,) = document["itineraries"]
    assert itinerary["depart_at"] == "2025-06-05T06:00:00Z"
    assert itinerary["crossings"] == ["irkeshtam", "dostuk"]
    assert set(itinerary["totals"]) == {f"{kind}_s" for kind in KINDS}
    assert (
        sum(itinerary["totals"].values())
        == itinerary["duration_s"]
        == sum(leg["duration_s"] for leg in itinerary["legs"])
    )
    assert itinerary["distance_km"] == pytest.approx(
        sum(leg.get("distance_km", 0) for leg in itinerary["legs"]), abs=0.1
    )


def test_legs_carry_local_clocks_with_offsets(corridor: Callable) -> None:
    document = parsed(corridor(*TRIP, "--format", "json"))
    legs = document["itineraries"][0]["legs"]
    assert legs[0]["depart_local"] == "2025-06-05T14:00:00+08:00"
    assert legs[-1]["arrive_local"].endswith("+05:00")
    assert {"from", "to", "distance_km", "link"} <= set(legs[0])
    clear = next(leg for leg in legs if leg["kind"] == "clearance")
    assert clear["at"] == "irkeshtam-wuqia-park"


def test_a_wait_gives_its_reason(corridor: Callable) -> None:
    ran = corridor(
        "route", "kashgar", "osh", "--depart", "2025-06-05T20:00", "--scenario", "limited", "--format", "json"
    )
    waits = [leg for leg in parsed(ran)["itineraries"][0]["legs"] if leg["kind"] == "wait"]
    assert [wait["at"] for wait in waits] == ["irkeshtam-gate", "gulcha"]
    assert "Mo-Su 10:00-24:00" in waits[0]["reason"]
    assert "heat ban in Kyrgyzstan (Jun 01-Sep 01 10:00-20:00, over 18 t gross)" in waits[1]["reason"]


def test_a_wait_on_the_road_says_where(corridor: Callable) -> None:
    """At 10:00 it has driven an hour at 61 km/h: 57.7 km to Uzgen, and 3.3 of the next 49.4."""
    asked = ("route", "osh", "jalal-abad", "--depart", "2025-06-05T09:00")
    legs = parsed(corridor(*asked, "--format", "json"))["itineraries"][0]["legs"]
    before, wait, after = (leg for leg in legs if "start_km" in leg)
    assert (wait["at"], wait["link"]) == ("uzgen", "uzgen--jalal-abad")
    assert before["left_km"] == wait["left_km"] == after["distance_km"] == pytest.approx(46.1, abs=0.01)
    assert before["distance_km"] == wait["start_km"] == after["start_km"] == pytest.approx(3.3, abs=0.01)
    features = json.loads(corridor(*asked, "--format", "geojson").out)["features"]
    lines = [f["geometry"]["coordinates"] for f in features if f["properties"]["link"] == wait["link"]]
    assert lines[0][-1] == pytest.approx(lines[1])
    assert lines[1] == pytest.approx(lines[2][0])
    text = corridor(*asked).out
    assert "3 km past Uzgen, towards Jalal-Abad" in text
    rows = list(csv.DictReader(io.StringIO(corridor(*asked, "--format", "csv").out.removeprefix("\ufeff"))))
    assert "3 km past Uzgen, towards Jalal-Abad" in {row["from"] for row in rows}


@pytest.mark.parametrize(
    "lifts",
    [("--bans", "none"), ("--gross-t", "18"), ("--cargo", "perishable"), ("--set", "ban:kg-heat.in_use=no")],
)
def test_a_ban_can_be_left_out_or_not_be_meant(corridor: Callable, lifts: tuple[str, ...]) -> None:
    asked = ("route", "osh", "jalal-abad", "--depart", "2025-07-10T09:00")
    assert "wait 10 h" in corridor(*asked).out
    assert "wait" not in corridor(*asked, *lifts).out


@pytest.mark.parametrize("weight", ["nan", "0", "-1", "201", "heavy"])
def test_a_weight_that_is_none_is_refused(corridor: Callable, weight: str) -> None:
    ran = corridor("route", "osh", "jalal-abad", "--depart", "2025-07-10T09:00", "--gross-t", weight)
    assert (ran.code, ran.out) == (2, "")
    assert weight in ran.err


def test_the_answer_is_the_first_line_of_the_text(corridor: Callable) -> None:
    first = corridor(*TRIP).out.splitlines()[0]
    assert first.startswith("Kashgar -> Tashkent: arrives Sat 7 Jun 2025")
    assert first.endswith("(UTC+5)")


@pytest.mark.parametrize("names", [("kashgar", "osh"), ("喀什", "奥什"), ("Кашгар", "Ош"), ("KASHI", "osh")])
def test_names_may_be_english_chinese_russian_or_ids(corridor: Callable, names: tuple[str, str]) -> None:
    assert corridor("route", *names, "--depart", "2025-06-05T14:00").out.startswith("Kashgar -> Osh")


def test_departures_list_every_hour_and_their_figures_are_of_every_second(corridor: Callable) -> None:
    document = parsed(
        corridor(
            "departures",
            "kashgar",
            "osh",
            "--from",
            "2025-06-02",
            "--scenario",
            "limited",
            "--bans",
            "none",
            "--queue",
            "none",
            "--format",
            "json",
        )
    )
    assert (document["schema"], document["method"]) == ("corridor/departures/2", "exact")
    assert len(document["departures"]) == 168
    assert document["answered_s"] == 7 * 86_400
    durations = [departure["duration_s"] for departure in document["departures"]]
    assert document["min_s"] == document["best"]["duration_s"] <= min(durations)
    assert document["max_s"] == document["worst"]["duration_s"] >= max(durations)
    assert document["mean_s"] == pytest.approx(sum(durations) / 168, rel=0.02)
    assert sum(wait["mean_s"] for wait in document["waits"]) == pytest.approx(document["mean_wait_s"])
    assert [window["departs_from_local"] for window in document["best_windows"]] == [
        f"2025-06-0{day}T08:51:45+08:00" for day in range(2, 9)
    ]
    assert {cut_off["depart_local"][10:] for cut_off in document["cut_offs"]} == {
        "T17:48:45+08:00",
        "T21:17:45+08:00",
    }
    ends = [(piece["departs_from"], piece["departs_to"]) for piece in document["pieces"]]
    assert ends[0][0] == document["query"]["from"]
    assert ends[-1][1] == document["query"]["to"]
    assert all(a[1] == b[0] for a, b in itertools.pairwise(ends))


def test_departures_as_text_say_first_when_to_leave(corridor: Callable) -> None:
    lines = corridor(
        "departures",
        "kashgar",
        "osh",
        "--from",
        "2025-06-02",
        "--scenario",
        "limited",
        "--bans",
        "none",
        "--queue",
        "none",
    ).out.splitlines()
    assert lines[0] == (
        "Kashgar -> Osh: 11 h 37 min at best, leaving between Mon 2 Jun 2025 08:52 and 17:48 (UTC+8), "
        "and at the same clock on 6 more days"
    )
    assert [line.partition(":")[0] for line in lines[1:4]] == ["Worst", "Cut-off", "Same arrival"]
    assert "exact: every second of the window" in lines[4]


def test_departures_as_text_say_when_there_is_no_way_any_more(corridor: Callable) -> None:
    closes = "irkeshtam.KG.closure=2025-06-03/2090-01-01"
    window = (
        "--from",
        "2025-06-02",
        "--days",
        "3",
        "--via",
        "irkeshtam",
        "--set",
        closes,
        "--bans",
        "none",
        "--queue",
        "none",
    )
    lines = corridor("departures", "kashgar", "osh", *window).out.splitlines()
    assert lines[:3] == [
        "Kashgar -> Osh: 11 h 37 min at best, leaving between Mon 2 Jun 2025 00:00 and 19:48 (UTC+8)",
        "No way: 72% of departures",
        "Cut-off: leave by Mon 2 Jun 2025 19:48 (UTC+8), or there is no way",
    ]


def test_a_window_may_end_at_a_clock_that_is_skipped(corridor: Callable) -> None:
    told = corridor("departures", "almaty", "urumqi", "--from", "2004-03-27T02:30", "--days", "1").out
    assert "from Sat 27 Mar 2004 02:30 (UTC+6) to Sun 28 Mar 2004 03:30 (UTC+7)" in told


def test_departures_as_csv_are_those_listed(corridor: Callable) -> None:
    ran = corridor("departures", "kashgar", "osh", "--from", "2025-06-02", "--days", "1", "--every", "6h", "--format", "csv")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"))))
    assert [row["depart_local"][11:16] for row in rows] == ["00:00", "06:00", "12:00", "18:00"]


def test_a_list_of_too_many_departures_is_refused_but_not_their_figures(corridor: Callable) -> None:
    asked = ("departures", "kashgar", "osh", "--from", "2025-06-02", "--days", "3", "--every", "1s")
    refused = corridor(*asked, "--format", "csv")
    assert refused.code == 2
    assert "259200 departures are too many to list" in refused.err
    assert corridor(*asked).code == 0


def test_a_comparison_has_the_promised_shape(corridor: Callable) -> None:
    ran = corridor(
        "compare", "kashgar", "tashkent", "--scenarios", "limited,24-7", "--from", "2025-06-02", "--days", "7", "--format", "json", "--queue", "none"
    )  # fmt: skip
    document = parsed(ran)
    assert (document["schema"], document["method"]) == ("corridor/compare/2", "exact")
    assert [scenario["name"] for scenario in document["scenarios"]] == ["limited", "24-7"]
    figures = {"changes", "mean_s", "p50_s", "p90_s", "min_s", "max_s", "mean_wait_s", "crossings", "waits"}
    assert figures <= set(document["scenarios"][0])
    (difference,) = document["differences"]
    assert len(difference["by_weekday_hour"]) == 168
    assert difference["mean_s"] == pytest.approx(
        document["scenarios"][1]["mean_s"] - document["scenarios"][0]["mean_s"]
    )
    assert 0 < difference["share_gain"] < 1
    assert difference["share_lose"] == 0
    assert difference["largest_gain"]["depart_local"] == "2025-06-02T17:48:46+08:00"
    assert (
        difference["largest_gain"]["difference_s"] == -65_948
    )  # ten hours of the gate, and the heat ban below Gulcha from when it is reached until 20:00
    assert difference["largest_loss"] is None


def test_a_comparison_as_text_begins_with_one_sentence(corridor: Callable) -> None:
    ran = corridor(
        "compare", "kashgar", "osh", "--scenarios", "limited,24-7", "--from", "2025-06-02", "--days", "2"
    )
    first = ran.out.splitlines()[0]
    assert first.startswith("24-7 is ")
    assert "faster than limited on average from Kashgar to Osh" in first
    assert "Mon" in ran.out


def test_a_port_says_open_or_closed_on_both_clocks(corridor: Callable) -> None:
    ran = corridor("ports", "irkeshtam", "--at", "2025-05-31T20:00")
    assert "CLOSED until Sun 1 Jun 2025 10:00 (UTC+8)" in ran.out
    assert "Sun 1 Jun 2025 08:00 (UTC+6)" in ran.out
    assert "Dragon Boat" in ran.out


def test_every_port_is_listed_without_a_name(corridor: Callable) -> None:
    assert corridor("ports", "--at", "2025-06-05T12:00").out.count("\n") > 60


def test_a_port_tells_who_waits_and_on_what_figures(corridor: Callable) -> None:
    """1,500 trucks wait on 8 November, and 3.1 more an hour come than are let in."""
    asked = ("ports", "horgos-road", "--at", "2025-11-10T20:00")
    (line,) = (row for row in corridor(*asked).out.splitlines() if "baq-300026744 (derived)" in row)
    assert line.split()[:3] == ["horgos-road-kz", "export", "1700"]
    post = json.loads(corridor(*asked, "--format", "json").out)["control_points"][1]
    (queue,) = post["queues"]
    assert queue["ahead"] == 1700
    assert queue["wait_s"] == pytest.approx(1700 / 30.2 * 3600, rel=0.01)
    assert "No figures of queues are known now." in corridor("ports", "karamyk", "--at", "2025-06-05").out


def test_alternatives_differ_in_their_crossings(corridor: Callable) -> None:
    document = parsed(
        corridor(
            "alternatives",
            "kashgar",
            "almaty",
            "--depart",
            "2025-06-05T14:00",
            "-k",
            "4",
            "--format",
            "json",
        )
    )
    ways = [tuple(itinerary["crossings"]) for itinerary in document["itineraries"]]
    arrivals = [itinerary["arrive_at"] for itinerary in document["itineraries"]]
    assert len(set(ways)) == len(ways) == 4
    assert arrivals == sorted(arrivals)
    assert all(way[0] in {"torugart", "irkeshtam", "horgos-road"} for way in ways)
    first = document["first_choice"]
    assert (first["from"], first["to"]) == ("2025-06-05T06:00:00Z", "2025-06-12T06:00:00Z")
    assert sum(way["share"] for way in first["crossings"]) == pytest.approx(1)
    assert {tuple(way["sequence"]) for way in first["crossings"]} & set(ways)


def test_alternatives_as_text_say_how_often_each_is_first(corridor: Callable) -> None:
    lines = corridor("alternatives", "kashgar", "bishkek", "--depart", "2025-06-05T14:00").out.splitlines()
    at = lines.index(
        "First to arrive if nobody rested, of all departures of 7 days from Thu 5 Jun 2025 14:00 (UTC+8):"
    )
    shares = [line.split() for line in lines[at + 1 : lines.index("", at)]]
    assert [words[1:] for words in shares] == [["by", "torugart"], ["by", "irkeshtam"]]
    assert sum(int(words[0].rstrip("%")) for words in shares) == 100


def test_avoiding_and_passing_ports_changes_the_way(corridor: Callable) -> None:
    def crossings(*options: str) -> list[str]:
        ran = corridor(
            "route", "kashgar", "osh", "--depart", "2025-06-05T14:00", "--format", "json", *options
        )
        return parsed(ran)["itineraries"][0]["crossings"]  # type: ignore[no-any-return]

    assert crossings() == ["irkeshtam"]
    assert "irkeshtam" not in crossings("--avoid", "irkeshtam")
    assert "torugart" in crossings("--via", "torugart")


def test_an_arrival_is_local_to_the_destination(corridor: Callable) -> None:
    ran = corridor("route", "kashgar", "osh", "--arrive", "2025-06-09T09:00", "--format", "json")
    itinerary = parsed(ran)["itineraries"][0]
    assert itinerary["arrive_at"] <= "2025-06-09T03:00:00Z"
    assert itinerary["legs"][-1]["arrive_local"].endswith("+06:00")


def test_csv_opens_in_a_spreadsheet(corridor: Callable) -> None:
    ran = corridor(*TRIP, "--format", "csv")
    assert ran.out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"))))
    assert rows[0]["kind"] == "drive"
    assert {"itinerary", "from", "to", "depart_local", "duration_s", "reason"} <= set(rows[0])


def test_geojson_follows_the_alignments(corridor: Callable) -> None:
    collection = parsed(corridor(*TRIP, "--format", "geojson"))
    lines = [feature for feature in collection["features"] if feature["geometry"]["type"] == "LineString"]
    assert max(len(line["geometry"]["coordinates"]) for line in lines) > 50
    for before, after in itertools.pairwise(lines):
        lon, lat = before["geometry"]["coordinates"][-1]
        assert after["geometry"]["coordinates"][0] == pytest.approx([lon, lat], abs=0.03)


def test_the_same_question_gives_the_same_bytes(corridor: Callable) -> None:
    assert corridor(*TRIP, "--format", "json").out == corridor(*TRIP, "--format", "json").out


def test_every_output_ends_with_what_made_it(corridor: Callable) -> None:
    last = corridor(*TRIP).out.strip().splitlines()[-1]
    for word in ("Made with corridor", "data", "tzdata", "holidays", "as of"):
        assert word in last


def test_a_scenario_tells_what_it_changes(corridor: Callable) -> None:
    out = corridor("scenarios", "limited").out
    assert "irkeshtam.CN hours: 24/7; PH off from 2025-06-01T10:00 -> Mo-Su 10:00-24:00; PH off" in out


def test_places_are_found_by_part_of_a_name(corridor: Callable) -> None:
    assert "tashkent" in corridor("places", "tash").out
    assert corridor("places", "zzzz").code == 1


def test_completion_scripts_are_printed(corridor: Callable) -> None:
    assert "_CORRIDOR_COMPLETE" in corridor("completion", "bash").out
