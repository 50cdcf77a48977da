"""The hub in the store: who listens to which feed, and what is still to be told."""
