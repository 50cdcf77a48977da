"""What only we can have made: links in letters, return addresses, the seal on both."""
