"""Issues in the store: frozen as they went out, and what goes on around them."""
