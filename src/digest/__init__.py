"""digest: a folder of articles becomes feeds, an archive and a newsletter."""
