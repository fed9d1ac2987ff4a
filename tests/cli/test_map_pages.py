"""`corridor map`: pages from the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corridor.cli.tiles import with_tiles
from corridor.errors import CorridorError, UsageError
from corridor.plotting.document import Block, Code, Page, compose
from corridor.plotting.maps.ground import MapPage

TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def policy(html: str) -> str:
    return html.partition('Content-Security-Policy" content="')[2].partition('"')[0]


def test_a_trip_is_told_in_the_language_asked_for(corridor: Callable[..., object], tmp_path: Path) -> None:
    target = tmp_path / "trip.html"
    trip = ("kashgar", "osh", "--depart", "2025-05-22T20:00", "--scenarios", "limited")
    assert corridor("map", "route", *trip, "--lang", "zh", "-o", str(target)).code == 0  # type: ignore[attr-defined]
    html = target.read_text(encoding="utf-8")
    assert "<title>喀什 - 奥什</title>" in html
    assert "2025年5月22日周四 20:00 (UTC+8)" in html
    assert "img-src data:;" in policy(html)


def test_a_port_on_the_map_says_its_hours_their_source_and_when_it_closes_next(
    corridor: Callable[..., object], tmp_path: Path
) -> None:
    target = tmp_path / "trip.html"
    trip = ("kashgar", "osh", "--depart", "2026-03-13T08:00")
    assert corridor("map", "route", *trip, "-o", str(target)).code == 0  # type: ignore[attr-defined]
    html = target.read_text(encoding="utf-8")
    assert "Hours: 24/7; PH off (Asia/Shanghai)" in html
    assert "Irkeshtam port starts 24/7 freight clearance" in html
    assert "confidence: high" in html
    assert "Closes next: Sun 5 Apr 2026 00:00 (UTC+8)" in html


def test_tiles_are_loaded_only_if_asked_for_and_from_one_host(
    corridor: Callable[..., object], tmp_path: Path
) -> None:
    target = tmp_path / "ports.html"
    asked = ("map", "ports", "--from", "2025-06-02", "--days", "1", "-o", str(target))
    assert corridor(*asked, "--tiles", TILES, "--tiles-by", "<b>Mappers</b>").code == 0  # type: ignore[attr-defined]
    html = target.read_text(encoding="utf-8")
    assert "img-src data: https://tiles.example.org;" in policy(html)
    assert "Map tiles from https://tiles.example.org (&lt;b&gt;Mappers&lt;/b&gt;) need the internet" in html


@pytest.mark.parametrize(
    ("url", "host"),
    [
        (TILES, "https://tiles.example.org"),
        ("https://{s}.tiles.example.org/{z}/{y}/{x}", "https://*.tiles.example.org"),
        ("http://localhost:8080/{z}/{x}/{y}.png?key=1", "http://localhost:8080"),
    ],
)
def test_the_host_of_tiles_is_read_off_their_address(url: str, host: str) -> None:
    page = with_tiles(MapPage(title="", verdict=""), url, "")
    assert page.tiles
    assert page.tiles.host == host


@pytest.mark.parametrize(
    "url",
    [
        "https://tiles.example.org/",
        "javascript:alert(1)/{z}/{x}/{y}",
        "https://a; script-src */{z}/{x}/{y}",
        "https:///{z}/{x}/{y}",
        "https://h.example/{z}/{x}/{y} \n",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="is no address of tiles"):
        with_tiles(MapPage(title="", verdict=""), url, "")


def test_a_host_that_would_alter_the_policy_is_refused() -> None:
    block = Block(element="", code=Code(), scene={}, hosts=("https://a; script-src *",))  # type: ignore[arg-type]
    with pytest.raises(CorridorError, match="no host that a page may load from"):
        compose("base.html", Page(title="", verdict=""), block)
