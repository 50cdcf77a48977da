"""Article or cruft. Read clean, then lines, rules, titles, bylines, phrases.

To add a phrase of your language, open `families`: one module for each reason.
"""
