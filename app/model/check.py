"""One line of the self-test."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at and how it is; ``next_step`` is empty when all is well."""

    check: str
    ok: bool
    detail: str
    next_step: str = ""
