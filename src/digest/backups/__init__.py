"""The memory of a site in one file: written while the daemon runs, and brought back."""
