"""Articles -> what their author should look at before they are published.

Read findings first (what a check says), then manuscript and references (a file as its
author has it), collection (all of them, and what they refer to) and rules/; inspection
has them asked, by asking. Nothing on other sites is looked at: nothing is fetched.
"""
