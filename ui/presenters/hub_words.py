"""The hub put into words: its stations as rows, and what the panels beside them say."""

from datetime import datetime

from app.model.central import HubRole, Member
from ui import hub_texts as own
from ui import pretix_texts as of_pretix
from ui.badge_texts import DELETE_KEY
from ui.language import Language
from ui.presenters import pretix_words
from ui.presenters.hub import HubScene
from ui.texts import CANCEL, CLOSE, ERRORS
from ui.widgets.keys import Key
from ui.widgets.row_list import ListRow
from ui.widgets.task_panel import PanelView

QUIET_S = 60
"""A station that was silent for longer is not connected."""

_PIN_SHOWN, _PIN_GROUP = 8, 4
_PIN_LINE = 26
_MINUTE_S, _HOUR_S = 60, 3600
_NEWS = {
    "joined": ("welcome", own.JOINED),
    "joined_before": ("attention", own.JOINED_BEFORE),
    "nameless": ("attention", own.NAME_FIRST),
    "came": ("welcome", own.CAME_IN),
    "shut_out": ("welcome", own.SHUT_OUT_DONE),
    "copied": ("welcome", own.BOARD_COPIED),
    "renewed": ("welcome", own.BOARD_RENEWED),
    "paired": ("welcome", of_pretix.CONNECTED),
    "chosen": ("welcome", of_pretix.CHOSEN),
    "paired_before": ("attention", of_pretix.CONNECTED_BEFORE),
    "left": ("welcome", of_pretix.LEFT),
    "left_unheard": ("attention", of_pretix.LEFT_UNHEARD),
}
_NEWS_OF_PRETIX = {"paired", "chosen", "paired_before", "left", "left_unheard"}


def panels(scene: HubScene, language: Language) -> tuple[PanelView, ...]:
    """Return what stands beside the list: two panels for a laptop that belongs to no hub."""
    if not scene.is_known:
        return ()
    if scene.task in pretix_words.TASKS:
        return (pretix_words.asked(scene, language, status(scene, language)),)
    if scene.sight.role is HubRole.ALONE:
        return _alone(scene, language)
    if scene.sight.role is HubRole.JOINED:
        return _joined(scene, language), *_of_pretix(scene, language)
    return _of_hub(scene, language)


def _of_hub(scene: HubScene, language: Language) -> tuple[PanelView, ...]:
    """Return what stands beside the stations of this laptop's own hub."""
    if scene.task == "invite":
        return (_inviting(scene, language),)
    if scene.task in {"board", "renew_board"}:
        return (_board(scene, language),)
    beside = () if scene.task else _of_pretix(scene, language)
    return _member(scene, language), *beside


def page_keys(scene: HubScene, language: Language) -> list[Key]:
    """Return the keys beside the page's title."""
    keys: tuple[tuple[str, str, str], ...] = ()
    if scene.sight.role is HubRole.OWN and not (scene.task or scene.invitation):
        keys = (("new", "F3", own.TAKE_IN), ("board", "F4", own.BOARD))
        keys += _connecting(scene)
    elif scene.sight.role is HubRole.JOINED and not scene.task:
        keys = _connecting(scene)
    elif scene.task == "board":
        renewal = ("renew", "F6", own.BOARD_RENEW)
        keys = (("back", "Esc", CLOSE), renewal, ("copy", "F5", own.BOARD_COPY))
    return [Key(name, cap, language.say(label)) for name, cap, label in keys]


def _connecting(scene: HubScene) -> tuple[tuple[str, str, str], ...]:
    return () if scene.sight.pretix else (("pretix", "F6", of_pretix.CONNECT),)


def remark(scene: HubScene, language: Language) -> str:
    """Return what stands beside the page's title."""
    sight = scene.sight
    if sight.role is not HubRole.OWN or not sight.address:
        return ""
    return language.say(own.SERVED_AT, address=sight.address, pin=_pin(sight.pin))


