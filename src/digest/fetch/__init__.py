"""The web -> bytes: one request at a time, to public addresses, within limits."""
