"""What the short way of a push does when the network is bad."""

import asyncio
import logging

from app.hub.push_lane import PATH, PushLane


class Knowing:
    """A hub that knows every station."""

    async def recent_station_of(self, _token):
        return None


def test_a_station_that_goes_away_in_the_middle_is_no_trouble_of_the_hub(caplog):
    said = [
        {"type": "http.request", "body": b"half", "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent = []

    async def receive():
        return said.pop(0)

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": PATH, "headers": []}
    with caplog.at_level(logging.INFO):
        asyncio.run(PushLane(Knowing(), send)(scope, receive, send))

    assert (sent, caplog.messages, said) == ([], [], [])
