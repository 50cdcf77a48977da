"""The databases that a store can be in, each opened and brought up to date."""
