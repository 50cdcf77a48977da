"""The lanes of the daemon: each does one job, beside all others."""
