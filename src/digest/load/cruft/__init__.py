"""Article or cruft. Read clean, then lines, rules, titles, bylines, phrases."""
