"""Studies: many shipments under several scenarios, worked out in parts that outlive any stop, and compared."""

from corridor.studies.run import Progress, run

__all__ = ["Progress", "run"]
