"""Reports: pages of maps, charts and tables about one trip, every departure of a window, or a port."""
