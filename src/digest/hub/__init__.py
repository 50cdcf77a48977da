"""Tells of new entries at once: WebSub as publisher and as hub, and rssCloud."""
