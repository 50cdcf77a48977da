"""The published tree as it answers requests (RFC 9110): files, and what they were."""
