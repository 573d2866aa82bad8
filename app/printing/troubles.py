"""What printers say about themselves, in few kinds and in words."""

from collections.abc import Iterator, Sequence

from app.model.badge import Trouble

_KINDS = {
    "media-empty": Trouble.NO_PAPER,
    "media-needed": Trouble.WRONG_PAPER,
    "media-jam": Trouble.JAM,
    "cover-open": Trouble.COVER_OPEN,
    "door-open": Trouble.COVER_OPEN,
    "interlock-open": Trouble.COVER_OPEN,
    "input-tray-missing": Trouble.NO_PAPER,
    "marker-supply-empty": Trouble.NO_INK,
    "toner-empty": Trouble.NO_INK,
    "marker-supply-low": Trouble.INK_LOW,
    "toner-low": Trouble.INK_LOW,
    "offline": Trouble.OFFLINE,
    "shutdown": Trouble.OFFLINE,
    "timed-out": Trouble.OFFLINE,
    "connecting-to-device": Trouble.OFFLINE,
    "paused": Trouble.PAUSED,
    "moving-to-paused": Trouble.PAUSED,
    "output-area-full": Trouble.OTHER,
    "spool-area-full": Trouble.REFUSED,
}
_SEVERITIES = ("-error", "-warning", "-report")
_HARMLESS = (Trouble.INK_LOW, Trouble.NONE)
_SENTENCES = {
    Trouble.OFFLINE: "does not answer; check its power and its cable or network.",
    Trouble.NO_PAPER: "is out of paper or labels; put some in, it goes on by itself.",
    Trouble.WRONG_PAPER: "wants other paper; load the size of the badge.",
    Trouble.JAM: "has a paper jam; open it and take the paper out.",
    Trouble.COVER_OPEN: "is open; close its cover.",
    Trouble.NO_INK: "is out of ink, toner or ribbon; change it.",
    Trouble.INK_LOW: "is low on ink, toner or ribbon; have the next one ready.",
    Trouble.PAUSED: "is paused; press its pause or resume key.",
    Trouble.BUSY: "is still busy; it goes on by itself.",
    Trouble.REFUSED: "takes no jobs; look at its display and settings.",
    Trouble.OTHER: "cannot print; look at its display.",
}


def sentence_of(trouble: Trouble, printer: str) -> str:
    """Return what is wrong with *printer* and what to do; there must be a trouble."""
    return f"The printer {printer} {_SENTENCES[trouble]}"


def blocking(reasons: Sequence[str], *, trays: int) -> Trouble:
    """Return the first trouble that keeps a printer with so many loaded *trays* from printing."""
    for reason, kind in zip(reasons, _kinds(reasons), strict=True):
        is_mild = reason.endswith(("-report", "-warning"))
        # A mild word about ink or paper means one colour or one tray of several.
        is_partial = is_mild and (
            kind is Trouble.NO_INK or (kind is Trouble.NO_PAPER and trays > 1)
        )
        if kind not in _HARMLESS and not is_partial:
            return kind
    return Trouble.NONE


def first_trouble(reasons: Sequence[str]) -> Trouble:
    """Return the gravest trouble that *reasons* name, also a mere warning; or none."""
    kinds = [kind for kind in _kinds(reasons) if kind is not Trouble.NONE]
    return next((kind for kind in kinds if kind not in _HARMLESS), next(iter(kinds), Trouble.NONE))


def _kinds(reasons: Sequence[str]) -> Iterator[Trouble]:
    for reason in reasons:
        bare = reason
        for severity in _SEVERITIES:
            bare = bare.removesuffix(severity)
        yield _KINDS.get(bare, Trouble.NONE)
