"""Issues on their way: composed, proven, drafted; then published, or kept waiting."""
