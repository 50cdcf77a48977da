"""When things happen: the jobs, and the daemon that keeps them on time."""
