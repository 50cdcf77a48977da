"""A mail (.eml) -> a Reading: its own words, without whom it answers and who sent it.

Read mail first; then parts (bytes -> headers and parts), headers, flowed (RFC 3676),
quotes (of plain text) and quoted_html (of HTML).
"""
