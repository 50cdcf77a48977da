"""Parcels -> one relay, by SMTP (RFC 5321): a round trip a message where it can be.

Read pool first: it has the way to the relay, and sitting its connections. A connection
is octets and deadlines; what is said over it stands apart, without I/O: opening
(greeting, encryption, login), exchange (the messages), replies (octets -> what the
relay said). errors has the words for what goes wrong, credentials what we log in with,
returns who is tried once more, spell when a relay is tried again.
"""
