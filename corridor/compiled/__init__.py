"""The compiled engine: the same answers as `corridor.engine`, over arrays. Numba is imported here and nowhere below."""
