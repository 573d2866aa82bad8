"""Whole pages: widgets put together and wired to a presenter."""
