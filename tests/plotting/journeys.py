"""A truck from Kashgar to Tashkent over Irkeshtam, by hand: the gate shut at night, and never shut."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from corridor.model.alignment import Alignment
from corridor.model.ids import ControlId, CrossingId, LinkId
from corridor.model.itinerary import Itinerary, Leg, LegKind
from corridor.model.place import Position
from corridor.model.port import Span, State
from corridor.model.provenance import Notice
from corridor.plotting.maps.route.page import MapPort, MapRoute, PortStatus, RouteMapPage

MINUTE = 60
BEIJING, BISHKEK, TASHKENT = "Asia/Shanghai", "Asia/Bishkek", "Asia/Tashkent"
IRKESHTAM, DOSTUK = CrossingId("irkeshtam"), CrossingId("dostuk")

# 30 May 2025, 18:00 in Beijing: two days before Irkeshtam began to clear freight round the clock.
FRIDAY_EVENING = int(datetime(2025, 5, 30, 10, tzinfo=UTC).timestamp())

PLACES = {
    "kashgar": ("Kashgar", Position(39.4672, 75.9868)),
    "topa-jct": ("Topa turn-off", Position(39.74, 75.53)),
    "irkeshtam-wuqia-park": ("Irkeshtam port park, Wuqia", Position(39.7163, 75.2219)),
    "irkeshtam-gate": ("Irkeshtam state border gate", Position(39.69438, 73.92374)),
    "irkeshtam-kg": ("Irkeshtam-Avtodorozhny", Position(39.67806, 73.89861)),
    "sary-tash": ("Sary-Tash", Position(39.734, 73.252)),
    "gulcha": ("Gulcha", Position(40.3138, 73.4442)),
    "osh": ("Osh", Position(40.5283, 72.7985)),
    "dostuk-kg": ("Dostuk", Position(40.5729, 72.7612)),
    "dustlik-uz": ("Do‘stlik", Position(40.5724, 72.7570)),
    "andijan": ("Andijan", Position(40.7834, 72.3507)),
    "kokand": ("Kokand", Position(40.5286, 70.9425)),
    "kamchik": ("Kamchik pass tunnel", Position(41.1, 70.53)),
    "angren": ("Angren", Position(41.0167, 70.1436)),
    "tashkent": ("Tashkent", Position(41.2647, 69.2163)),
}
LOCAL_NAMES = {
    "irkeshtam-wuqia-park": "伊尔克什坦口岸园区（乌恰）",
    "irkeshtam-gate": "伊尔克什坦国门 / Эркеч-Там",
    "irkeshtam-kg": "Иркештам-автодорожный",
    "dostuk-kg": "Достук-автодорожный",
    "dustlik-uz": "Do‘stlik",
}
SATURDAY = int(datetime(2025, 5, 30, 16, tzinfo=UTC).timestamp())  # midnight in Beijing
WEEKS: dict[str, tuple[Span[State], ...]] = {
    "waited": (
        Span(SATURDAY, SATURDAY + 36_000, "closed"),
        Span(SATURDAY + 36_000, SATURDAY + 604_800, "open"),
    )
}
# Link ends in the order of the tables, and points between them as (lon, lat). Two links are given against
# the direction of travel; one has no alignment, one is only sketched.
LINKS: dict[str, tuple[str, str, tuple[tuple[float, float], ...]]] = {
    "kashgar--topa-jct": (
        "kashgar",
        "topa-jct",
        ((75.943, 39.616), (75.9, 39.65), (75.815, 39.66), (75.65, 39.72)),
    ),
    "topa-jct--park": ("topa-jct", "irkeshtam-wuqia-park", ((75.4, 39.73), (75.256, 39.7184))),
    "park--irkeshtam": (
        "irkeshtam-wuqia-park",
        "irkeshtam-gate",
        (
            (75.02, 39.72),
            (74.8, 39.75),
            (74.6, 39.76),
            (74.45, 39.79),
            (74.3, 39.8),
            (74.18, 39.77),
            (74.05, 39.75),
        ),
    ),
    "irkeshtam--irkeshtam-kg": ("irkeshtam-gate", "irkeshtam-kg", ()),
    "sary-tash--irkeshtam-kg": ("sary-tash", "irkeshtam-kg", ((73.4, 39.72), (73.55, 39.7), (73.75, 39.69))),
    "sary-tash--gulcha": (
        "sary-tash",
        "gulcha",
        (
            (73.17, 39.775),
            (73.2, 39.83),
            (73.3, 39.86),
            (73.36, 39.95),
            (73.5, 40.03),
            (73.53, 40.15),
            (73.47, 40.25),
        ),
    ),
    "gulcha--osh": ("gulcha", "osh", ((73.35, 40.37), (73.2, 40.33), (73.05, 40.42), (72.9, 40.47))),
    "osh--dostuk": ("osh", "dostuk-kg", ()),
    "dostuk--dustlik": ("dostuk-kg", "dustlik-uz", ()),
    "dustlik--andijan": ("dustlik-uz", "andijan", ((72.64, 40.66), (72.5, 40.72))),
    "andijan--kokand": ("andijan", "kokand", ((72.1, 40.68), (71.75, 40.66), (71.4, 40.62), (71.15, 40.55))),
    "kokand--kamchik": ("kokand", "kamchik", ((70.85, 40.78), (70.72, 40.9), (70.66, 41.02))),
    "angren--kamchik": ("angren", "kamchik", ((70.3, 41.05),)),
    "angren--tashkent": ("angren", "tashkent", ((69.9, 40.95), (69.6, 40.93), (69.4, 41.1))),
}
UNDRAWN, SKETCHED = {"dostuk--dustlik"}, {"kokand--kamchik"}


@dataclass
class Trip:
    """Legs one after another, by minutes."""

    clock: int
    legs: list[Leg] = field(default_factory=list)

    def go(self, link: str, to: str, minutes: int, km: float, zones: tuple[str, str]) -> None:
        start, end, _ = LINKS[link]
        self._add("drive", start if to == end else end, to, minutes, zones, km=km, link=LinkId(link))

    def stay(
        self,
        kind: LegKind,
        at: str,
        minutes: int,
        tz: str,
        crossing: CrossingId | None = None,
        reason: str = "",
    ) -> None:
        if minutes:
            self._add(kind, at, at, minutes, (tz, tz), crossing=crossing, reason=reason)

    def _add(
        self,
        kind: LegKind,
        start: str,
        end: str,
        minutes: int,
        zones: tuple[str, str],
        *,
        km: float = 0.0,
        link: LinkId | None = None,
        crossing: CrossingId | None = None,
        reason: str = "",
    ) -> None:
        departs, self.clock = self.clock, self.clock + minutes * MINUTE
        control = None if crossing is None else ControlId(start)
        self.legs.append(
            Leg(
                kind=kind,
                from_id=start,
                to_id=end,
                depart_at=departs,
                arrive_at=self.clock,
                tz_from=zones[0],
                tz_to=zones[1],
                distance_km=km,
                mode="road" if link else "",
                link_id=link,
                control_id=control,
                crossing_id=crossing,
                reason=reason,
            )
        )


def itinerary(*, wait_min: int, queue_min: int = 40) -> Itinerary:
    """Return the trip with `wait_min` spent before the shut gate."""
    trip = Trip(FRIDAY_EVENING)
    trip.go("kashgar--topa-jct", "topa-jct", 41, 55, (BEIJING, BEIJING))
    trip.go("topa-jct--park", "irkeshtam-wuqia-park", 29, 35, (BEIJING, BEIJING))
    trip.stay("queue", "irkeshtam-wuqia-park", queue_min, BEIJING, IRKESHTAM)
    trip.stay("clearance", "irkeshtam-wuqia-park", 120, BEIJING, IRKESHTAM)
    trip.go("park--irkeshtam", "irkeshtam-gate", 187, 140, (BEIJING, BEIJING))
    why = "gate shut 00:00-10:00 Beijing time"
    trip.stay("wait", "irkeshtam-gate", wait_min, BEIJING, IRKESHTAM, why)
    trip.stay("clearance", "irkeshtam-gate", 10, BEIJING, IRKESHTAM)
    trip.go("irkeshtam--irkeshtam-kg", "irkeshtam-kg", 11, 7, (BEIJING, BISHKEK))
    trip.stay("clearance", "irkeshtam-kg", 48, BISHKEK, IRKESHTAM)
    trip.go("sary-tash--irkeshtam-kg", "sary-tash", 99, 66, (BISHKEK, BISHKEK))
    trip.go("sary-tash--gulcha", "gulcha", 154, 103, (BISHKEK, BISHKEK))
    trip.go("gulcha--osh", "osh", 120, 82, (BISHKEK, BISHKEK))
    trip.stay("rest", "osh", 660, BISHKEK)
    trip.go("osh--dostuk", "dostuk-kg", 12, 8, (BISHKEK, BISHKEK))
    trip.stay("clearance", "dostuk-kg", 45, BISHKEK, DOSTUK)
    trip.go("dostuk--dustlik", "dustlik-uz", 2, 0.5, (BISHKEK, TASHKENT))
    trip.stay("clearance", "dustlik-uz", 60, TASHKENT, DOSTUK)
    trip.go("dustlik--andijan", "andijan", 59, 45, (TASHKENT, TASHKENT))
    trip.go("andijan--kokand", "kokand", 167, 128, (TASHKENT, TASHKENT))
    trip.go("kokand--kamchik", "kamchik", 116, 89, (TASHKENT, TASHKENT))
    trip.go("angren--kamchik", "angren", 65, 50, (TASHKENT, TASHKENT))
    trip.go("angren--tashkent", "tashkent", 134, 103, (TASHKENT, TASHKENT))
    return Itinerary(
        depart_at=FRIDAY_EVENING,
        arrive_at=trip.clock,
        latest_depart_at=FRIDAY_EVENING + wait_min * MINUTE,
        legs=tuple(trip.legs),
        crossings=(IRKESHTAM, DOSTUK),
        notices=(),
    )


def port(at: str, crossing: CrossingId, tz: str, state: PortStatus, *lines: str) -> MapPort:
    """Return a control point of the trip as a mark."""
    name, position = PLACES[at]
    return MapPort(
        at_id=at,
        crossing_id=crossing,
        name=name,
        name_local=LOCAL_NAMES[at],
        position=position,
        tz=tz,
        state=state,
        lines=lines,
        week=WEEKS.get(state, ()),
    )


def ports(gate: PortStatus, hours: str) -> tuple[MapPort, ...]:
    """Return the trip's control points, with the gate as it stood."""
    return (
        port("irkeshtam-wuqia-park", IRKESHTAM, BEIJING, "open", f"Hours: {hours} (reported, 2025)"),
        port("irkeshtam-gate", IRKESHTAM, BEIJING, gate, f"Hours: {hours} (reported, 2025)"),
        port("irkeshtam-kg", IRKESHTAM, BISHKEK, "open", "Hours: as the Chinese side (inferred)"),
        port("dostuk-kg", DOSTUK, BISHKEK, "unknown", "Hours: not published; taken as open"),
        port("dustlik-uz", DOSTUK, TASHKENT, "unknown", "Hours: not published; taken as open"),
    )


