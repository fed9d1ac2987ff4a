import sys
from pathlib import Path

import pytest

for library in ("numpy", "scipy", "shapefile"):
    pytest.importorskip(library, reason="the generators need corridor[build]")

sys.path.insert(0, str(Path(__file__).parent))
