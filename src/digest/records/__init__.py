"""What the store remembers, as values: by whom or what it is about."""
