"""Copies of a store: made while it runs, put into another, and brought back."""
