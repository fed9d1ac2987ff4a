"""Text and dates to instants: zones, holidays, opening hours, opening periods."""
