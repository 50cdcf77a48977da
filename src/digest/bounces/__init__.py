"""What comes back: reports of failure and complaints, read, believed, acted on."""
