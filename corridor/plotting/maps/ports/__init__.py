"""The map of ports over a week: which of them are open when, with a clock to move."""
