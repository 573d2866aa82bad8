"""What is wrong with a guest's badge, found before the doors open."""

from app.badge.clean import damage
from app.badge.render import BadgeRenderer
from app.model.badge import BadgeContent, Problem, ProblemKind

_WRITTEN = ("title", "given", "family", "name", "native", "organisation")


def check(content: BadgeContent, renderer: BadgeRenderer) -> list[Problem]:
    """Return the problems of one badge, the gravest first; an empty list is a good badge.

    Raises:
        BadgeError: the guest has no code, or one that is too long for a QR code.
    """
    found = [*_damages(content), *renderer.problems(content)]
    return sorted(dict.fromkeys(found), key=lambda problem: _GRAVITY[problem.kind])


_GRAVITY = {
    ProblemKind.DAMAGED: 0,
    ProblemKind.GLYPH: 1,
    ProblemKind.SMALL: 2,
    ProblemKind.TIGHT: 3,
}


def _damages(content: BadgeContent) -> list[Problem]:
    """Return what a wrong encoding did to the words of a guest."""
    texts = {getattr(content, name) for name in _WRITTEN}
    return [
        Problem(
            content.code,
            content.name,
            ProblemKind.DAMAGED,
            f"“{broken}” in “{text}”",
            text=text,
            part=broken,
        )
        for text in sorted(texts)
        if (broken := damage(text))
    ]
