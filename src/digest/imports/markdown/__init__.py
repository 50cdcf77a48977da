"""Blocks -> Markdown as a person would write it.

Read writer first; then converter, with beside, escaping, tables and footnotes.
"""
