"""Logs: to standard error, and without a name or code of any guest."""

import logging
import sys
import traceback
from types import TracebackType

_ExceptionInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def set_up(*, verbose: bool = False) -> None:
    """Send this process's log to standard error; warnings only, unless *verbose*."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Discreet(FORMAT))
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[handler])
    # Both name every request; an address may carry a token.
    for chatty in ("httpx", "httpcore"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def discreet_trace(error: BaseException | None, trace: TracebackType | None) -> str:
    """Return where an exception came from, without its text: that may quote a guest."""
    frames = "".join(traceback.format_tb(trace))
    return f"{frames}{type(error).__name__}"


class _Discreet(logging.Formatter):
    """Writes exceptions down by their kind and place."""

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - its library's name
        """Return the lines for an exception."""
        return discreet_trace(ei[1], ei[2])
