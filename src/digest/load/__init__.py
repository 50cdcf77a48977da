"""content/ -> Articles: reads what people have, and keeps the article in it.

In the order of the line:

- all files: folder (the walk), snapshots, media and renditions (what articles show)
- one file: article, filename, encoding, frontmatter with metadata and its writing
- a reader for each kind: markdown, webpage/, text/, mail/, worddoc
- what readers share: blocks (the model), markup, tags, words and richtext (HTML),
  schemes and sanitise (what of it readers may see), embedded (what a file brings along)
- which of it is the article: sights, cruft/, and the author's last word in overrides
  with block_names
- the facts: facts, citations with cited_abroad, tag_suggestions
"""
