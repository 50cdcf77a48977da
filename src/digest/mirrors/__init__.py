"""Copies of the published tree elsewhere, brought up to date after each publish."""
