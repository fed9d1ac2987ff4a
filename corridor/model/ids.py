"""Distinct types for each kind of name, so that one cannot be passed where another is due."""

from typing import NewType

PlaceId = NewType("PlaceId", str)
LinkId = NewType("LinkId", str)
CrossingId = NewType("CrossingId", str)
ControlId = NewType("ControlId", str)
BanId = NewType("BanId", str)
SourceId = NewType("SourceId", str)
Country = NewType("Country", str)
"""ISO 3166-1 alpha-2, upper case."""
