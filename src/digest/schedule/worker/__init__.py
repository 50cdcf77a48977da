"""A worker: the process that sends batches of issues, on any machine."""
