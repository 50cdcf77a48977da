"""Readers in the store: who they are, what they agreed to, and what becomes of it."""
