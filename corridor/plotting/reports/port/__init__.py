"""The report on a port: all that is known of it around an instant."""
