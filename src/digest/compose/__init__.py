"""Articles -> Entries -> Feeds, and the Issue if one is due. Pure.

Read entries first, then memory (what is known of them), references and pictures (what
their bodies mean), feeds and issue.
"""
