"""What is counted for programs that watch over digest: the only prometheus_client.

No label names a reader.
"""
