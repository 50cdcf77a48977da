"""What to mend in a theme: rules that its letters could not keep."""
