"""Readers of foreign formats, one a module: each gives rows, in the order of the source."""
