"""The style sheet of a letter: read, looked through, and brought into attributes."""
