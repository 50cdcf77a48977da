"""Lists of readers in files: what other programs write, read; and our own, written.

A list is a file, or an archive of some. It is decoded, cut into records, its columns
are recognised, and each record becomes a reader or a refusal with its line. All of that
is done row by row: a list may be longer than the memory.
"""
