"""The web -> bytes: one request at a time, to public addresses, within limits.

Read fetcher first: it asks, and follows redirects. Where a request may go say target
(its address), resolver (the addresses of its host) and public (which of them); what
comes back goes through body and inflation, headers tells what it says of itself, and
fetched is what all of it makes. robots is for those who poll: what a site asks of them.
"""
