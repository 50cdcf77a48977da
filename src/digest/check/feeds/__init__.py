"""The published feeds, read as a feed reader gets them: bytes -> what is wrong in them.

Read told first (what one document says, whatever its format), then tree (all of them);
atom, rss, jsonfeed and opml read one format each, and rules/ ask what must hold. What
made the documents is not asked, and nothing is fetched.
"""
