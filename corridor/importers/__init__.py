"""Public packages and files to geodata/: alignments, basemap."""
