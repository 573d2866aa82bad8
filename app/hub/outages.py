"""Says once that something the hub needs is away, and once that it is back."""

import logging
from collections.abc import Callable

from app.errors import EmpfangError

Tell = Callable[[EmpfangError | None], None]
"""Is given the error when something went away, None when everything is there again."""

logger = logging.getLogger(__name__)


class Outages:
    """What a hub lacks at the moment; lives in one event loop.

    Args:
        tell: Called at each change.
    """

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._lacking: set[str] = set()

    def begin(self, who: str, error: BaseException) -> None:
        """Note that *who* failed; an error that nobody expects goes to the log, too."""
        is_first = not self._lacking
        self._lacking.add(who)
        if not isinstance(error, EmpfangError):
            logger.error("the hub's %s failed", who, exc_info=error)
        elif is_first:
            self._tell(error)

    def end(self, who: str) -> None:
        """Note that *who* can work again."""
        if who in self._lacking:
            self._lacking.discard(who)
            if not self._lacking:
                self._tell(None)
