"""Benchmarks: ratios against NetworkX and others, measured side by side. Run `python -m benchmarks`."""
