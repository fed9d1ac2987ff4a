"""Pure search on the graph: earliest arrival, latest departure, alternatives."""
