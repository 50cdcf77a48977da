"""content/ -> Articles: reads what people have, and keeps the article in it.

In the order of the line:

- all files: folder (all of it), walk (their names), survey (which of them are new),
  bodies, snapshots, media and renditions (what articles show)
- one file: article_files, article, filename, encoding
- an editor's note: notes
- front matter: frontmatter with plain_yaml and whole_yaml, metadata with values and
  episodes, and its writing
- a reader for each kind: markdown, webpage/, text/, mail/, worddoc
- what readers share: blocks (the model), markup, words and richtext (HTML), schemes and
  sanitise (what of it readers may see), heading_ids, embedded (what comes along)
- which of it is the article: sights, cruft/, and the author's last word in overrides
  with block_names
- the facts: facts with function_words, citations with cited_abroad and forms,
  tag_suggestions
"""
