"""What was made of each file, remembered by its bytes: a cache that can be deleted."""
