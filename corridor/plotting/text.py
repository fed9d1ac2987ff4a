"""Text as pages show it."""

from corridor.model.text import clean

__all__ = ["clean"]
