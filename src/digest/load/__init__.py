"""content/ -> Articles: reads what people have, and keeps the article in it.

Read folder first (all files: snapshots, media, prints), then article (one file:
encoding, filename, frontmatter, metadata); then a reader for each kind: markdown,
webpage/ and text/; then what they share: blocks, markup, sights, cruft/, sanitise; at
last facts and citations.
"""
