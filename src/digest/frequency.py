"""A schedule in the words of a reader: how often a newsletter comes, and when.

The only importer of cron_descriptor.
"""
