"""Raw text -> blocks.

Read plaintext first, then pieces (where a text is cut) and kinds (what each piece is);
marked, announced and quoted know lists, headings and quotes by their signs, and kept
makes the blocks.
"""
