"""A letter and a subscriber -> the bytes of one message (RFC 5322), signed."""
