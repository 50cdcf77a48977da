"""What to mend in a letter, as receivers will see it."""
