"""The task engine: carries to workers on any machines which letters they are to send.

A job says "these deliveries of that issue", and nothing else: all that counts stands in
the ledger, so that a job which runs twice, late or never costs nothing. The only
importer of procrastinate.
"""
