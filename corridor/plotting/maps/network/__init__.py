"""The map of the dataset itself: places, links and ports, with where each figure comes from."""