def alignments() -> dict[LinkId, Alignment]:
    """Return the lines of all links but the undrawn."""
    return {LinkId(link): _alignment(link, *LINKS[link]) for link in LINKS if link not in UNDRAWN}


def _alignment(link: str, start: str, end: str, between: Iterable[tuple[float, float]]) -> Alignment:
    ends = [(PLACES[node][1].lon, PLACES[node][1].lat) for node in (start, end)]
    return Alignment(
        link_id=LinkId(link),
        points=(ends[0], *between, ends[1]),
        quality="schematic" if link in SKETCHED else "modelled",
        climb_m=None,
        descent_m=None,
        max_elev_m=None,
        dem_km=None,
    )


def square_country(
    iso: str, name: str, west: float, south: float, east: float, north: float
) -> dict[str, object]:
    """Return a country that nobody disputes."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "properties": {"iso": iso, "name_en": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


SQUARES = {
    "countries": {
        "type": "FeatureCollection",
        "features": [
            square_country("QS", "Squareland", 66, 36, 73.9, 44),
            square_country("QB", "Boxland", 73.9, 36, 79, 44),
        ],
    },
    "borders": {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"status": status},
                "geometry": {"type": "LineString", "coordinates": [[73.9, south], [73.9, north]]},
            }
            for status, south, north in (("international", 38, 44), ("disputed", 36, 38))
        ],
    },
}


def kashgar_to_tashkent() -> RouteMapPage:
    """Return the page of the trip under two scenarios: 7 x 14 h, and 24/7."""
    return RouteMapPage(
        title="Kashgar to Tashkent by Irkeshtam, leaving Friday 30 May 2025",
        subtitle="Road freight; hours of both sides, clearance, queue and driver rest counted",
        verdict="With Irkeshtam open round the clock the truck is in Tashkent 9 h 03 min sooner",
        routes=(
            MapRoute(
                scenario="as-was",
                title="Irkeshtam 7 days x 14 h (to 31 May 2025)",
                itinerary=itinerary(wait_min=543),
            ),
            MapRoute(
                scenario="round-the-clock",
                title="Irkeshtam 24/7 (from 1 June 2025)",
                itinerary=itinerary(wait_min=0),
            ),
        ),
        places=PLACES,
        alignments=alignments(),
        link_ends={LinkId(link): (start, end) for link, (start, end, _) in LINKS.items()},
        ports={
            "as-was": ports("waited", "10:00-24:00 Beijing time"),
            "round-the-clock": ports("open", "24/7"),
        },
        crossings={IRKESHTAM: "Irkeshtam", DOSTUK: "Dostuk - Do‘stlik"},
        towns=frozenset({"sary-tash", "gulcha", "osh", "andijan", "kokand", "angren"}),
        basemap=SQUARES,
        notices=(
            Notice(
                code="hours-unknown",
                message="Hours of Dostuk are not published; taken as open",
                subject="dostuk",
            ),
            Notice(
                code="schedule-inferred",
                message="Hours of Irkeshtam before June 2025 are read off closure notices",
                severity="info",
            ),
        ),
        sources=(
            "People's Daily Online, 2 June 2025: 24/7 clearance at Irkeshtam",
            "CAREC CPMM annual report 2023",
        ),
        made_with={
            "Data": "corridor-geodata 2026.1, 4f0c2a9be771",
            "Time zones": "tzdata 2026f",
            "Command": "corridor map kashgar tashkent --depart 2025-05-30T18:00 --scenario as-was --scenario round-the-clock",
        },
    )
