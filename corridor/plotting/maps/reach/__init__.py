"""Maps of reach: where a truck can be by so many hours."""
