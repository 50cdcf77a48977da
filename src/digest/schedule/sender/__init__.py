"""The sender: a process of its own that hands letters to the relay.

So the site stays quick while a million letters go out, and the daemon small.
"""
