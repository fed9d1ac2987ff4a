"""The nouns of the field as frozen values: no files, no clock, no search."""
