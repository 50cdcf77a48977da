"""Article or cruft: which lines of a text go, and why.

Read clean first, then lines (a text as a whole) and rules. Single lines are known by
phrases, bylines and titles; whole stretches by signs, which weights weigh and span
adds up, in stretches. verdicts has the last look: enough must stay, and doubts are
told. grammar holds the small words by which prose is known in any language.

To add a phrase of your language, open `families`: one module for each reason.
"""
