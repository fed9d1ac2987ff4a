"""Finished values to pictures and maps; computes nothing."""
