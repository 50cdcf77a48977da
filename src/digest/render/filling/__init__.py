"""How templates are filled: they reach plain values only, and come to an end."""
