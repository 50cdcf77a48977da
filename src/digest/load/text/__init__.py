"""Raw text -> blocks. Read plaintext first, then pieces, kinds and kept."""
