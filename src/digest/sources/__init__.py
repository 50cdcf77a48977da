"""Other sites' feeds, polled politely: what is new in them becomes articles.

Read poll first, one poll of one source from the question to what is remembered: asking
puts the question, choice says what is new and which of it is taken, filing makes files
of that and filed tells what became of each. timing says how long to wait, turns whose
turn it is, and round polls those of several hosts at once; polled is what they tell.
"""