def row(member: Member, now: datetime, language: Language) -> ListRow:
    """Return the row of a station."""
    say = language.say
    if member.is_shut_out:
        return ListRow(member.name, say(own.SHUT_OUT_STATE), sign="stop")
    if member.seen is None:
        return ListRow(member.name, say(own.NEVER), sign="attention")
    sent = say(own.STILL_UNSENT, count=member.unsent) if member.unsent else say(own.ALL_SENT)
    is_fine = not member.unsent and is_connected(member, now)
    parts = (say(own.THIS_ONE) if member.is_self else "", ago(member.seen, now, language), sent)
    second = " · ".join(part for part in parts if part)
    return ListRow(member.name, second, sign="welcome" if is_fine else "attention")


def is_connected(member: Member, now: datetime) -> bool:
    """Whether a station was in touch within the last minute."""
    return member.seen is not None and (now - member.seen).total_seconds() < QUIET_S


def ago(instant: datetime | None, now: datetime, language: Language) -> str:
    """Return how long ago that was."""
    if instant is None:
        return language.say(own.NEVER)
    seconds = (now - instant).total_seconds()
    if seconds < 2:  # noqa: PLR2004 - a second is just now
        return language.say(own.JUST_NOW)
    if seconds < _MINUTE_S:
        return language.say(own.SECONDS_AGO, count=round(seconds))
    if seconds < _HOUR_S:
        return language.say(own.MINUTES_AGO, count=round(seconds / _MINUTE_S))
    return language.say(own.AT, day=language.day(instant), time=language.time(instant))


def _of_pretix(scene: HubScene, language: Language) -> tuple[PanelView, ...]:
    sight = scene.sight.pretix
    if sight is None:
        return ()
    contact = ago(sight.contact, scene.now, language)
    said = status(scene, language) if scene.news in _NEWS_OF_PRETIX else ("", "")
    return (pretix_words.panel(sight, contact, language, said),)


def _alone(scene: HubScene, language: Language) -> tuple[PanelView, ...]:
    say, said = language.say, _beside_pretix(scene, language)
    making = ("already", say(own.MAKING)) if scene.work == "make" else ("", "")
    is_joining = scene.work == "join"
    make = PanelView(
        say(own.MAKE_TITLE),
        say(own.MAKE_WHY),
        keys=(Key("make", "F7", say(own.MAKE)),),
        primary="make",
        status=making,
    )
    join = PanelView(
        say(own.JOIN_TITLE),
        say(own.JOIN_WHY),
        field=say(own.INVITATION),
        keys=(Key("join", "⏎", say(own.JOIN)),),
        status=("already", say(own.ASKING)) if is_joining else said,
    )
    pretix = _of_pretix(scene, language)
    return (*pretix, pretix_words.others(language, status=join.status)) if pretix else (make, join)


def _joined(scene: HubScene, language: Language) -> PanelView:
    say, sight = language.say, scene.sight
    state = say(own.REACHED if sight.is_running else own.NOT_REACHED)
    rows = (
        (say(own.STATE), state),
        (say(own.ADDRESS), sight.address),
        (say(own.KEY), _pin(sight.pin)),
        (say(own.CONTACT), ago(sight.contact, scene.now, language)),
        (say(own.UNSENT), language.number(sight.unsent)),
    )
    return PanelView(say(own.BELONGS), say(own.NOTHING_WAITS), rows, status=status(scene, language))


def _inviting(scene: HubScene, language: Language) -> PanelView:
    say, invitation = language.say, scene.invitation
    if invitation is None or not scene.seconds_left:
        ran_out = invitation is not None
        said = ("attention", say(own.RAN_OUT)) if ran_out else status(scene, language)
        return PanelView(
            say(own.TAKE_IN),
            field=say(own.STATION_NAME),
            keys=(Key("invite", "⏎", say(own.SHOW_INVITATION)), Key("back", "Esc", say(CANCEL))),
            primary="invite",
            status=said,
        )
    minutes, seconds = divmod(scene.seconds_left, 60)
    left = say(own.VALID_FOR, minutes=minutes, seconds=f"{seconds:02}")
    return PanelView(
        invitation.name,
        say(own.SCAN_THERE),
        code=invitation.text,
        lines=_typed(invitation.text),
        keys=(Key("back", "Esc", say(CLOSE)),),
        status=("already", left),
    )


