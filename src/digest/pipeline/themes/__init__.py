"""The themes of letters: where they stand, and what is wrong with what they make."""
