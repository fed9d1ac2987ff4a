"""Small networks are shared with the tests of the reference engine."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "engine"))
