"""Shipments and studies as people write them, to values: tables, lanes and study files."""

from corridor.shipments.names import Names
from corridor.shipments.reading import ShipmentsRead, read_shipments
from corridor.shipments.request import StudyRequest, shipments_of
from corridor.shipments.study_files import read_study
from corridor.shipments.trips import Defaults

__all__ = [
    "Defaults",
    "Names",
    "ShipmentsRead",
    "StudyRequest",
    "read_shipments",
    "read_study",
    "shipments_of",
]
