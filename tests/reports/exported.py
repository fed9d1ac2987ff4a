"""A trip of the small dataset as every export takes it, and texts in every field of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import icalendar
import openpyxl

from corridor.dataset.loading import load, load_alignments
from corridor.model.alignment import Alignment
from corridor.model.dataset import Dataset
from corridor.model.ids import LinkId, PlaceId
from corridor.model.itinerary import Itinerary
from corridor.model.made_with import MadeWith
from corridor.model.provenance import Notice
from corridor.model.query import Query
from corridor.model.scenario import Changed
from corridor.operations.gate_windows import gate_windows
from corridor.planner import Planner
from corridor.plotting.style import LEG_COLOURS
from corridor.reports.geojson import route_geojson
from corridor.reports.gpx import route_gpx
from corridor.reports.kml import route_kml
from corridor.reports.route_workbook import route_xlsx
from corridor.reports.tables import route_csv
from corridor.reports.tracks import TitledTrip
from corridor.reports.trip_calendar import route_ics

TUESDAY_EVENING = (
    1_747_746_000  # 2025-05-20 21:00 Beijing: the gate is reached at 00:30, and shut until 10:00
)
STAMP = 1_773_360_000
GPX = "{http://www.topografix.com/GPX/1/1}"
KML = "{http://www.opengis.net/kml/2.2}"


@dataclass(frozen=True)
class Exported:
    """What exports are made of."""

    dataset: Dataset
    query: Query
    trips: tuple[TitledTrip, ...]
    alignments: Mapping[LinkId, Alignment]
    changes: Mapping[str, tuple[Changed, ...]]
    made_with: MadeWith

    @property
    def itinerary(self) -> Itinerary:
        return self.trips[0].itinerary

    def gpx(self) -> str:
        return route_gpx(self.dataset, self.trips, self.alignments, self.made_with)

    def kml(self) -> str:
        return route_kml(self.dataset, self.trips, self.alignments, self.made_with, LEG_COLOURS)

    def ics(self) -> str:
        return route_ics(self.dataset, self.trips, self.alignments, self.made_with, STAMP)

    def xlsx(self) -> bytes:
        return route_xlsx(self.dataset, self.query, self.trips, self.changes, self.made_with, STAMP)

    def csv(self) -> str:
        return route_csv(self.dataset, [trip.itinerary for trip in self.trips])

    def geojson(self) -> str:
        return route_geojson(self.dataset, self.trips, self.alignments, self.made_with)

    def filled(self, text: str) -> "Exported":
        """Return the trip with `text` in every field that data or a user may fill."""
        places = {key: replace(place, name_en=text) for key, place in self.dataset.places.items()}
        points = {key: replace(point, name_en=text) for key, point in self.dataset.control_points.items()}
        return replace(
            self,
            dataset=replace(self.dataset, places=places, control_points=points),
            trips=tuple(_filled(trip, text) for trip in self.trips),
            changes={text: (Changed(subject=text, field=text, before=text, after=text),)},
            made_with=replace(self.made_with, command=text, data=text),
        )


def exported(folder: Path) -> Exported:
    dataset = load(folder)
    query = Query(origin=PlaceId("east-city"), destination=PlaceId("west-city"), depart_at=TUESDAY_EVENING)
    planner = Planner(dataset)
    itinerary = planner.plan(query)
    gates = tuple(gate_windows(dataset, planner.book, itinerary))
    return Exported(
        dataset=dataset,
        query=query,
        trips=(TitledTrip(title="East City - West City: Actual", itinerary=itinerary, gates=gates),),
        alignments=load_alignments(folder),
        changes={},
        made_with=MadeWith(
            corridor="0.1.0",
            data="two-passes",
            data_version="1",
            data_fingerprint="4f0c2a9be771",
            data_as_of="2026-03-13",
            tzdata="2026f",
            holidays="0.109",
            command="corridor route east-city west-city",
        ),
    )


def _filled(trip: TitledTrip, text: str) -> TitledTrip:
    legs = tuple(leg if leg.is_moving else replace(leg, reason=text) for leg in trip.itinerary.legs)
    notice = Notice(code=text, message=text, subject=text, source_id=text)
    return replace(trip, title=text, itinerary=replace(trip.itinerary, legs=legs, notices=(notice,)))


def texts_of_xml(written: str) -> list[str]:
    """Return every text of an XML document as a parser reads it."""
    return [element.text or "" for element in ET.fromstring(written.encode()).iter()]


def texts_of_calendar(written: str) -> list[str]:
    calendar = icalendar.Calendar.from_ical(written.encode())
    return [str(value) for part in calendar.walk() for _, value in part.property_items()]


def cells(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every sheet, the header first."""
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def texts_of_workbook(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(BytesIO(content))
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    return [
        value for rows in cells(content).values() for row in rows for value in row if isinstance(value, str)
    ]


READ: Mapping[str, Callable[[Exported], list[str]]] = {
    "gpx": lambda it: texts_of_xml(it.gpx()),
    "kml": lambda it: texts_of_xml(it.kml()),
    "ics": lambda it: texts_of_calendar(it.ics()),
    "xlsx": lambda it: texts_of_workbook(it.xlsx()),
}
"""Every export whose texts an independent reader gives back."""
