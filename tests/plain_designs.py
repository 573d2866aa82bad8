"""Designs that differ by one word, for tests that look which of them was printed."""

_PLAIN = """format = 1
name = "{word}"
stock = "{stock}"
family = "IBM Plex Sans"

[[field]]
kind = "text"
box = [6, 6, 60, 8]
text = "{word}"
type = {{ size = 14 }}

[[field]]
kind = "text"
box = [6, 16, 60, 10]
text = "{{name}}"
type = {{ size = 20, hard_min = 6 }}
"""


def plain_design(word, stock="a6"):
    """Return a design that shows *word* above the guest's name."""
    return _PLAIN.format(word=word, stock=stock)


def keep_designs(library, **stocks):
    """Keep a plain design under each name; its word is its name in capitals."""
    for name, stock in stocks.items():
        library.keep(name, plain_design(name.upper(), stock))
