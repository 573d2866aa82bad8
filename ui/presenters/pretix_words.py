"""pretix as the central list, put into words: how it is, and what is asked about it."""

from collections.abc import Iterator

from app.model.central import PretixSight
from ui import hub_texts
from ui import pretix_texts as own
from ui.language import Language
from ui.presenters.hub import HubScene
from ui.presenters.pretix_choice import PretixAsked
from ui.texts import CANCEL, ERRORS
from ui.widgets.keys import Key
from ui.widgets.row_list import ListRow
from ui.widgets.task_panel import PanelView
from ui.widgets.tick_list import DIGITS

TASKS = {"pretix", "choose", "leave_pretix"}


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
        keys=(Key("choose", "F5", say(own.CHOOSE)), Key("leave", "F6", say(own.LEAVE))),
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
    if scene.work in {"join", "choose"}:
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
    if scene.asked is not None:
        return choice_panel(scene.asked, language, status)
    sight = scene.sight.pretix
    lost = sight.unsent if sight is not None else 0
    return PanelView(
        say(own.LEAVE_ASKED),
        say(own.LEAVE_WHY),
        keys=(Key("leave_now", "F7", say(own.LEAVE_NOW)), back),
        primary="leave_now",
        status=("attention", say(own.LEAVE_UNSENT, count=lost)) if lost else status,
    )


def choice_panel(asked: PretixAsked, language: Language, status: tuple[str, str]) -> PanelView:
    """Return what is to be ticked of what pretix has."""
    say = language.say
    title, why = own.CHOICES[asked.asks]
    return PanelView(
        say(title),
        f"{say(why)} {say(own.HOW_TO_TICK)}",
        choices=tuple(_choices(asked, language)),
        keys=(Key("go_on", "⏎", say(own.GO_ON)), Key("back", "Esc", say(CANCEL))),
        primary="go_on",
        status=status,
    )


def _choices(asked: PretixAsked, language: Language) -> Iterator[ListRow]:
    """Yield a row for each thing that can be ticked, with the digit that does it."""
    rows = zip(asked.keys, asked.names, asked.moments, strict=True)
    for number, (key, name, at) in enumerate(rows):
        day = "" if at is None else f"{language.day(at)} {language.time(at)}"
        slug = key if asked.asks == "events" and name else ""
        yield ListRow(
            name or key,
            " · ".join(filter(None, (day, slug))),
            cap=DIGITS[number : number + 1],
            tick=key in asked.ticked,
        )


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
