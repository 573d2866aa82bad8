"""Logs: to standard error, and without a name or code of any guest."""

import logging
import sys

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def set_up(*, verbose: bool = False) -> None:
    """Send this process's log to standard error; warnings only, unless *verbose*."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING, format=FORMAT, stream=sys.stderr
    )
    # Both name every request; an address may carry a token.
    for chatty in ("httpx", "httpcore"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
