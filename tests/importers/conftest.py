import pytest

for library in ("numpy", "scipy", "shapefile"):
    pytest.importorskip(library, reason="the generators need corridor[build]")
