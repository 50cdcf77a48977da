"""Blocks -> Markdown as a person would write it.

Read writer first, then footnotes; what converts HTML stands in digest.commonmark.
"""
