"""The map of one trip under several scenarios."""
