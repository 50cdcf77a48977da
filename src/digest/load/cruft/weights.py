"""What each sign of a line counts for: above 0 for the article, below 0 against it.

The numbers are made by `benchmarks/fit_lines.py`, which fits them to articles of which
each line is known. A line is worth the sum of its signs, a stretch that of its lines.
"""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    # what every line starts with: most lines of a page are none of the article
    "any line": -1.80,
    # how the line looks: paragraphs are long, end as sentences, quote people
    "at most 10 words": +0.76,
    "at least 20 words": +0.36,
    "at least 40 words": +1.48,
    "ends as a sentence": +0.75,
    "long, and ends as a sentence": +1.24,
    "quotes": +1.26,
    "begins small": +0.92,
    "numbers": +0.94,
    # menus and headlines capitalise; teasers break off; boxes ask
    "capitals": -1.16,
    "breaks off": -1.27,
    "asks": -0.88,
    "short with a joint": -0.95,
    "short with a date": -2.51,
    # what is known of its words
    "known phrase": -2.22,
    "paragraph that stands twice": -1.41,
    "words that paragraphs share": +1.30,
    # where it stands: after the title, and not where most paragraphs have been read
    "above the title": -3.57,
    "prose still to come": +1.88,
    # what began above it mostly goes on: lists of other articles, comments, boxes
    "related above": -2.52,
    "comments above": -1.06,
    "box above": -0.16,
    "known phrases far above": -2.97,
    # what it stands among
    "prose near above": +1.80,
    "prose near below": +0.06,
    "grammar near above": +1.29,
    "grammar near below": +1.37,
    "known phrases near below": -2.04,
}
