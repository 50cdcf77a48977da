"""digest: a folder of articles becomes feeds, an archive and a newsletter."""

__version__ = "0.1.0"
