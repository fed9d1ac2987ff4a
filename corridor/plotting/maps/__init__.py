"""Maps as pages of their own, one folder for each kind; `corridor.plotting.web_map` makes the map in each."""
