"""Studies: many shipments under several scenarios, worked out in parts that outlive any stop, and compared."""

from corridor.studies.run import Progress, run
from corridor.studies.shelf import Shelf

__all__ = ["Progress", "Shelf", "run"]
