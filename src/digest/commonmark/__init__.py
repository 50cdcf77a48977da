"""HTML -> Markdown, as comrak reads it.

Read fragment first; then converter, with beside, escaping and tables.
"""
