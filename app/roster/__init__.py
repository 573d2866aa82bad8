"""From a registration list to what it changes."""
