"""Finished values to text, JSON, CSV and GeoJSON; computes nothing."""
