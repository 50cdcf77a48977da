"""What each sign of a line counts for: above 0 for the article, below 0 against it.

The numbers are made by `benchmarks/fit_lines.py`, which fits them to articles of which
each line is known. A line is worth the sum of its signs, a stretch that of its lines.
"""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    # what every line starts with: most lines of a page are none of the article
    "any line": -0.82,
    # how the line looks: paragraphs are long, end as sentences, quote people
    "at most 10 words": +0.19,
    "at least 20 words": +0.27,
    "at least 40 words": +1.10,
    "ends as a sentence": +0.51,
    "long, and ends as a sentence": +0.62,
    "quotes": +0.74,
    "begins small": +0.73,
    "numbers": +0.50,
    # menus and headlines capitalise; teasers break off; boxes ask
    "capitals": -1.05,
    "breaks off": -0.58,
    "asks": -0.43,
    "short with a joint": -0.05,
    "short with a date": -1.33,
    # what is known of its words
    "known phrase": -1.85,
    "paragraph that stands twice": -0.49,
    "words that paragraphs share": +0.99,
    # where it stands: after the title, and not where most paragraphs have been read
    "above the title": -2.74,
    "prose still to come": +1.32,
    # what began above it mostly goes on: lists of other articles, comments, boxes
    "related above": -1.91,
    "comments above": -0.96,
    "box above": -0.73,
    "known phrases far above": -1.84,
    # what it stands among
    "prose near above": +1.34,
    "prose near below": +0.59,
    "grammar near above": +0.87,
    "grammar near below": +1.01,
    "known phrases near below": -1.40,
}
