"""The truck that a trip is made with, as far as rules of the road ask about it."""

from dataclasses import dataclass
from typing import Final, Literal

Haul = Literal["international", "domestic"]
"""Carriage between countries, or within one."""
Cargo = Literal["general", "perishable"]
"""What is carried, as far as bans make exceptions for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """Weights in tonnes: whole truck, load, and heaviest single axle.

    The defaults are those of a loaded five-axle articulated truck; they are assumed, as nobody
    publishes what runs on these roads. `haul` None: domestic for a country in which both ends of the trip lie, else international.
    """

    gross_t: float = 40.0
    payload_t: float = 20.0
    axle_t: float = 10.0
    haul: Haul | None = None
    cargo: Cargo = "general"


LOADED_TRUCK: Final = Vehicle()
"""What a query is about if it does not say."""
