"""What was read once: a cache by bytes, which can be deleted at any time.

- article_memo: facts and bodies of articles, by the bytes of their files
- packing: values <-> bytes, each with a sum that tells damage
- cache_file: the SQLite file, made anew where it is damaged or of another edition
"""
