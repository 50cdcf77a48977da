"""The log of requests, and what it tells of the programs that read feeds."""
