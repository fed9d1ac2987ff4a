"""The corridor command."""
