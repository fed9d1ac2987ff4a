"""How ports behave over time: clearance work, regimes, scenarios."""
