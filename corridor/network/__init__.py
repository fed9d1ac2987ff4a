"""The graph: places and control points as nodes, what takes time as edges."""
