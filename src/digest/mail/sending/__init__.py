"""The run that sends: what goes next, by which relay and when, and what came of it."""
