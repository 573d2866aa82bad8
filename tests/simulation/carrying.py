"""Carries the messages between a laptop and its hub, as `app.sync.courier` does, one at a time."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from app.errors import HubRefusedError, SyncError
from app.sync.exchange import Exchange
from tests.simulation.laptop import Laptop, Process
from tests.simulation.network import sent


def push(laptop: Laptop, process: Process, *, go_on: Callable[[], bool]) -> None:
    life = laptop.life
    step = laptop.guarded(partial(_next_push, laptop, process))
    if step is None:
        return
    serve, take, fail = step

    def hear(reply: Any, trip: Any) -> None:
        if isinstance(reply, Exception):
            laptop.guarded(partial(fail, reply))
        else:
            laptop.guarded(partial(take, reply, trip))
        is_reached = not isinstance(reply, SyncError) or isinstance(reply, HubRefusedError)
        # A program that lost its power over the answer asks nothing more.
        if is_reached and life == laptop.life and go_on():
            push(laptop, process, go_on=go_on)

    _ask(laptop, serve, hear)


def pull(laptop: Laptop, process: Process, *, go_on: Callable[[], bool]) -> None:
    query = laptop.guarded(process.exchange.next_pull)
    if query is None:
        return
    query = msgspec.structs.replace(query, limit=laptop.world.chance.choice(laptop.pages))

    def hear(reply: Any, trip: Any) -> None:
        if isinstance(reply, Exception):
            return
        taken = laptop.guarded(lambda: process.exchange.take_pull_reply(query, reply, trip))
        # `taken` is None, too, when the power failed: then nobody asks for more.
        if taken is not None and taken[1] and go_on():
            pull(laptop, process, go_on=go_on)

    def page(station: Any) -> Any:
        return laptop.hub.answers.page(station, sent(query))

    _ask(laptop, laptop.hub.serve(laptop.token(), page), hear)


def _next_push(laptop: Laptop, process: Process) -> tuple[Any, Any, Any] | None:
    """Return what to ask the hub next, what to do with the answer and with a failure."""
    hub, exchange, token = laptop.hub, process.exchange, laptop.token()
    renewal = exchange.renewal.next()
    if renewal is not None:
        return (
            hub.serve(token, lambda station: hub.answers.renew(station, sent(renewal))),
            lambda reply, _trip: exchange.renewal.take(reply),
            lambda _error: exchange.renewal.abandon(),
        )
    if exchange.needs_heads():
        return (
            hub.serve(token, lambda _station: hub.answers.status()),
            lambda reply, _trip: exchange.take_status(reply),
            lambda _error: None,
        )
    request = exchange.next_push()
    if request is None:
        return None
    return (
        hub.serve_push(token, request),
        partial(exchange.take_push_reply, request),
        partial(_take_failure, exchange, request),
    )


def _ask(laptop: Laptop, serve: Any, hear: Callable[[Any, Any], None]) -> None:
    """Ask the hub; whoever has lost its power meanwhile hears nothing."""
    life = laptop.life

    def alive(reply: Any, trip: Any) -> None:
        if life == laptop.life:
            hear(reply, trip)

    laptop.way.ask(laptop.clock, serve, alive)


def _take_failure(exchange: Exchange, request: Any, error: Exception) -> None:
    if isinstance(error, HubRefusedError):
        exchange.take_refusal(request, error)
