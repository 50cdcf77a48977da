"""Entries -> a search that needs no server: index, page and script."""
