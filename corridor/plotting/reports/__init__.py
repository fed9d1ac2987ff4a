"""Reports: pages of maps, charts and tables about one trip, or about every departure of a window."""
