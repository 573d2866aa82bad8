"""How a story ends: everything works, and everybody says and hears everything."""

from collections.abc import Callable

import msgspec

from tests.simulation.carrying import pull, push
from tests.simulation.laptop import PAGES
from tests.simulation.story import Story

ROUNDS = 20
PATIENCE_MS = 61_000
"""A hub makes who asks for many new names wait for a minute."""


def heal(story: Story) -> None:
    """Let the network work and everybody exchange everything until nothing moves."""
    story.weather.loss = story.weather.doubling = story.weather.slowness = 0
    for machine in (*story.laptops, *story.hubs):
        machine.crashes = 0
    for laptop in story.laptops:
        laptop.way.is_cut = False
        laptop.pages = PAGES[-1:]
    if story.relaying is not None:
        story.relaying.way.is_cut = False
    story.tally.crashed = sum(one.fuse.blown for one in (*story.laptops, *story.hubs))
    story.world.pass_time(PATIENCE_MS)
    before: object = None
    for _ in range(ROUNDS):
        story.tally.rounds += 1
        _readmit(story)
        _exchange(story)
        now = _state(story)
        if now == before:
            return
        before = now


def _exchange(story: Story) -> None:
    """Let everybody say and hear everything once."""
    for laptop in story.laptops:
        go_on = budget()
        push(laptop, laptop.processes[0], go_on=go_on)
        story.world.settle()
        pull(laptop, laptop.processes[0], go_on=go_on)
        story.world.settle()
    if story.relaying is not None:
        for _ in range(2):
            go_on = budget()
            story.relaying.push(go_on=go_on)
            story.relaying.pull(go_on=go_on)
            story.world.settle()
    story.world.pass_time(PATIENCE_MS)


def _readmit(story: Story) -> None:
    """Let join again who is shut out, or whom a restored hub does not know any more."""
    for laptop in story.laptops:
        if not laptop.is_welcome():
            name = laptop.name if story.world.likely(0.5) else f"{laptop.name} again"
            laptop.join(name)


def _state(story: Story) -> object:
    """Return what would change if anybody still had something to say."""
    return (
        [laptop.state() for laptop in story.laptops],
        [hub.answers.place() for hub in story.hubs],
        [msgspec.structs.replace(hub.relay.link(), contact_ms=0) for hub in story.hubs[1:]],
    )


def budget(messages: int = 60) -> Callable[[], bool]:
    """Return what lets somebody go on for so many messages."""
    left = iter(range(messages))
    return lambda: next(left, None) is not None
