"""Pictures of the trade as SVG without a script, each with a table that says the same."""