def _board(scene: HubScene, language: Language) -> PanelView:
    """Return the link to the live board, or the question whether it is to end."""
    say = language.say
    if scene.task == "renew_board":
        return PanelView(
            say(own.BOARD_RENEW_ASKED),
            say(own.BOARD_RENEW_WHY),
            keys=(Key("renew_now", "F7", say(own.BOARD_RENEW)), Key("back", "Esc", say(CANCEL))),
            primary="renew_now",
            status=status(scene, language),
        )
    return PanelView(
        say(own.BOARD),
        say(own.BOARD_WHY),
        code=scene.board,
        lines=_link_lines(scene.board),
        status=status(scene, language),
    )


def _link_lines(link: str) -> tuple[str, ...]:
    """Return a link in lines that can be read off and typed."""
    address, mark, key = link.partition("key=")
    half = len(key) // 2
    return f"{address}{mark}", key[:half], key[half:]


def _member(scene: HubScene, language: Language) -> PanelView:
    say, member = language.say, scene.member
    if member is None:
        return PanelView(say(own.STATIONS), status=status(scene, language))
    if scene.task == "shut_out":
        return PanelView(
            say(own.SHUT_OUT_ASKED, name=member.name),
            say(own.SHUT_OUT_WHY),
            keys=(Key("shut_out", "F7", say(own.SHUT_OUT_NOW)), Key("back", "Esc", say(CANCEL))),
            primary="shut_out",
            status=status(scene, language),
        )
    rows = (
        (say(own.STATE), _state(member, scene.now, language)),
        (say(own.CONTACT), ago(member.seen, scene.now, language)),
        (say(own.UNSENT), language.number(member.unsent)),
        (say(own.VERSION), member.version),
    )
    keys = (Key("ask", say(DELETE_KEY), say(own.SHUT_OUT)),) if scene.can_shut_out else ()
    known = tuple((key, value) for key, value in rows if value)
    return PanelView(member.name, "", known, keys=keys, status=_beside_pretix(scene, language))


def _state(member: Member, now: datetime, language: Language) -> str:
    if member.is_shut_out:
        return language.say(own.SHUT_OUT_STATE)
    if member.is_self:
        return language.say(own.THIS_ONE)
    return language.say(own.REACHED if is_connected(member, now) else own.NOT_REACHED)


def _beside_pretix(scene: HubScene, language: Language) -> tuple[str, str]:
    """Return what happened last, unless the panel of pretix says it."""
    is_said = scene.sight.pretix is not None and scene.news in _NEWS_OF_PRETIX
    return ("", "") if is_said else status(scene, language)


def status(scene: HubScene, language: Language) -> tuple[str, str]:
    """Return a sign and what happened last, empty when nothing did."""
    if scene.error is not None:
        return "stop", language.say(ERRORS[scene.error.code])
    if scene.news:
        sign, words = _NEWS[scene.news]
        return sign, language.say(words, name=scene.subject)
    if scene.sight.role is HubRole.OWN and not scene.sight.is_running:
        return "attention", language.say(own.STARTING)
    return "", ""


def _pin(pin: str) -> str:
    shown = pin[:_PIN_SHOWN]
    return " ".join(shown[at : at + _PIN_GROUP] for at in range(0, len(shown), _PIN_GROUP))


def _typed(text: str) -> tuple[str, ...]:
    """Return an enrolment in lines that can be read off and typed."""
    address, code, pin = text.rsplit(":", 2)
    halves = (pin[at : at + _PIN_LINE] for at in range(0, len(pin), _PIN_LINE))
    return (f"{address}:", f"{code}:", *halves)
