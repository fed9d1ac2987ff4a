"""Reports: an answer with all that is behind it, as one page to read, print and send."""
