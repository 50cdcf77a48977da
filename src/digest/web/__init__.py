"""The door of readers: the published tree, and their subscriptions."""
