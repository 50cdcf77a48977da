"""digest: a folder of articles becomes feeds, an archive and a newsletter.

Three lines, which meet in the store and nowhere else:

    load -> compose -> render -> publish    articles become feeds, pages and letters
    mail: claim, address, send, note        letters reach those who asked for them
    web -> subscribers -> store             readers come, choose, move and leave

`bounces` reads what comes back. `pipeline` tells the first line step by step, `wiring`
opens the parts, `schedule` starts all on time, `cli` and `web` are the doors. What
stands beside the rooms are nouns and rules that everybody may know; `model` has the
glossary, and tests/test_architecture.py who may import whom.
"""

__version__ = "0.1.0"
