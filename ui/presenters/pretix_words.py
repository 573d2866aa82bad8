"""pretix as the central list, put into words: how it is, and what is asked about it."""

from collections.abc import Iterator

from app.model.central import PretixSight
from ui import hub_texts
from ui import pretix_texts as own
from ui.language import Language
from ui.presenters.hub import HubScene
from ui.texts import CANCEL, ERRORS
from ui.widgets.keys import Key
from ui.widgets.task_panel import PanelView

TASKS = {"pretix", "choose", "leave_pretix"}
MOST_EVENTS = 9
"""As many as there are digits; more are named on the command line."""


def panel(
    sight: PretixSight, contact: str, language: Language, status: tuple[str, str]
) -> PanelView:
    """Return how this laptop and pretix are; *contact* is when that was last heard of."""
    say = language.say
    rows = (
        (say(hub_texts.STATE), _state(sight, language)),
        (say(hub_texts.ADDRESS), sight.address.partition("//")[2] or sight.address),
        (say(own.EVENT), ", ".join(sight.events)),
        (say(own.DEVICE), _device(sight, language)),
        (say(hub_texts.CONTACT), contact),
        (say(hub_texts.UNSENT), language.number(sight.unsent)),
        (say(own.KEPT), "\n".join(_kept(sight, language))),
        (say(own.DECLINED), _declined(sight, language)),
    )
    return PanelView(
        say(own.TITLE),
        say(hub_texts.NOTHING_WAITS),
        tuple((name, value) for name, value in rows if value),
        keys=(Key("leave", "F6", say(own.LEAVE)),),
        status=status if any(status) else _trouble(sight, language),
    )


def others(language: Language, *, status: tuple[str, str]) -> PanelView:
    """Return what a laptop that works for pretix can do about other laptops."""
    say = language.say
    return PanelView(
        say(own.OTHERS),
        say(own.OTHERS_WHY),
        field=say(own.INVITATION_OF_HUB),
        keys=(Key("join", "⏎", say(hub_texts.JOIN)), Key("make", "F7", say(hub_texts.MAKE))),
        status=status,
    )


def asked(scene: HubScene, language: Language, status: tuple[str, str]) -> PanelView:
    """Return what is asked about pretix."""
    say = language.say
    if scene.work == "join":
        status = "already", say(hub_texts.ASKING)
    back = Key("back", "Esc", say(CANCEL))
    if scene.task == "pretix":
        return PanelView(
            say(own.CONNECT),
            say(own.CONNECT_WHY),
            field=say(own.INVITATION),
            keys=(Key("join_pretix", "⏎", say(hub_texts.JOIN)), back),
            primary="join_pretix",
            status=status,
        )
    if scene.task == "choose":
        keys = event_keys(scene.events, language)
        return PanelView(say(own.CHOOSE), say(own.CHOOSE_WHY), keys=(*keys, back), status=status)
    sight = scene.sight.pretix
    lost = sight.unsent if sight is not None else 0
    return PanelView(
        say(own.LEAVE_ASKED),
        say(own.LEAVE_WHY),
        keys=(Key("leave_now", "F7", say(own.LEAVE_NOW)), back),
        primary="leave_now",
        status=("attention", say(own.LEAVE_UNSENT, count=lost)) if lost else status,
    )


def event_keys(events: tuple[tuple[str, str], ...], language: Language) -> tuple[Key, ...]:
    """Return a key for each event that can be chosen."""
    return tuple(
        Key(f"event_{number}", str(number + 1), _event(*event, language))
        for number, event in enumerate(events[:MOST_EVENTS])
    )


def _event(slug: str, name: str, language: Language) -> str:
    return language.say(own.EVENT_ROW, name=name, slug=slug) if name else slug


def _state(sight: PretixSight, language: Language) -> str:
    return language.say(hub_texts.REACHED if sight.is_running else hub_texts.NOT_REACHED)


def _device(sight: PretixSight, language: Language) -> str:
    if not sight.profile:
        return sight.device
    return language.say(own.DEVICE_AND_PROFILE, device=sight.device, profile=sight.profile)


def _kept(sight: PretixSight, language: Language) -> Iterator[str]:
    """Yield how much waits for which reason."""
    for reason, number in sight.waiting:
        why = language.say(own.WAITING[reason]) if reason in own.WAITING else reason
        yield language.say(own.KEPT_ROW, count=language.number(number), why=why)


def _declined(sight: PretixSight, language: Language) -> str:
    return language.say(own.DECLINED_ROW, count=sight.declined) if sight.declined else ""


def _trouble(sight: PretixSight, language: Language) -> tuple[str, str]:
    if sight.trouble:
        is_away = sight.trouble == "sync.unreachable"
        return "attention" if is_away else "stop", language.say(ERRORS[sight.trouble])
    if not sight.is_whole:
        return "already", language.say(own.FIRST_TIME)
    return "", ""
