"""Articles -> what their author should look at before they are published.

Read findings first (what a check says), then manuscript and references (a file as its
author has it), collection (all of them, and what they refer to) and rules/; inspection
asks them all. What stands on other sites is not looked at: nothing is fetched.
"""
