"""Codings in which text goes over the web (RFC 9110 8.4.1): gzip and Brotli."""
