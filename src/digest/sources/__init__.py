"""Other sites' feeds, polled politely: what is new in them becomes articles."""
