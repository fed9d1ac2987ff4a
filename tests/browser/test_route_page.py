import json
from dataclasses import replace
from pathlib import Path

import pytest
from chromium import Tab
from journeys import kashgar_to_tashkent
from pages import HOSTILE, everywhere, without

from corridor.model.place import Position
from corridor.plotting.maps.route.page import RouteMapPage
from corridor.plotting.maps.route.render import render
from corridor.units import format_duration

pytestmark = pytest.mark.browser

BASEMAP = Path(__file__).parents[2] / "geodata" / "basemap"
DESK, PHONE = (1280, 800), (390, 844)


def page_on_land() -> RouteMapPage:
    layers = {
        file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(BASEMAP.glob("*.geojson"))
    }
    return replace(kashgar_to_tashkent(), basemap=layers)


def saved(folder: Path, page: RouteMapPage) -> Path:
    path = folder / "map.html"
    path.write_text(render(page), encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return saved(tmp_path, page_on_land())


def visible_labels(tab: Tab) -> list[str]:
    labels: list[str] = tab.evaluate(
        "[...document.querySelectorAll('.label-box .label')].map(e => e.firstChild.textContent)"
    )
    return labels


def overlaps(tab: Tab) -> list[list[str]]:
    """Return the pairs of labels that cover one another, or are cut off by the map's edge."""
    found: list[list[str]] = tab.evaluate("""(() => {
      const map = document.querySelector('.folium-map').getBoundingClientRect();
      const all = [...document.querySelectorAll('.label-box')].map(e => [e.textContent, e.getBoundingClientRect()]);
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      const cut = all.filter(([, a]) => a.left < map.left || a.right > map.right || a.top < map.top || a.bottom > map.bottom);
      const pairs = all.flatMap(([one, a], i) => all.slice(i + 1).filter(([, b]) => meet(a, b)).map(([other]) => [one, other]));
      return [...pairs, ...cut.map(([name]) => [name, 'edge'])];
    })()""")
    return found


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_page_asks_for_nothing_but_itself_and_complains_of_nothing(
    tab: Tab, file: Path, size: tuple[int, int]
) -> None:
    tab.open(file, *size)
    assert tab.requests == [file.as_uri()]
    assert tab.complaints == []


def test_each_route_is_seen_in_its_own_colour_beside_the_other(tab: Tab, file: Path) -> None:
    tab.open(file)
    lines = tab.evaluate("""[...document.querySelectorAll('path.route')].map(e => {
      const b = e.getBoundingClientRect();
      return [e.getAttribute('stroke'), e.getAttribute('stroke-dasharray'), b.width > 0 || b.height > 0, e.getAttribute('d')];
    })""")
    assert {colour for colour, _, seen, _ in lines if seen} == {"#1d5fa8", "#b3207c"}
    assert {dash for colour, dash, _, _ in lines if colour == "#b3207c"} == {"10 6", "1 5"}
    assert len({course for _, _, _, course in lines}) == len(lines)


def test_the_wait_is_the_largest_mark_and_is_written_beside_it(tab: Tab, file: Path) -> None:
    tab.open(file)
    waits = tab.evaluate("[...document.querySelectorAll('.label .wait')].map(e => e.textContent)")
    assert waits == ["1waits 9 h 03 min"]
    widths = tab.evaluate("[...document.querySelectorAll('.halo')].map(e => e.getBoundingClientRect().width)")
    assert len(widths) == 1
    assert widths[0] > 40


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_label_covers_another_or_is_cut_off(tab: Tab, file: Path, size: tuple[int, int]) -> None:
    tab.open(file, *size)
    for _ in range(4):
        assert overlaps(tab) == []
        tab.click(".leaflet-control-zoom-in")
    assert overlaps(tab) == []


def test_origin_destination_and_the_port_of_the_wait_are_named(tab: Tab, file: Path) -> None:
    assert {"Kashgar", "Tashkent", "Irkeshtam"} <= set(visible_labels(tab.open(file)))
    assert {"Kashgar", "Tashkent", "Irkeshtam"} <= set(visible_labels(tab.open(file, *PHONE)))


def test_a_click_on_a_port_tells_its_times(tab: Tab, file: Path) -> None:
    tab.open(file)
    tab.click(".port")
    text = tab.evaluate("document.querySelector('.leaflet-popup').innerText")
    assert "Irkeshtam state border gate · 伊尔克什坦国门 / Эркеч-Там" in text
    assert "Sat 31 May 2025 00:57 (UTC+8), 30 May 16:57 UTC" in text
    assert "9 h 03 min, until Sat 31 May 2025 10:00 (UTC+8), 02:00 UTC" in text


def test_a_port_shows_its_week_and_lines_point_the_way(tab: Tab, file: Path) -> None:
    tab.open(file)
    assert tab.evaluate("document.querySelectorAll('path.arrow').length") > 5
    tab.click(".port")
    assert tab.evaluate("document.querySelectorAll('.leaflet-popup .strip').length") == 1
    assert tab.complaints == []


def test_a_port_opens_and_closes_from_the_keyboard(tab: Tab, file: Path) -> None:
    tab.open(file)
    tab.evaluate("document.querySelector('.port').focus()")
    tab.press("Enter", 13)
    assert tab.evaluate("document.querySelectorAll('.leaflet-popup').length") == 1
    tab.press("Escape", 27)
    assert tab.evaluate("document.querySelectorAll('.leaflet-popup').length") == 0


def test_a_click_on_a_route_tells_the_leg(tab: Tab, file: Path) -> None:
    tab.open(file)
    tab.evaluate("document.querySelector('.map').scrollIntoView()")
    x, y = tab.evaluate("""(() => {
      const line = [...document.querySelectorAll('path.route')].find(e => e.getTotalLength() > 100);
      const at = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
      return [at.x, at.y];
    })()""")
    tab.click_at(x, y)
    text = tab.evaluate("document.querySelector('.leaflet-popup').innerText")
    assert "→" in text
    assert "Leaves" in text


def test_a_scenario_can_be_switched_off_and_on_from_the_keyboard(tab: Tab, file: Path) -> None:
    def colours() -> set[str]:
        return set(
            tab.evaluate("[...document.querySelectorAll('path.route')].map(e => e.getAttribute('stroke'))")
        )

    tab.open(file)
    tab.evaluate("document.querySelector('.layers input').focus()")
    tab.press(" ", 32)
    assert colours() == {"#b3207c"}
    assert tab.evaluate("document.querySelectorAll('.label .wait').length") == 0
    tab.press(" ", 32)
    assert colours() == {"#1d5fa8", "#b3207c"}
    assert tab.complaints == []


def test_the_switch_is_open_at_a_desk_and_closed_on_a_phone(tab: Tab, file: Path) -> None:
    assert tab.open(file).evaluate("document.querySelector('.layers').open")
    assert not tab.open(file, *PHONE).evaluate("document.querySelector('.layers').open")


def test_the_switch_folds_where_it_would_hide_the_route(tab: Tab, tmp_path: Path) -> None:
    page = without(kashgar_to_tashkent(), "kashgar--topa-jct")
    north_east = {**page.places, "kashgar": ("Kashgar", Position(42.3, 76.5))}
    tab.open(saved(tmp_path, replace(page, places=north_east)))
    assert not tab.evaluate("document.querySelector('.layers').open")
    assert "Kashgar" in visible_labels(tab)
    assert overlaps(tab) == []


def test_a_phone_never_scrolls_sideways(tab: Tab, file: Path) -> None:
    tab.open(file, *PHONE)
    tab.click(".port")
    assert tab.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    popup = tab.evaluate(
        "(b => [b.left, b.right])(document.querySelector('.leaflet-popup').getBoundingClientRect())"
    )
    assert popup[0] >= 0
    assert popup[1] <= PHONE[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_shown_letter_for_letter_and_run_nothing(
    tab: Tab, tmp_path: Path, text: str
) -> None:
    tab.open(saved(tmp_path, everywhere(kashgar_to_tashkent(), text)))
    tab.click(".port")
    assert tab.evaluate("document.querySelector('.leaflet-popup h3').textContent") == text
    assert tab.evaluate("document.querySelector('.verdict').textContent") == text
    assert tab.evaluate("document.querySelector('.layers label').lastChild.textContent") == text
    assert tab.evaluate("typeof window.pwned") == "undefined"
    assert tab.complaints == []
    assert len(tab.requests) == 1


def test_hostile_labels_are_shown_letter_for_letter(tab: Tab, tmp_path: Path) -> None:
    named = kashgar_to_tashkent()
    places = {**named.places, "tashkent": (HOSTILE[1], named.places["tashkent"][1])}
    tab.open(saved(tmp_path, replace(named, places=places)))
    assert HOSTILE[1] in visible_labels(tab)


def test_the_page_and_python_write_durations_alike(tab: Tab, file: Path) -> None:
    lengths = [*range(0, 400, 10), 3570, 3599, 3600, 3630, 3690, 7199, 7200, 45 * 3600 + 1350, 360_000]
    assert tab.open(file).evaluate(f"{lengths}.map(duration)") == [
        format_duration(length) for length in lengths
    ]


def test_a_page_without_land_ports_or_routes_still_opens(tab: Tab, tmp_path: Path) -> None:
    empty = RouteMapPage(
        title="No route", verdict="There is no way to Tashkent before Monday", routes=(), places={}
    )
    tab.open(saved(tmp_path, empty))
    assert tab.complaints == []


def test_a_printed_page_refits_the_map(tab: Tab, file: Path, artifacts: Path) -> None:
    tab.open(file)
    tab.evaluate(
        "window.sizes = []; window.addEventListener('beforeprint', () => sizes.push(map_1.getSize().x)); 0"
    )
    tab.print_to(artifacts / "route-map.pdf")
    assert tab.evaluate("sizes") == [678]
    assert tab.evaluate("map_1.getSize().x") > 1000
    assert tab.complaints == []


@pytest.mark.parametrize(("name", "size"), [("desk", DESK), ("phone", PHONE)])
def test_screenshots_are_kept_to_be_looked_at(
    tab: Tab, file: Path, artifacts: Path, name: str, size: tuple[int, int]
) -> None:
    tab.open(file, *size)
    tab.screenshot(artifacts / f"route-map-{name}.png")
    tab.screenshot(artifacts / f"route-map-{name}-whole.png", whole=True)
    assert (artifacts / f"route-map-{name}.png").stat().st_size > 20_000
