"""What others made -> Markdown files in content/: pages, mails, papers, feeds.

Read importer first, the line in its order; then arrival, kinds, wishes and results,
between which it stands. An article is read in article (with addresses, provenance and
refusals), and becomes a sheet in article_sheet, authored or item_sheet; feed and
markdown are rooms of their own. What is written goes to a shelf: pictures, originals,
shelf. Known tells what was imported before, and sections shows a list of feeds.
"""
