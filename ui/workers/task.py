"""A piece of work in a worker thread, and the one place that survives a bug in it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.errors import EmpfangError

logger = logging.getLogger(__name__)


def ignore(_result: object) -> None:
    """Take a result that nobody needs."""


@dataclass(frozen=True, slots=True)
class Task:
    """*work* runs in a worker and must touch no widget; exactly one of the others follows.

    ``done`` gets the result, ``failed`` an expected failure, ``crashed`` any other exception.
    They are called in the thread of the window.
    """

    work: Callable[[], Any]
    done: Callable[[Any], None] = ignore
    failed: Callable[[EmpfangError], None] = ignore
    crashed: Callable[[Exception], None] = ignore

    def run(self) -> Callable[[], None]:
        """Do the work; return the call that the thread of the window shall make."""
        try:
            result = self.work()
        except EmpfangError as error:
            return _call(self.failed, error)
        except Exception as error:  # a bug in one task must not end the station
            logger.exception("A task in the background crashed.")
            return _call(self.crashed, error)
        return _call(self.done, result)


def _call(function: Callable[[Any], None], argument: object) -> Callable[[], None]:
    return lambda: function(argument)
