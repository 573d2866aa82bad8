"""A pretix server as the central list of an event: what it says comes in, what happens goes up."""
