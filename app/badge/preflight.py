"""What is wrong with a guest's badge, found before the doors open."""

from collections.abc import Iterator

from app.badge.clean import clean, controls, damage, repaired
from app.badge.lookalikes import unmixed
from app.badge.render import BadgeRenderer
from app.model.badge import BadgeContent, Problem, ProblemKind

_WRITTEN = ("title", "given", "family", "name", "native", "organisation")
_NAMES = ("given", "family", "name", "native")
_GRAVITY = {
    ProblemKind.DAMAGED: 0,
    ProblemKind.GLYPH: 1,
    ProblemKind.SMALL: 2,
    ProblemKind.TIGHT: 3,
}


def check(content: BadgeContent, renderer: BadgeRenderer) -> list[Problem]:
    """Return the problems of one badge, the gravest first; an empty list is a good badge.

    Raises:
        BadgeError: the guest has no code, or one that is too long for a QR code.
    """
    found = [*_damages(content), *renderer.problems(content)]
    return sorted(dict.fromkeys(found), key=lambda problem: _GRAVITY[problem.kind])


def _damages(content: BadgeContent) -> Iterator[Problem]:
    """Yield what happened to the words of a guest on their way."""
    # The whole name only repeats its parts.
    has_parts = bool(content.given or content.family)
    written = [name for name in _WRITTEN if name != "name" or not has_parts]
    for text in sorted(filter(None, {getattr(content, name) for name in written})):
        is_name = text in {getattr(content, name) for name in _NAMES}
        found = _encoding(text) or _control(text) or (_mixture(text) if is_name else None)
        if found:
            part, reason, proposal = found
            advice = f"write “{proposal}”" if proposal else "ask how it is spelled"
            detail = f"{reason} in “{clean(text)}”; {advice}"
            yield Problem(
                content.code,
                content.name,
                ProblemKind.DAMAGED,
                detail,
                text=text,
                part=part,
                proposal=proposal,
            )


def _encoding(text: str) -> tuple[str, str, str] | None:
    """Return the part that a wrong encoding broke, the reason, and what was meant."""
    broken = damage(text)
    return (broken, f"“{broken}” is of a wrong encoding", repaired(text)) if broken else None


def _control(text: str) -> tuple[str, str, str] | None:
    found = controls(text)
    if not found:
        return None
    codes = " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(found))
    return found, f"{codes} cannot be seen", clean(text)


def _mixture(text: str) -> tuple[str, str, str] | None:
    """Return the letters that only look like those around them."""
    proposal = unmixed(text)
    if proposal == text:
        return None
    strange = [letter for letter in text if letter not in proposal]
    codes = " ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in dict.fromkeys(strange))
    return "".join(strange), f"{codes or 'a letter'} only looks like another", proposal
