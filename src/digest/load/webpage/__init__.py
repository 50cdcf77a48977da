"""HTML page -> blocks and facts, by what the page declares and what it shows.

Read webpage first; then settled (with pictures, embeds, anchors) for the tree, votes,
extracted, choice and frame for what is the article, places for where it stood. For the
facts read declared, then head, title, authors, dates, surroundings and lead.
"""
