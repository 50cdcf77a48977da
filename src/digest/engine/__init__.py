"""Batches of letters on their way to workers, on PostgreSQL: the only procrastinate.

A job says which batch of which issue and nothing else, and what a job means is decided
by the ledger when it runs. So one that is lost, late or run twice costs nothing. Knows
no press: what is done for a batch is handed in by whoever runs a worker.
"""
