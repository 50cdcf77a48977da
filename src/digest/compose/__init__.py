"""Articles -> Entries -> Feeds, and the Issue if one is due. Pure."""
