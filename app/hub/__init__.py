"""The central list: a journal that stations push to and pull from."""
