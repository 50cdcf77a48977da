"""HTML page -> blocks and facts, by what the page declares and what it shows.

Read webpage first, then votes and places; for the facts declared, then head, title,
authors, dates and surroundings.
"""
