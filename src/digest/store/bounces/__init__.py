"""Bounces in the store: each report once, and what follows from it."""
