"""A delivery on its way to the relay, and what the relay says."""
